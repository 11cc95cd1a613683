import type { EnsembleData } from './ensemble-data.ts';

/** Excel recognises UTF-8 only by this. */
export const BYTE_ORDER_MARK = '\uFEFF';

/**
 * An ensemble as CSV (RFC 4180, UTF-8 with a byte order mark), one line per realization and date, with all digits, so
 * that the import reads the same numbers back. In pieces, one per realization after the first line, because an ensemble
 * may exceed the maximum string length, and so that the caller can pause.
 */
export function* ensembleCsv({
  realizations,
  times,
  vectors,
  parameters,
}: EnsembleData): Generator<string> {
  const columns = [...vectors.values()];
  const inputs = [...parameters.values()];
  const names = [...columns, ...inputs].map((one) => {
    const unit = 'unit' in one ? one.unit : '';
    return quoted(unit ? `${one.name} [${unit}]` : one.name);
  });
  const dates = Array.from(times, dateText);
  yield `${BYTE_ORDER_MARK}${['REAL', 'DATE', ...names].join()}\r\n`;
  for (const [row, realization] of realizations.entries()) {
    const fixed = inputs.map((one) =>
      one.kind === 'number'
        ? numberText(one.values[row] as number)
        : quoted(one.categories[one.codes[row] as number] ?? ''),
    );
    const lines = dates.map((date, time) => {
      const values = columns.map(({ values: all }) =>
        numberText(all[row * dates.length + time] as number),
      );
      return [realization, date, ...values, ...fixed].join();
    });
    yield `${lines.join('\r\n')}\r\n`;
  }
}

/** "2031-05-01", with the time unless it is midnight. */
function dateText(seconds: number): string {
  return new Date(seconds * 1000)
    .toISOString()
    .slice(0, 19)
    .replace('T00:00:00', '')
    .replace('T', ' ');
}

const numberText = (value: number) =>
  Number.isNaN(value) ? '' : Object.is(value, -0) ? '-0' : String(value);

/** Quotes a cell, with an apostrophe in front of texts that a spreadsheet would take for a formula. */
function quoted(cell: string): string {
  const text = /^[=+\-@\t\r]/.test(cell) ? `'${cell}` : cell;
  return /[",;\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

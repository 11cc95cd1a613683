import { REALIZATION_MAX } from '../../../content/limits.ts';
import { type Column, EMPTY, NUMBER, OTHER_TEXT } from '../column.ts';
import type { Mapping } from '../mapping.ts';
import type { Table } from '../table.ts';
import { dashIn, isMissing as isMissingNumber, parseNumber } from '../values/numbers.ts';
import { type BuildContext, decide, times } from './context.ts';

/** Numbers that often mean missing; they are kept, and the person is told. */
const SUSPICIOUS = new Set([-999.25, -999, -9999, -99999, -999999]);

/** A column's numbers; NaN for empty and missing cells. Any other cell becomes a problem. */
export function numbersOf(
  table: Table,
  column: Column,
  mapping: Mapping,
  context: BuildContext,
): Float64Array {
  reportTexts(table, column, mapping, context);
  const nulls = mapping.missing.flatMap((text) => {
    const value = parseNumber(text, table.text?.format.decimal ?? '.');
    return value === undefined ? [] : [value];
  });
  const { values } = column;
  let count = 0;
  let suspicious: number | undefined;
  let replaced: Float64Array | undefined;
  for (let row = 0; row < values.length; row++) {
    const value = values[row] as number;
    if (nulls.length > 0 && nulls.includes(value)) {
      replaced ??= values.slice();
      replaced[row] = Number.NaN;
    } else if (value <= -999 && SUSPICIOUS.has(value)) {
      suspicious ??= value;
      if (value === suspicious) count++;
    }
  }
  if (suspicious !== undefined) {
    decide(
      context,
      table.file,
      `${column.header} has the value ${suspicious} ${count === 1 ? 'once' : `${count} times`}; it is kept. If it means missing, add it to the missing values`,
    );
  }
  return replaced ?? values;
}

/** Reports which texts in a column of numbers count as missing, and which are problems. */
function reportTexts(table: Table, column: Column, mapping: Mapping, context: BuildContext): void {
  const { header } = column;
  for (const { text, count, row } of tellMissing(table, column, mapping, context)) {
    const message = whyNoNumber(text, header, table);
    context.problems.add(
      `number ${header}`,
      { file: table.file, line: table.lineOf(row), message },
      count,
    );
  }
}

/** Reports which texts of a column of numbers count as missing; returns the others with their first row. */
export function tellMissing(
  table: Table,
  column: Column,
  mapping: Mapping,
  context: BuildContext,
  isMissing = isMissingNumber,
) {
  const { codes, texts, header } = column;
  if (!codes) return [];
  const counts = new Int32Array(texts.length + 1);
  const firstRow = new Int32Array(texts.length + 1);
  for (let row = 0; row < codes.length; row++) {
    const code = codes[row] as number;
    if (code === NUMBER || code === EMPTY) continue;
    const at = code === OTHER_TEXT ? texts.length : code - 1;
    if (counts[at] === 0) firstRow[at] = row;
    counts[at] = (counts[at] as number) + 1;
  }
  const all = Array.from(counts, (count, at) => ({
    text: texts[at] ?? 'a text',
    count,
    row: firstRow[at] as number,
  }));
  const isNull = ({ text }: { text: string }) => isMissing(text) || mapping.missing.includes(text);
  const missing = all.filter((one) => one.count > 0 && isNull(one));
  if (missing.length > 0) {
    const listed = missing.slice(0, 4).map(({ text, count }) => `"${text}" ${times(count)}`);
    decide(context, table.file, `${header} has ${listed.join(', ')}, read as missing`);
  }
  return all.filter((one) => one.count > 0 && !isNull(one));
}

function whyNoNumber(text: string, header: string, table: Table): string {
  const shown = `"${text.slice(0, 40)}" in column ${header}`;
  const decimal = table.text?.format.decimal ?? '.';
  if (parseNumber(text, decimal) !== undefined) {
    return `${shown} is larger than a number can be; correct it, or add it to the missing values.`;
  }
  const dash = dashIn(text, decimal);
  if (dash) {
    return `${shown} begins with ${dash}, which is not a minus sign; write "-" instead, or add it to the missing values.`;
  }
  if (parseNumber(text, decimal === '.' ? ',' : '.') !== undefined) {
    const mark = decimal === '.' ? 'point' : 'comma';
    return `${shown} is not a number with a decimal ${mark}, as the others are; correct it, or choose the other decimal mark.`;
  }
  return `${shown} is not a number; correct it, add it to the missing values, or leave the column out.`;
}

const TEXT_WITH_NUMBER = /^[\p{L} _#.-]*?0*(\d+)(?:\.0+)?$/u;

/** The realization of each row; any other cell becomes a problem. */
export function realizationsOf(table: Table, column: Column, context: BuildContext): Int32Array {
  const numbers = column.texts.map((text) => {
    const [, digits] = TEXT_WITH_NUMBER.exec(text) ?? [];
    // "-1" is a negative number, not a text that ends in realization 1.
    return digits === undefined ? -1 : Number(digits);
  });
  const { values, codes } = column;
  const realizations = new Int32Array(table.rowCount);
  for (let row = 0; row < realizations.length; row++) {
    const code = codes?.[row] ?? 0;
    const value =
      code === 0 ? (values[row] as number) : code > 0 ? (numbers[code - 1] as number) : -1;
    if (Number.isInteger(value) && value >= 0 && value <= REALIZATION_MAX) {
      realizations[row] = value;
      continue;
    }
    const text = code === 0 ? String(value) : column.textAt(row).slice(0, 40);
    const message = `"${text}" in column ${column.header} is not a realization; a whole number from 0 is expected, or a text that ends in one, like "realization-12".`;
    context.problems.add('realization', { file: table.file, line: table.lineOf(row), message });
  }
  return realizations;
}

/** The label of a row's ensemble: its text, or `name-3` for a number. */
export function labelOf(column: Column, row: number): string {
  const text = column.textAt(row);
  if (text) return text;
  const value = column.values[row] as number;
  return Number.isNaN(value) ? '' : /^ens/i.test(column.header) ? String(value) : `iter-${value}`;
}

import { timesOf } from './build/read-times.ts';
import type { Column } from './column.ts';
import { IMPORT_PREVIEW_COLUMNS, IMPORT_PREVIEW_ROWS } from './limits.ts';
import type { Mapping } from './mapping.ts';
import { Problems } from './problems.ts';
import type { Table } from './table.ts';
import { isMissing, isNone } from './values/numbers.ts';

/**
 * The first rows of a table as interpreted, not as written in the file: "2018-02-01" for 01.02.2018.
 * @param noneIsWord names of parameters in which "none" is a word
 */
export function previewRows(
  table: Table,
  mapping: Mapping,
  noneIsWord: ReadonlySet<string>,
): string[][] {
  const quiet = {
    problems: new Problems(),
    questions: [],
    notes: new Set<string>(),
    decisions: new Map(),
    noneIsWord: new Set<string>(),
  };
  const count = Math.min(table.rowCount, IMPORT_PREVIEW_ROWS);
  const dateAt = mapping.columns.findIndex(({ role }) => role === 'date');
  const dates = dateAt < 0 ? null : timesOf(table, mapping, quiet);
  return Array.from({ length: count }, (_, row) =>
    table.columns
      .slice(0, IMPORT_PREVIEW_COLUMNS)
      .map((column, at) =>
        at === dateAt && dates
          ? timeText(dates[row] as number)
          : cellText(column, row, noneIsWord.has(mapping.columns[at]?.name ?? '')),
      ),
  );
}

/** "2018-02-01", with the time unless it is midnight. */
export function timeText(seconds: number): string {
  if (Number.isNaN(seconds)) return 'no date';
  return new Date(seconds * 1000)
    .toISOString()
    .slice(0, 19)
    .replace('T00:00:00', '')
    .replace('T', ' ');
}

function cellText(column: Column, row: number, noneIsWord: boolean): string {
  const text = column.textAt(row);
  if (text) return isMissing(text) && !(isNone(text) && noneIsWord) ? 'missing' : text;
  const value = column.values[row] as number;
  return Number.isNaN(value) ? 'missing' : String(value);
}

import type { Column } from '../column.ts';
import { numericDatesOf, parseDate } from '../values/dates.ts';
import { isMissing } from '../values/numbers.ts';

const LOOKED_AT = 200;

/** The first texts of a column that do not mean missing. */
export function wordsOf(column: Column): string[] {
  return column.texts.slice(0, LOOKED_AT).filter((text) => !isMissing(text));
}

/** Whether a column is text, not just numbers with a stray text. */
export function isWords(column: Column): boolean {
  const { codes, length } = column;
  if (!codes || wordsOf(column).length === 0) return false;
  let texts = 0;
  let numbers = 0;
  for (let row = 0; row < Math.min(length, 2000); row++) {
    const code = codes[row] as number;
    if (code === 0) numbers++;
    else if (code > 0 && !isMissing(column.texts[code - 1] as string)) texts++;
  }
  return texts > numbers;
}

/** Whether a column is empty. */
export function isBlank(column: Column): boolean {
  return column.texts.length === 0 && (column.codes?.every((code) => code === -1) ?? false);
}

/** Whether a column's texts, or its numbers, are dates. */
export function isDates(column: Column): boolean {
  const words = wordsOf(column);
  if (words.length > 0) {
    const dates = words.filter((text) => parseDate(text) || parseDate(text, 'month first'));
    return dates.length > words.length / 2;
  }
  return numericDatesOf(column.values.subarray(0, LOOKED_AT)) !== undefined;
}

/** Whether a column only counts its rows. */
export function isRowCount(column: Column): boolean {
  const { values } = column;
  const [first] = values;
  if (column.codes || (first !== 0 && first !== 1)) return false;
  return values.every((value, row) => value === (first as number) + row);
}

export function isWholeNumbers(column: Column): boolean {
  return (
    !isWords(column) &&
    column.values
      .subarray(0, LOOKED_AT)
      .every((value) => Number.isNaN(value) || Number.isInteger(value))
  );
}

/** For each row the first row with the same cells in all of `columns`. */
export function firstRows(columns: readonly Column[], rowCount: number): Int32Array {
  const first = new Int32Array(rowCount);
  const rowOf = new Map<string | number, number>();
  let previous: string | number | undefined;
  for (let row = 0; row < rowCount; row++) {
    const key =
      columns.length === 1 && !(columns[0] as Column).codes
        ? ((columns[0] as Column).values[row] as number)
        : columns.map((column) => column.textAt(row) || column.values[row]).join('\n');
    if (key === previous) {
      first[row] = first[row - 1] as number;
      continue;
    }
    previous = key;
    const known = rowOf.get(key);
    if (known === undefined) rowOf.set(key, row);
    first[row] = known ?? row;
  }
  return first;
}

/** Whether a column is the same in all rows that share their first row. */
export function isConstantWithin(column: Column, first: Int32Array): boolean {
  const { values, codes } = column;
  for (let row = 0; row < first.length; row++) {
    const base = first[row] as number;
    if (!Object.is(values[row], values[base]) || codes?.[row] !== codes?.[base]) return false;
  }
  return true;
}

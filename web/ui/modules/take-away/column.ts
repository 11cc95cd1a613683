import { columnFormat } from '../../charts/format.ts';

/** One column: all its values, and how one is written on screen. */
export interface Column {
  /** Tells columns apart when they are sorted; the same after a reload. */
  readonly key: string;
  readonly label: string;
  readonly values: readonly Cell[] | Float64Array;
  readonly format: (value: Cell) => string;
}

/** NaN is a missing number, the empty text a missing word. */
export type Cell = number | string;

export const asIs = (value: Cell) => String(value);

/** A column of numbers, all with the same decimals. */
export function numbers(key: string, label: string, values: Float64Array): Column {
  const format = columnFormat(values);
  return { key, label, values, format: (value) => format(Number(value)) };
}

/** A column of words. */
export function words(label: string, values: readonly string[]): Column {
  return { key: label, label, values, format: asIs };
}

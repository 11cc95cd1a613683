import { BYTE_ORDER_MARK } from '../../../workbench/ensembles/export-csv.ts';
import { columnFormat } from '../../charts/format.ts';
import { axisLabel } from '../on-axes.ts';
import type { Quantity } from '../quantity.ts';

/** A column: its values, and their format on screen. */
export interface Column {
  /** Identifies the column in the sort order; stable across reloads. */
  readonly key: string;
  readonly label: string;
  readonly values: readonly Cell[] | Float64Array;
  readonly format: (value: Cell) => string;
  /** Ids of ensembles that have no such column. Their rows are empty, but nothing is missing. */
  readonly outside?: readonly string[];
}

/** A number or a word; NaN and '' mean missing. */
export type Cell = number | string;

export const asIs = (value: Cell) => String(value);

/** A column of numbers with the same number of decimals. */
export function numbers(key: string, label: string, values: Float64Array): Column {
  const format = columnFormat(values);
  return { key, label, values, format: (value) => format(Number(value)) };
}

/** A column of words. */
export function words(label: string, values: readonly string[]): Column {
  return { key: label, label, values, format: asIs };
}

/** Columns with a row for each realization of each ensemble: its number and its value. */
export function quantityColumns(name: string, quantities: readonly Quantity[]): readonly Column[] {
  const label = axisLabel(name, quantities);
  const categories = quantities[0]?.categories;
  const values = quantities.flatMap((quantity) => [...quantity.values]);
  return [
    words(
      'Ensemble',
      quantities.flatMap(({ ensemble, values: own }) => Array(own.length).fill(ensemble.name)),
    ),
    numbers(
      'Realization',
      'Realization',
      Float64Array.from(
        quantities.flatMap(({ ensemble }) =>
          Array.from(ensemble.rows, (row) => ensemble.data.realizations[row] ?? -1),
        ),
      ),
    ),
    categories
      ? words(
          label,
          values.map((value) => categories[value] ?? ''),
        )
      : numbers(label, label, Float64Array.from(values)),
  ];
}

/** Tab-separated rows with all digits, which spreadsheets accept from the clipboard. */
export function toTabs(columns: readonly Column[], order: Int32Array): string {
  return lines(columns, order, (cell) => guarded(cell).replace(/[\t\r\n]+/g, ' '), '\t');
}

/** CSV rows with all digits (RFC 4180, UTF-8 with the byte order mark that Excel needs). */
export function toCsv(columns: readonly Column[], order: Int32Array): string {
  return BYTE_ORDER_MARK + lines(columns, order, (cell) => quoted(guarded(cell)), ',');
}

/** A name that every file system accepts: "North flank FOPR.csv". */
export function fileName(parts: readonly string[], ending = 'csv'): string {
  const name = parts.join(' ').replace(/[^\p{L}\p{N} ._-]+/gu, '-');
  return `${name.slice(0, 100).trim() || 'table'}.${ending}`;
}

function lines(
  columns: readonly Column[],
  order: Int32Array,
  write: (cell: Cell) => string,
  separator: string,
): string {
  const head = columns.map(({ label }) => write(label)).join(separator);
  const rows = Array.from(order, (row) =>
    columns.map(({ values }) => write(values[row] ?? '')).join(separator),
  );
  return `${[head, ...rows].join('\r\n')}\r\n`;
}

/** Prevents spreadsheets from reading a name as a formula. Missing numbers become empty. */
function guarded(cell: Cell): string {
  if (typeof cell === 'number') return Number.isNaN(cell) ? '' : String(cell);
  return /^[=+\-@\t\r]/.test(cell) ? `'${cell}` : cell;
}

function quoted(text: string): string {
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

export interface Sort {
  readonly column: string;
  readonly descending: boolean;
}

/** Row indices sorted by a column. Missing values are last; the sort is stable. */
export function orderOf(columns: readonly Column[], sort: Sort | null): Int32Array {
  const count = columns[0]?.values.length ?? 0;
  const order = Int32Array.from({ length: count }, (_, index) => index);
  const values = columns.find(({ key }) => key === sort?.column)?.values;
  if (!sort || !values) return order;
  const direction = sort.descending ? -1 : 1;
  return order.sort((one, other) => compare(values[one], values[other], direction));
}

/** The sort after a click on a column header: ascending, then descending, then unsorted. */
export function nextSort(sort: Sort | null, column: string): Sort | null {
  if (sort?.column !== column) return { column, descending: false };
  return sort.descending ? null : { column, descending: true };
}

function compare(one: Cell | undefined, other: Cell | undefined, direction: number): number {
  const missing = Number(isMissing(one)) - Number(isMissing(other));
  if (missing !== 0 || one === undefined || other === undefined) return missing;
  if (typeof one === 'number' && typeof other === 'number') {
    return Number.isNaN(one) ? 0 : (one - other) * direction;
  }
  collator ??= new Intl.Collator('en', { numeric: true });
  return collator.compare(String(one), String(other)) * direction;
}

/** Created on first use, because that takes long. */
let collator: Intl.Collator | null = null;

function isMissing(value: Cell | undefined): boolean {
  return value === undefined || value === '' || Number.isNaN(value);
}

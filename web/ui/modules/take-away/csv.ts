import { BYTE_ORDER_MARK } from '../../../workbench/ensembles/export-csv.ts';
import type { Cell, Column } from './column.ts';

/** Rows with all digits, tab-separated: what spreadsheets take from the clipboard. */
export function toTabs(columns: readonly Column[], order: Int32Array): string {
  return lines(columns, order, (cell) => guarded(cell).replace(/[\t\r\n]+/g, ' '), '\t');
}

/** Rows with all digits as CSV (RFC 4180, UTF-8 with the mark that Excel looks for). */
export function toCsv(columns: readonly Column[], order: Int32Array): string {
  return BYTE_ORDER_MARK + lines(columns, order, (cell) => quoted(guarded(cell)), ',');
}

/** A name that every file system takes: "North flank FOPR.csv". */
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

/** A spreadsheet must not take a name for a formula. Missing numbers are empty. */
function guarded(cell: Cell): string {
  if (typeof cell === 'number') return Number.isNaN(cell) ? '' : String(cell);
  return /^[=+\-@\t\r]/.test(cell) ? `'${cell}` : cell;
}

function quoted(text: string): string {
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

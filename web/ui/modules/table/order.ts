import type { Cell, Column } from '../take-away/column.ts';

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
  return collator.compare(String(one), String(other)) * direction;
}

const collator = new Intl.Collator('en', { numeric: true });

function isMissing(value: Cell | undefined): boolean {
  return value === undefined || value === '' || Number.isNaN(value);
}

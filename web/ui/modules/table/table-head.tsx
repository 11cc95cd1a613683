import { Icon } from '../../components/icon.tsx';
import type { Column } from '../take-away/column.ts';
import { nextSort, type Sort } from './order.ts';

export interface TableHeadProps {
  columns: readonly Column[];
  sort: Sort | null;
  onSort(sort: Sort | null): void;
}

/** The names of the columns; a click sorts by one. */
export function TableHead({ columns, sort, onSort }: TableHeadProps) {
  return (
    <tr>
      {columns.map(({ key, label, values }) => {
        const sorted = sort?.column === key ? sort : null;
        return (
          <th
            key={key}
            scope="col"
            class={values instanceof Float64Array ? 'table-number' : ''}
            aria-sort={sorted ? (sorted.descending ? 'descending' : 'ascending') : 'none'}
          >
            <button
              type="button"
              class="table-sort"
              title={`Sort by ${label}`}
              onClick={() => onSort(nextSort(sort, key))}
            >
              {label}
              {sorted && <Icon name={sorted.descending ? 'arrow-down' : 'arrow-up'} size={12} />}
            </button>
          </th>
        );
      })}
    </tr>
  );
}

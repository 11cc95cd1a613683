import { useMemo } from 'preact/hooks';
import {
  type PercentilesCount,
  rankLabel,
  shareBelow,
} from '../../../workbench/statistics/ranks.ts';
import { type Summary, summarize } from '../../../workbench/statistics/summary.ts';
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

export interface StatisticsRowsProps {
  columns: readonly Column[];
  percentiles: readonly number[];
  count: PercentilesCount;
}

/** What each column of numbers comes to; the first column names the row. */
export function StatisticsRows({ columns, percentiles, count }: StatisticsRowsProps) {
  const summaries = useMemo(() => {
    const shares = percentiles.map((rank) => shareBelow(rank, count));
    return columns.map(({ key, values }) =>
      values instanceof Float64Array && key !== 'Realization' ? summarize(values, shares) : null,
    );
  }, [columns, percentiles, count]);
  const row = (name: string, read: (summary: Summary) => number | undefined, isCount = false) => (
    <tr key={name} class="table-statistics">
      <th scope="row">{name}</th>
      {summaries.slice(1).map((summary, i) => {
        const column = columns[i + 1];
        const value = summary && read(summary);
        return (
          <td key={column?.key} class="table-number">
            {value === null || value === undefined ? null : isCount ? value : column?.format(value)}
          </td>
        );
      })}
    </tr>
  );
  return (
    <>
      {row('Mean', ({ mean }) => mean)}
      {row('Std dev', ({ standardDeviation }) => standardDeviation)}
      {row('Minimum', ({ minimum }) => minimum)}
      {row('Maximum', ({ maximum }) => maximum)}
      {percentiles.map((rank, i) =>
        row(rankLabel(rank, count), (summary) => summary.percentiles[i]),
      )}
      {row('Count', (summary) => summary.count, true)}
      {row('Missing', (summary) => summary.missing, true)}
    </>
  );
}

import { type Summary, summarize } from '../../../workbench/statistics/summary.ts';
import { formatNumber } from '../../charts/format.ts';
import type { Column } from './columns.ts';

export interface StatisticsRowsProps {
  columns: readonly Column[];
  percentiles: readonly number[];
}

/** Mean, deviation and percentiles of each column of numbers; the first column names the row. */
export function StatisticsRows({ columns, percentiles }: StatisticsRowsProps) {
  const summaries = columns.map(({ values }) =>
    values instanceof Float64Array ? summarize(values, percentiles) : null,
  );
  const row = (name: string, read: (summary: Summary) => number | undefined) => (
    <tr key={name} class="table-statistics">
      <th scope="row">{name}</th>
      {summaries.slice(1).map((summary, i) => (
        <td key={columns[i + 1]?.key} class="table-number">
          {summary && formatNumber(read(summary))}
        </td>
      ))}
    </tr>
  );
  return (
    <>
      {row('Mean', ({ mean }) => mean)}
      {row('Std dev', ({ standardDeviation }) => standardDeviation)}
      {percentiles.map((rank, i) => row(`P${rank}`, (summary) => summary.percentiles[i]))}
    </>
  );
}

import { rankLabel } from '../../../workbench/statistics/ranks.ts';
import { formatDay } from '../../charts/format.ts';
import { type Column, numbers, words } from '../take-away/column.ts';
import { NO_REALIZATION } from './difference.ts';
import { type StatisticsAt, statisticsAt } from './pointed.ts';
import type { Trace, Traces } from './traces.ts';

/** The numbers of a time series chart, with a row for each date: statistics first, then realizations. */
export function columnsOf(traces: Traces): readonly Column[] {
  const { list, times, ranks, count } = traces;
  return [
    words('Date', Array.from(times, dateOf)),
    ...list.flatMap((trace) => {
      const name = `${trace.ensemble.name} ${trace.vector}${trace.unit && ` [${trace.unit}]`}`;
      const statistics = Array.from(times, (time) => statisticsAt(trace, traces, time));
      const column = (what: string, read: (one: StatisticsAt) => number | undefined) => {
        const label = `${name} ${what}`;
        const values = Float64Array.from(statistics, (one) => read(one) ?? Number.NaN);
        return numbers(label, label, values);
      };
      return [
        column('mean', ({ mean }) => mean),
        ...ranks.map((rank, i) =>
          column(rankLabel(rank, count), ({ percentiles }) => percentiles[i]),
        ),
        column('minimum', ({ minimum }) => minimum),
        column('maximum', ({ maximum }) => maximum),
        column('count', (one) => one.count),
      ];
    }),
    ...list.flatMap((trace) => {
      const rows = trace.rows.filter((row) => trace.realizations[row] !== NO_REALIZATION);
      return Array.from(rows, (row) => {
        const label = `${trace.ensemble.name} ${trace.vector} realization ${trace.realizations[row]}`;
        const size = trace.times.length;
        const own = trace.values.subarray(row * size, (row + 1) * size);
        return numbers(label, label, ownOnTimes(trace, own, times));
      });
    }),
  ];
}

/** "2031-05-01"; with the time of day if it is not midnight. */
function dateOf(seconds: number): string {
  return seconds % 86_400 === 0 ? formatDay(seconds) : new Date(seconds * 1000).toISOString();
}

/** Realizations are not interpolated: NaN except on their own dates. */
function ownOnTimes(trace: Trace, values: Float64Array, times: Float64Array): Float64Array {
  if (trace.times === times) return values;
  const place = new Map(Array.from(trace.times, (time, i) => [time, i]));
  return times.map((time) => values[place.get(time) ?? -1] ?? Number.NaN);
}

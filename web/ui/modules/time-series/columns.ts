import { rankLabel } from '../../../workbench/statistics/ranks.ts';
import { formatDay } from '../../charts/format.ts';
import { type Column, numbers, words } from '../take-away/column.ts';
import { atTime } from './pointed.ts';
import type { Trace, Traces } from './traces.ts';

/** The numbers of a time series chart, with a row for each date: statistics first, then realizations. */
export function columnsOf({ list, times, ranks, count }: Traces): readonly Column[] {
  return [
    words('Date', Array.from(times, dateOf)),
    ...list.flatMap((trace) => {
      const name = `${trace.ensemble.name} ${trace.vector}${trace.unit && ` [${trace.unit}]`}`;
      const column = (what: string, values: Float64Array) => {
        const label = `${name} ${what}`;
        return numbers(label, label, onTimes(trace, values, times));
      };
      return [
        column('mean', trace.bands.mean),
        ...trace.bands.percentiles.map((values, i) =>
          column(rankLabel(ranks[i] ?? 0, count), values),
        ),
        column('minimum', trace.minimum),
        column('maximum', trace.maximum),
        column('count', Float64Array.from(trace.bands.counts)),
      ];
    }),
    ...list.flatMap((trace) =>
      Array.from(trace.rows, (row) => {
        const label = `${trace.ensemble.name} ${trace.vector} realization ${trace.realizations[row]}`;
        const size = trace.times.length;
        const own = trace.values.subarray(row * size, (row + 1) * size);
        return numbers(label, label, ownOnTimes(trace, own, times));
      }),
    ),
  ];
}

/** "2031-05-01"; with the time of day if it is not midnight. */
function dateOf(seconds: number): string {
  return seconds % 86_400 === 0 ? formatDay(seconds) : new Date(seconds * 1000).toISOString();
}

/** Statistics are interpolated between their dates. */
function onTimes(trace: Trace, values: Float64Array, times: Float64Array): Float64Array {
  return trace.times === times ? values : times.map((time) => atTime(trace, values, time));
}

/** Realizations are not interpolated: NaN except on their own dates. */
function ownOnTimes(trace: Trace, values: Float64Array, times: Float64Array): Float64Array {
  if (trace.times === times) return values;
  const place = new Map(Array.from(trace.times, (time, i) => [time, i]));
  return times.map((time) => values[place.get(time) ?? -1] ?? Number.NaN);
}

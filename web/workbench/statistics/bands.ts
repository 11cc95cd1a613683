import type { EnsembleData, Vector } from '../ensembles/ensemble-data.ts';
import { percentileOfSorted } from './percentile.ts';

/** Statistics of a vector over realizations, one value for each time; NaN where no realization has one. */
export interface Bands {
  readonly mean: Float64Array;
  /** In the order of the percentiles asked for. */
  readonly percentiles: readonly Float64Array[];
}

/** Mean and percentiles over the given rows at every time. */
export function bandsOf(
  data: EnsembleData,
  vector: Vector,
  rows: Int32Array,
  percentiles: readonly number[],
): Bands {
  const times = data.times.length;
  const mean = new Float64Array(times);
  const bands = percentiles.map(() => new Float64Array(times));
  const column = new Float64Array(rows.length);
  for (let time = 0; time < times; time++) {
    let count = 0;
    let sum = 0;
    for (const row of rows) {
      const value = vector.values[row * times + time] as number;
      if (Number.isNaN(value)) continue;
      column[count++] = value;
      sum += value;
    }
    mean[time] = count === 0 ? Number.NaN : sum / count;
    const sorted = column.subarray(0, count).sort();
    bands.forEach((band, i) => {
      band[time] = percentileOfSorted(sorted, percentiles[i] as number);
    });
  }
  return { mean, percentiles: bands };
}

/** One realization's values over time, without a copy. */
export function rowOf(data: EnsembleData, vector: Vector, row: number): Float64Array {
  const times = data.times.length;
  return vector.values.subarray(row * times, (row + 1) * times);
}

/** The values of the given rows at one time, in their order. */
export function valuesAt(
  data: EnsembleData,
  vector: Vector,
  rows: Int32Array,
  time: number,
): Float64Array {
  const times = data.times.length;
  return Float64Array.from(rows, (row) => vector.values[row * times + time] as number);
}

/** Index of the time nearest to `seconds`; -1 if there is none. */
export function nearestTime(times: Float64Array, seconds: number): number {
  let low = 0;
  let high = times.length - 1;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((times[middle] as number) < seconds) low = middle + 1;
    else high = middle;
  }
  if (low > 0 && seconds - (times[low - 1] as number) <= (times[low] as number) - seconds) low--;
  return times.length === 0 ? -1 : low;
}

import type { EnsembleData, Vector } from '../ensembles/ensemble-data.ts';
import { type Between, filledValues } from './between-dates.ts';
import { percentileOfSorted } from './percentile.ts';
import { deviationOf, meanOf } from './summary.ts';

/** Statistics of a vector over realizations, one value for each time; NaN where no realization has one. */
export interface Bands {
  /** How many realizations have a value at each time: these are the ones that the statistics are of. */
  readonly counts: Int32Array;
  readonly mean: Float64Array;
  /** Standard deviation of the sample, divided by count - 1; NaN for fewer than two. */
  readonly deviation: Float64Array;
  /** In the order of the percentiles asked for. */
  readonly percentiles: readonly Float64Array[];
}

const known = new WeakMap<Float64Array, WeakMap<Int32Array, Map<string, Bands>>>();

/**
 * Mean and percentiles over the given rows at every time. A realization that lacks a date counts there with what holds
 * between its own dates, and not at all before its first and after its last. Kept as long as vector and rows are.
 */
export function bandsOf(
  data: EnsembleData,
  vector: Vector,
  rows: Int32Array,
  percentiles: readonly number[],
  between: Between,
): Bands {
  const values = filledValues(data, vector, between);
  const byRows = known.get(values) ?? new WeakMap<Int32Array, Map<string, Bands>>();
  known.set(values, byRows);
  const byRanks = byRows.get(rows) ?? new Map<string, Bands>();
  byRows.set(rows, byRanks);
  const key = percentiles.join();
  let bands = byRanks.get(key);
  if (!bands) {
    bands = bandsOfValues(values, data.times.length, rows, percentiles);
    byRanks.set(key, bands);
  }
  return bands;
}

/** The same of any table of values, row by row with `times` values each; NaN is left out. */
export function bandsOfValues(
  values: Float64Array,
  times: number,
  rows: Int32Array,
  percentiles: readonly number[],
): Bands {
  const counts = new Int32Array(times);
  const mean = new Float64Array(times);
  const deviation = new Float64Array(times);
  const bands = percentiles.map(() => new Float64Array(times));
  const gathered = new Float64Array(rows.length);
  for (let time = 0; time < times; time++) {
    let count = 0;
    for (const row of rows) {
      const value = values[row * times + time] as number;
      if (!Number.isNaN(value)) gathered[count++] = value;
    }
    const column = gathered.subarray(0, count);
    const average = meanOf(column);
    counts[time] = count;
    mean[time] = average;
    deviation[time] = deviationOf(column, average);
    if (bands.length === 0) continue;
    column.sort();
    bands.forEach((band, i) => {
      band[time] = percentileOfSorted(column, percentiles[i] as number);
    });
  }
  return { counts, mean, deviation, percentiles: bands };
}

/** One realization's values over time, without a copy. */
export function rowOf(data: EnsembleData, vector: Vector, row: number): Float64Array {
  const times = data.times.length;
  return vector.values.subarray(row * times, (row + 1) * times);
}

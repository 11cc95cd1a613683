import type { EnsembleData, Vector } from '../ensembles/ensemble-data.ts';
import { type Between, filledValues } from './between-dates.ts';
import { partlySort, percentileOfSorted, placesOf } from './percentile.ts';
import { deviationOf, meanOf } from './summary.ts';

/** Statistics of a vector over realizations, one value per time; NaN where no realization has a value. */
export interface Bands {
  /** How many realizations have a value at each time; the statistics are of these. */
  readonly counts: Int32Array;
  readonly mean: Float64Array;
  /** Sample standard deviation (divided by count - 1); NaN for fewer than two values. */
  readonly deviation: Float64Array;
  /** In the order of the requested percentiles. */
  readonly percentiles: readonly Float64Array[];
}

/** A table of numbers, row by row with `times` values each, and the requested statistics. */
export interface BandsAsked {
  readonly values: Float64Array;
  readonly times: number;
  readonly rows: Int32Array;
  readonly percentiles: readonly number[];
}

const known = new WeakMap<Float64Array, WeakMap<Int32Array, Map<string, Bands>>>();

/** The input from which `bandsOf` computes. */
export function bandsAsked(
  data: EnsembleData,
  vector: Vector,
  rows: Int32Array,
  percentiles: readonly number[],
  between: Between,
): BandsAsked {
  const values = filledValues(data, vector, between);
  return { values, times: data.times.length, rows, percentiles };
}

/** Cached bands for the same values, rows and percentiles. */
export function knownBands({ values, rows, percentiles }: BandsAsked): Bands | undefined {
  return known.get(values)?.get(rows)?.get(percentiles.join());
}

/** Caches bands as long as their values and rows exist. */
export function keepBands({ values, rows, percentiles }: BandsAsked, bands: Bands): void {
  const byRows = known.get(values) ?? new WeakMap<Int32Array, Map<string, Bands>>();
  known.set(values, byRows);
  const byRanks = byRows.get(rows) ?? new Map<string, Bands>();
  byRows.set(rows, byRanks);
  byRanks.set(percentiles.join(), bands);
}

/**
 * Mean and percentiles over the given rows at every time. A realization without a date is interpolated between its own
 * dates; before its first and after its last date it does not count. Cached as long as vector and rows exist.
 */
export function bandsOf(...of: Parameters<typeof bandsAsked>): Bands {
  const asked = bandsAsked(...of);
  const before = knownBands(asked);
  if (before) return before;
  const bands = bandsOfValues(asked.values, asked.times, asked.rows, asked.percentiles);
  keepBands(asked, bands);
  return bands;
}

/** Number of times gathered in one pass: the values of one row fit in a few CPU cache lines. */
const TIMES_AT_ONCE = 16;

/** The same for any table of values, row by row with `times` values each; NaN is left out. */
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
  const columns = Array.from({ length: TIMES_AT_ONCE }, () => new Float64Array(rows.length));
  for (let from = 0; from < times; from += TIMES_AT_ONCE) {
    const to = Math.min(times, from + TIMES_AT_ONCE);
    gather(values, times, rows, { from, to, columns, counts });
    for (let time = from; time < to; time++) {
      const column = (columns[time - from] as Float64Array).subarray(0, counts[time]);
      mean[time] = meanOf(column);
      deviation[time] = deviationOf(column, mean[time] as number);
      if (percentiles.length > 0) partlySort(column, placesOf(percentiles, column.length));
      bands.forEach((band, i) => {
        band[time] = percentileOfSorted(column, percentiles[i] as number);
      });
    }
  }
  return { counts, mean, deviation, percentiles: bands };
}

interface Gathered {
  readonly from: number;
  readonly to: number;
  /** The values of each time, starting at time `from`. */
  readonly columns: readonly Float64Array[];
  readonly counts: Int32Array;
}

/** Collects and counts the rows' values for each time. */
function gather(
  values: Float64Array,
  times: number,
  rows: Int32Array,
  { from, to, columns, counts }: Gathered,
): void {
  for (let i = 0; i < rows.length; i++) {
    const start = (rows[i] as number) * times;
    for (let time = from; time < to; time++) {
      const value = values[start + time] as number;
      if (Number.isNaN(value)) continue;
      const count = counts[time] as number;
      (columns[time - from] as Float64Array)[count] = value;
      counts[time] = count + 1;
    }
  }
}

/** One realization's values over time, without a copy. */
export function rowOf(data: EnsembleData, vector: Vector, row: number): Float64Array {
  const times = data.times.length;
  return vector.values.subarray(row * times, (row + 1) * times);
}

import type { EnsembleData, Vector } from '../ensembles/ensemble-data.ts';
import { type Between, filledValues } from './between-dates.ts';
import { partlySort, percentileOfSorted, placesOf } from './percentile.ts';
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

/** A table of numbers, row by row with `times` values each, and which statistics of it are asked for. */
export interface BandsAsked {
  readonly values: Float64Array;
  readonly times: number;
  readonly rows: Int32Array;
  readonly percentiles: readonly number[];
}

const known = new WeakMap<Float64Array, WeakMap<Int32Array, Map<string, Bands>>>();

/** What `bandsOf` computes from. */
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

/** Those that are known already: by anybody, for the same values and rows. */
export function knownBands({ values, rows, percentiles }: BandsAsked): Bands | undefined {
  return known.get(values)?.get(rows)?.get(percentiles.join());
}

/** Keeps bands as long as their values and rows are. */
export function keepBands({ values, rows, percentiles }: BandsAsked, bands: Bands): void {
  const byRows = known.get(values) ?? new WeakMap<Int32Array, Map<string, Bands>>();
  known.set(values, byRows);
  const byRanks = byRows.get(rows) ?? new Map<string, Bands>();
  byRows.set(rows, byRanks);
  byRanks.set(percentiles.join(), bands);
}

/**
 * Mean and percentiles over the given rows at every time. A realization that lacks a date counts there with what holds
 * between its own dates, and not at all before its first and after its last. Kept as long as vector and rows are.
 */
export function bandsOf(...of: Parameters<typeof bandsAsked>): Bands {
  const asked = bandsAsked(...of);
  const before = knownBands(asked);
  if (before) return before;
  const bands = bandsOfValues(asked.values, asked.times, asked.rows, asked.percentiles);
  keepBands(asked, bands);
  return bands;
}

/** Times that are gathered at once: as many neighbours as a few lines of the processor's cache hold. */
const TIMES_AT_ONCE = 16;

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
  /** The values of one time each, beginning with that of `from`. */
  readonly columns: readonly Float64Array[];
  readonly counts: Int32Array;
}

/** Collects what each time has of the rows, and counts it. */
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

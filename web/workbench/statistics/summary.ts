import { percentileOfSorted, sortedNumbers } from './percentile.ts';

/** Summary of a column. If it has no numbers, everything except `count` and `missing` is NaN. */
export interface Summary {
  readonly count: number;
  readonly missing: number;
  readonly mean: number;
  /** Of the sample (divided by count - 1); NaN for fewer than two numbers. */
  readonly standardDeviation: number;
  readonly minimum: number;
  readonly maximum: number;
  /** In the requested order. */
  readonly percentiles: readonly number[];
}

export function summarize(values: Float64Array, percentiles: readonly number[] = []): Summary {
  const sorted = sortedNumbers(values);
  const count = sorted.length;
  const mean = meanOf(sorted);
  return {
    count,
    missing: values.length - count,
    mean,
    standardDeviation: deviationOf(sorted, mean),
    minimum: sorted[0] ?? Number.NaN,
    maximum: sorted[count - 1] ?? Number.NaN,
    percentiles: percentiles.map((percentile) => percentileOfSorted(sorted, percentile)),
  };
}

/** The mean without NaN values; NaN if there are no others. Of equal values it is exactly this value. */
export function meanOf(values: Float64Array): number {
  // Distances from the first value are summed up, because a sum of equal values is rounded.
  let first = Number.NaN;
  let sum = 0;
  let count = 0;
  for (const value of values) {
    if (Number.isNaN(value)) continue;
    if (count === 0) first = value;
    sum += value - first;
    count++;
  }
  return first + sum / count;
}

/** Sample standard deviation (divided by count - 1); NaN for fewer than two values. Values must not be NaN. */
export function deviationOf(values: Float64Array, mean: number): number {
  let squares = 0;
  for (const value of values) squares += (value - mean) ** 2;
  return values.length > 1 ? Math.sqrt(squares / (values.length - 1)) : Number.NaN;
}

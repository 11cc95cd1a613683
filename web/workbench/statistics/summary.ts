import { percentileOfSorted, sortedNumbers } from './percentile.ts';

/** A column of numbers in brief. Everything but `count` and `missing` is NaN where there is no number. */
export interface Summary {
  readonly count: number;
  readonly missing: number;
  readonly mean: number;
  /** Of the sample: divided by count - 1; NaN for fewer than two. */
  readonly standardDeviation: number;
  readonly minimum: number;
  readonly maximum: number;
  /** In the order asked for. */
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

/** The mean of those that are numbers; NaN if none is. */
export function meanOf(values: Float64Array): number {
  let sum = 0;
  let count = 0;
  for (const value of values) {
    if (Number.isNaN(value)) continue;
    sum += value;
    count++;
  }
  return count === 0 ? Number.NaN : sum / count;
}

/** Standard deviation of the sample around its mean, divided by count - 1; NaN for fewer than two. No value is missing. */
export function deviationOf(values: Float64Array, mean: number): number {
  let squares = 0;
  for (const value of values) squares += (value - mean) ** 2;
  return values.length > 1 ? Math.sqrt(squares / (values.length - 1)) : Number.NaN;
}

import { percentileOfSorted, sortedNumbers } from './percentile.ts';

/** A box plot: quartiles, whiskers to the last values within 1.5 interquartile ranges, and outliers. */
export interface Box {
  readonly lowWhisker: number;
  readonly q1: number;
  readonly median: number;
  readonly q3: number;
  readonly highWhisker: number;
  readonly outliers: Float64Array;
}

const WHISKER_RANGES = 1.5;

/** The box plot of the values; undefined if there are none. */
export function boxOf(values: Float64Array): Box | undefined {
  const sorted = sortedNumbers(values);
  if (sorted.length === 0) return undefined;
  const q1 = percentileOfSorted(sorted, 25);
  const q3 = percentileOfSorted(sorted, 75);
  const reach = WHISKER_RANGES * (q3 - q1);
  const isInside = (value: number) => value >= q1 - reach && value <= q3 + reach;
  const inside = sorted.filter(isInside);
  return {
    lowWhisker: Math.min(inside[0] ?? q1, q1),
    q1,
    median: percentileOfSorted(sorted, 50),
    q3,
    highWhisker: Math.max(inside[inside.length - 1] ?? q3, q3),
    outliers: sorted.filter((value) => !isInside(value)),
  };
}

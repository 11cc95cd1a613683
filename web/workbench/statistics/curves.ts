import { percentileOfSorted, sortedNumbers } from './percentile.ts';
import type { PercentilesCount } from './ranks.ts';
import { deviationOf, meanOf } from './summary.ts';

/** A curve; `xs` ascend. */
export interface Curve {
  readonly xs: Float64Array;
  readonly ys: Float64Array;
}

/**
 * The percentile of each value, 0 to 100: how many percent lie above it (exceedance) or below it (cumulative). This is
 * the inverse of `percentileOfSorted`, so percentiles read off the curve match the table.
 */
export function curveOf(values: Float64Array, count: PercentilesCount): Curve {
  const xs = sortedNumbers(values);
  const last = Math.max(1, xs.length - 1);
  const ys = xs.map((_, i) => (count === 'exceedance' ? 100 - (100 * i) / last : (100 * i) / last));
  return { xs, ys };
}

const DENSITY_POINTS = 128;
/** How far the density extends beyond the values, in bandwidths. */
const TAIL_BANDWIDTHS = 3;

/**
 * A smooth density: a normal curve around each value with Silverman's bandwidth, 0.9 times the smaller of the standard
 * deviation and the interquartile range / 1.34, times n to the power of -1/5. Its integral is 1. Empty for fewer than
 * two different values.
 */
export function densityOf(values: Float64Array): Curve {
  const sorted = sortedNumbers(values);
  const n = sorted.length;
  const bandwidth = bandwidthOf(sorted);
  const [low, high] = [sorted[0], sorted[n - 1]];
  if (!(bandwidth > 0) || low === undefined || high === undefined) {
    return { xs: new Float64Array(0), ys: new Float64Array(0) };
  }
  const from = low - TAIL_BANDWIDTHS * bandwidth;
  const step = (high - low + 2 * TAIL_BANDWIDTHS * bandwidth) / (DENSITY_POINTS - 1);
  const xs = Float64Array.from({ length: DENSITY_POINTS }, (_, i) => from + i * step);
  const ys = xs.map((x) => {
    let sum = 0;
    for (const value of sorted) sum += Math.exp(-0.5 * ((x - value) / bandwidth) ** 2);
    return sum / (n * bandwidth * Math.sqrt(2 * Math.PI));
  });
  return { xs, ys };
}

function bandwidthOf(sorted: Float64Array): number {
  const n = sorted.length;
  if (n < 2) return 0;
  const deviation = deviationOf(sorted, meanOf(sorted));
  const quartiles = percentileOfSorted(sorted, 75) - percentileOfSorted(sorted, 25);
  const spread = quartiles > 0 ? Math.min(deviation, quartiles / 1.34) : deviation;
  return 0.9 * spread * n ** -0.2;
}

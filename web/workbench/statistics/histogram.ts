import { sortedNumbers } from './percentile.ts';

export interface Histogram {
  /** One more than there are bins; each bin holds from its edge up to the next, the last its upper edge too. */
  readonly edges: Float64Array;
  readonly counts: Int32Array;
}

/** Steps of "nice" bin widths within a power of ten. */
const NICE_STEPS = [1, 2, 2.5, 5, 10] as const;

/**
 * Counts in bins of equal, round width: about `bins` of them; without it as many as Sturges' rule gives. Values that
 * are all the same make one bin; no values none.
 */
export function histogramOf(values: Float64Array, bins?: number): Histogram {
  const sorted = sortedNumbers(values);
  const minimum = sorted[0];
  const maximum = sorted[sorted.length - 1];
  if (minimum === undefined || maximum === undefined) {
    return { edges: new Float64Array(0), counts: new Int32Array(0) };
  }
  if (minimum === maximum) {
    return { edges: Float64Array.of(minimum, maximum), counts: Int32Array.of(sorted.length) };
  }
  const wanted = bins ?? Math.ceil(Math.log2(sorted.length)) + 1;
  const width = niceWidth((maximum - minimum) / Math.max(1, wanted));
  const first = Math.floor(minimum / width);
  const count = Math.max(1, Math.ceil(maximum / width) - first);
  const counts = new Int32Array(count);
  for (const value of sorted) {
    const bin = Math.min(Math.max(Math.floor(value / width) - first, 0), count - 1);
    counts[bin] = (counts[bin] as number) + 1;
  }
  return { edges: Float64Array.from({ length: count + 1 }, (_, i) => (first + i) * width), counts };
}

/** The smallest round width that is at least `width`. */
function niceWidth(width: number): number {
  const power = 10 ** Math.floor(Math.log10(width));
  const step = NICE_STEPS.find((one) => one * power >= width) ?? 10;
  return step * power;
}

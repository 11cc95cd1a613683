import { sortedNumbers } from './percentile.ts';

export interface Histogram {
  /** One more than bins. A bin includes its lower edge, the last bin also its upper edge. */
  readonly edges: Float64Array;
  readonly counts: Int32Array;
}

/**
 * Counts in exactly `bins` bins of equal width from the smallest to the largest value, like NumPy's `histogram`.
 * Equal values give one bin, no values none.
 */
export function histogramOf(values: Float64Array, bins: number): Histogram {
  const sorted = sortedNumbers(values);
  const minimum = sorted[0];
  const maximum = sorted[sorted.length - 1];
  if (minimum === undefined || maximum === undefined) {
    return { edges: new Float64Array(0), counts: new Int32Array(0) };
  }
  if (minimum === maximum) {
    return { edges: Float64Array.of(minimum, maximum), counts: Int32Array.of(sorted.length) };
  }
  const width = (maximum - minimum) / bins;
  const edges = Float64Array.from({ length: bins + 1 }, (_, i) =>
    i === bins ? maximum : minimum + i * width,
  );
  return { edges, counts: countIn(edges, sorted) };
}

/** Counts values in bins of equal width. A bin includes its lower edge, the last bin also its upper edge. */
export function countIn(edges: Float64Array, values: Float64Array): Int32Array {
  const bins = Math.max(0, edges.length - 1);
  const counts = new Int32Array(bins);
  const [first = 0, last = 0] = [edges[0], edges.at(-1)];
  for (const value of values) {
    if (!(value >= first && value <= last)) continue;
    let bin = Math.min(bins - 1, Math.floor(((value - first) / (last - first)) * bins));
    if (value < (edges[bin] ?? first)) bin--;
    else if (bin < bins - 1 && value >= (edges[bin + 1] ?? last)) bin++;
    counts[bin] = (counts[bin] ?? 0) + 1;
  }
  return counts;
}

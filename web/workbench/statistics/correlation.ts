import { meanOf } from './summary.ts';

/** The correlation of two columns over the rows where both have a number. */
export interface Correlation {
  readonly count: number;
  /** Pearson's r of the values: 1 for a rising line; NaN for fewer than 3 pairs or a constant column. */
  readonly pearson: number;
  /** Spearman's rank correlation: 1 for any increasing relation. */
  readonly spearman: number;
  /** The least-squares line `y = intercept + slope * x`. */
  readonly slope: number;
  readonly intercept: number;
}

const PAIRS_MIN = 3;

/** `x` and `y` have the same length. */
export function correlationOf(x: Float64Array, y: Float64Array): Correlation {
  const isPair = (i: number) => !Number.isNaN(x[i]) && !Number.isNaN(y[i]);
  const a = x.filter((_, i) => isPair(i));
  const b = y.filter((_, i) => isPair(i));
  const count = a.length;
  const { r, slope, intercept } = line(a, b);
  if (count < PAIRS_MIN) {
    const none = Number.NaN;
    return { count, pearson: none, spearman: none, slope: none, intercept: none };
  }
  return { count, pearson: r, spearman: line(ranksOf(a), ranksOf(b)).r, slope, intercept };
}

function line(a: Float64Array, b: Float64Array): { r: number; slope: number; intercept: number } {
  const meanA = meanOf(a);
  const meanB = meanOf(b);
  let aa = 0;
  let bb = 0;
  let ab = 0;
  for (let i = 0; i < a.length; i++) {
    const da = (a[i] as number) - meanA;
    const db = (b[i] as number) - meanB;
    aa += da * da;
    bb += db * db;
    ab += da * db;
  }
  const slope = aa === 0 ? Number.NaN : ab / aa;
  const r = aa === 0 || bb === 0 ? Number.NaN : ab / Math.sqrt(aa * bb);
  return { r: Math.min(1, Math.max(-1, r)), slope, intercept: meanB - slope * meanA };
}

/** Ranks from 1; equal values get the mean of their ranks. */
function ranksOf(values: Float64Array): Float64Array {
  const order = Array.from(values.keys()).sort(
    (i, j) => (values[i] as number) - (values[j] as number),
  );
  const ranks = new Float64Array(values.length);
  for (let start = 0; start < order.length; ) {
    let end = start + 1;
    const value = values[order[start] as number];
    while (end < order.length && values[order[end] as number] === value) end++;
    for (let i = start; i < end; i++) ranks[order[i] as number] = (start + end + 1) / 2;
    start = end;
  }
  return ranks;
}

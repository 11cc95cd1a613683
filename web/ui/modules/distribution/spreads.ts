import { type Box, boxOf } from '../../../workbench/statistics/box.ts';
import { type Curve, curveOf, densityOf } from '../../../workbench/statistics/curves.ts';
import { countIn, histogramOf } from '../../../workbench/statistics/histogram.ts';
import type { PercentilesCount } from '../../../workbench/statistics/ranks.ts';
import { summarize } from '../../../workbench/statistics/summary.ts';
import { formatNumber } from '../../charts/format.ts';
import { axisLabel } from '../on-axes.ts';
import { countWords, type Quantity } from '../quantity.ts';

export interface Spread {
  readonly quantity: Quantity;
  /** Number of values in each of the common bins. */
  readonly counts: Int32Array;
  readonly box: Box | undefined;
  /** The share of values above (exceedance) or below (cumulative) each value; empty if not shown. */
  readonly curve: Curve;
  /** Empty if not shown. */
  readonly density: Curve;
}

/** The curves that are shown, each of which costs time. */
type Curves = Readonly<Record<'cumulative' | 'density', boolean>>;

const NO_CURVE: Curve = { xs: new Float64Array(), ys: new Float64Array() };

export interface Spreads {
  /** Edges of the common bins, ascending; one more than bins. */
  readonly edges: Float64Array;
  /** For a parameter of words: the words, each of which is a bin. */
  readonly categories?: readonly string[];
  readonly list: readonly Spread[];
}

/** Counts the values of several ensembles in common bins, so that they can be compared. */
export function spreadsOf(
  quantities: readonly Quantity[],
  bins: number,
  count: PercentilesCount,
  { cumulative, density }: Curves,
): Spreads {
  const categories = quantities[0]?.categories;
  const all = Float64Array.from(quantities.flatMap(({ values }) => [...values]));
  const edges = categories
    ? Float64Array.from({ length: categories.length + 1 }, (_, i) => i - 0.5)
    : widened(histogramOf(all, bins).edges);
  const list = quantities.map((quantity) => ({
    quantity,
    counts: countIn(edges, quantity.values),
    box: categories ? undefined : boxOf(quantity.values),
    curve: cumulative ? curveOf(quantity.values, count) : NO_CURVE,
    density: density ? densityOf(quantity.values) : NO_CURVE,
  }));
  return { edges, list, ...(categories && { categories }) };
}

/** Describes the distribution, for screen readers. */
export function describe(name: string, quantities: readonly Quantity[]): string {
  const parts = quantities.map(({ ensemble, values, categories }) => {
    const { count, mean, minimum, maximum } = summarize(values);
    const who = `${ensemble.name}, ${countWords(count, ensemble.data.realizations.length)}`;
    if (categories) return `${who}: ${wordCounts(values, categories)}.`;
    const range = `from ${formatNumber(minimum)} to ${formatNumber(maximum)}`;
    return count === 0 ? `${who}.` : `${who}: ${range}, mean ${formatNumber(mean)}.`;
  });
  return `Distribution of ${axisLabel(name, quantities)}. ${parts.join(' ')}`;
}

/** "12 open, 30 sealing" */
export function wordCounts(values: Float64Array, categories: readonly string[]): string {
  return categories
    .map((category, place) => `${values.filter((value) => value === place).length} ${category}`)
    .join(', ');
}

/** Widens the single bin of identical values, which has no width and could not be drawn. */
function widened(edges: Float64Array): Float64Array {
  const [low, high] = edges;
  if (edges.length !== 2 || low === undefined || low !== high) return edges;
  const half = Math.abs(low) * 0.05 || 0.5;
  return Float64Array.of(low - half, low + half);
}

import { type Box, boxOf } from '../../../workbench/statistics/box.ts';
import { histogramOf } from '../../../workbench/statistics/histogram.ts';
import { summarize } from '../../../workbench/statistics/summary.ts';
import { formatNumber } from '../../charts/format.ts';
import { counted } from '../../words/format.ts';
import { axisLabel, type Quantity } from '../quantity.ts';

export interface Spread {
  readonly quantity: Quantity;
  /** How many values fall into each of the common bins. */
  readonly counts: Int32Array;
  readonly box: Box | undefined;
}

export interface Spreads {
  /** Edges of the bins that all share, ascending; one more than there are bins. */
  readonly edges: Float64Array;
  readonly list: readonly Spread[];
}

/** Counts the values of several ensembles in the same bins, so that they compare. */
export function binQuantities(quantities: readonly Quantity[], bins: number): Spreads {
  const all = Float64Array.from(quantities.flatMap(({ values }) => [...values]));
  const edges = widened(histogramOf(all, bins).edges);
  const list = quantities.map((quantity) => ({
    quantity,
    counts: countIn(edges, quantity.values),
    box: boxOf(quantity.values),
  }));
  return { edges, list };
}

/** Each bin holds from its edge up to the next, the last one its upper edge too. */
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

/** The distribution in words. */
export function describe(name: string, quantities: readonly Quantity[]): string {
  const [first] = quantities;
  const parts = quantities.map(({ ensemble, values }) => {
    const { count, mean, minimum, maximum } = summarize(values);
    const range = `from ${formatNumber(minimum)} to ${formatNumber(maximum)}`;
    const who = `${ensemble.name}, ${counted(count, 'realization')}`;
    return `${who}: ${range}, mean ${formatNumber(mean)}.`;
  });
  return `Distribution of ${first ? axisLabel(name, first) : name}. ${parts.join(' ')}`;
}

/** Values that are all the same have one bin without a width, which could not be drawn. */
function widened(edges: Float64Array): Float64Array {
  const [low, high] = edges;
  if (edges.length !== 2 || low === undefined || low !== high) return edges;
  const half = Math.abs(low) * 0.05 || 0.5;
  return Float64Array.of(low - half, low + half);
}

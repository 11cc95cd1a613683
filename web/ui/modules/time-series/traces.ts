import {
  type Bands,
  type BandsAsked,
  bandsAsked,
  bandsOf,
} from '../../../workbench/statistics/bands.ts';
import {
  type Between,
  betweenDates,
  unionOf,
} from '../../../workbench/statistics/between-dates.ts';
import { type PercentilesCount, shareBelow } from '../../../workbench/statistics/ranks.ts';
import { formatDay, formatNumber } from '../../charts/format.ts';
import { placeOnAxes } from '../on-axes.ts';
import { countWords } from '../quantity.ts';
import type { ShownEnsemble } from '../shown-ensembles.ts';
import { differenceOf } from './difference.ts';

/** One vector of one ensemble over time. */
export interface Trace {
  readonly ensemble: ShownEnsemble;
  readonly vector: string;
  readonly unit: string;
  /** The y axis: 0 left, 1 right. */
  readonly axis: number;
  /** Seconds since 1970, ascending: its own dates. */
  readonly times: Float64Array;
  /** Values row by row; NaN where a realization has none. */
  readonly values: Float64Array;
  /** Rows of the realizations that pass the filter. */
  readonly rows: Int32Array;
  /** Realization numbers, by row. */
  readonly realizations: Int32Array;
  readonly step: boolean;
  readonly bands: Bands;
  readonly minimum: Float64Array;
  readonly maximum: Float64Array;
}

export interface Traces {
  readonly list: readonly Trace[];
  /** Units of the axes, one or two. */
  readonly units: readonly string[];
  /** Sentences that say what is left out and why. */
  readonly refused: readonly string[];
  /** The dates of all traces together, ascending. */
  readonly times: Float64Array;
  /** The requested percentiles, in the order of the bands. */
  readonly ranks: readonly number[];
  readonly count: PercentilesCount;
  /** Describes the chart, for screen readers. */
  readonly summary: string;
}

/** For a chart that has nothing to show yet. */
export const NO_TRACES: Traces = {
  ...{ list: [], units: [], refused: [], times: new Float64Array(0), ranks: [], summary: '' },
  count: 'exceedance',
};

export interface TracesAsked {
  readonly vectors: readonly string[];
  /** Percentiles in the order that the person entered. */
  readonly ranks: readonly number[];
  readonly count: PercentilesCount;
  readonly between?: Between | undefined;
  /** The ensemble that is subtracted from the others. */
  readonly minus?: ShownEnsemble | undefined;
}

/** The traces of vectors of several ensembles with their statistics, each on its own dates. */
export function tracesOf(ensembles: readonly ShownEnsemble[], asked: TracesAsked): Traces {
  const { vectors, ranks, count, minus } = asked;
  const all = vectors.flatMap((vector) =>
    ensembles
      .filter((ensemble) => ensemble.id !== minus?.id)
      .flatMap((ensemble) => traceOf(ensemble, vector, asked) ?? []),
  );
  const { list, units, refused } = placeOnAxes(all, ({ vector }) => vector);
  return {
    list,
    units,
    refused: [...refused, ...lacking(ensembles, asked)],
    times: unionOf(list.map(({ times }) => times)),
    ranks,
    count,
    summary: `${vectors.join(', ')} over time${minus ? `, minus ${minus.name}` : ''}. ${list.map((trace) => inWords(trace, vectors.length > 1)).join(' ')}`,
  };
}

/** The data of a trace and the statistics to compute; undefined if the ensemble has nothing to show. */
function sourceOf(
  ensemble: ShownEnsemble,
  name: string,
  { ranks, count, between, minus }: TracesAsked,
) {
  const own = ensemble.data.vectors.get(name);
  if (!own || ensemble.rows.length === 0) return undefined;
  const rule = between ?? betweenDates(own);
  const source = minus
    ? differenceOf(ensemble, minus, name, rule)
    : { data: ensemble.data, vector: own, rows: ensemble.rows };
  const shares = [...ranks.map((rank) => shareBelow(rank, count)), 0, 100];
  return source && { ...source, rule, shares };
}

/** The statistics that the traces need, to have the Worker compute them first. */
export function statisticsOf(
  ensembles: readonly ShownEnsemble[],
  asked: TracesAsked,
): readonly BandsAsked[] {
  const others = ensembles.filter(({ id }) => id !== asked.minus?.id);
  return asked.vectors.flatMap((name) =>
    others.flatMap((ensemble) => {
      const source = sourceOf(ensemble, name, asked);
      if (!source) return [];
      const { data, vector, rows, shares, rule } = source;
      return [bandsAsked(data, vector, rows, shares, rule)];
    }),
  );
}

function traceOf(
  ensemble: ShownEnsemble,
  name: string,
  asked: TracesAsked,
): Omit<Trace, 'axis'> | undefined {
  const source = sourceOf(ensemble, name, asked);
  if (!source) return undefined;
  const { data, vector, rows, shares, rule } = source;
  const bands = bandsOf(data, vector, rows, shares, rule);
  const [minimum, maximum] = bands.percentiles.slice(-2);
  if (!minimum || !maximum) return undefined;
  return {
    ensemble,
    vector: name,
    unit: vector.unit,
    times: data.times,
    values: vector.values,
    rows,
    realizations: data.realizations,
    step: rule === 'step',
    bands: { ...bands, percentiles: bands.percentiles.slice(0, -2) },
    minimum,
    maximum,
  };
}

/** Says which differences cannot be computed and why. */
function lacking(
  ensembles: readonly ShownEnsemble[],
  { vectors, minus, between }: TracesAsked,
): string[] {
  if (!minus) return [];
  const others = ensembles.filter(({ id }) => id !== minus.id);
  if (others.length === 0) return [`Choose an ensemble other than ${minus.name} as well.`];
  return vectors.flatMap((name) =>
    others.flatMap((ensemble) => {
      const vector = ensemble.data.vectors.get(name);
      if (!vector) return [];
      const rule = between ?? betweenDates(vector);
      if (differenceOf(ensemble, minus, name, rule)) return [];
      return [
        `${ensemble.name} and ${minus.name} have no ${name} with the same unit and overlapping dates.`,
      ];
    }),
  );
}

function inWords(
  { ensemble, vector, unit, times, bands, rows, realizations }: Trace,
  named: boolean,
): string {
  const { mean, counts } = bands;
  const has = Array.from(mean.keys()).filter((i) => !Number.isNaN(mean[i]));
  const [first, last] = [has[0], has.at(-1)];
  const who = `${ensemble.name}${named ? ` ${vector}` : ''}, ${countWords(rows.length, realizations.length)}`;
  if (first === undefined || last === undefined) return `${who}: no value.`;
  const high = has.reduce((best, i) => ((mean[i] ?? 0) > (mean[best] ?? 0) ? i : best), first);
  const at = (i: number) => {
    const few = counts[i] === rows.length ? '' : ` (${counts[i]} of ${realizations.length})`;
    return `${formatNumber(mean[i])}${unit && ` ${unit}`} on ${formatDay(times[i] ?? 0)}${few}`;
  };
  return `${who}: the mean is ${at(first)}, highest with ${at(high)}, and ${at(last)}.`;
}

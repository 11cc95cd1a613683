import { type Bands, bandsOf } from '../../../workbench/statistics/bands.ts';
import { formatDay, formatNumber } from '../../charts/format.ts';
import { counted } from '../../words/format.ts';
import type { ShownEnsemble } from '../shown-ensembles.ts';

type Column = Float64Array | (number | null)[];

/** One ensemble's lines, each with a value for every time of the chart. */
export interface Trace {
  readonly ensemble: ShownEnsemble;
  readonly bands: Bands;
  /** Realization numbers, in the order of `lines`. */
  readonly realizations: Int32Array;
  readonly lines: readonly Column[];
  readonly mean: Column;
  readonly percentiles: readonly Column[];
}

export interface Traces {
  readonly vector: string;
  readonly unit: string;
  /** Seconds since 1970, ascending: the days of all ensembles together. */
  readonly times: Float64Array;
  /** The percentiles that were asked for. */
  readonly ranks: readonly number[];
  readonly list: readonly Trace[];
  /** The chart in words. */
  readonly summary: string;
}

/** Brings one vector of several ensembles on common times, with its statistics. */
export function tracesOf(
  ensembles: readonly ShownEnsemble[],
  vector: string,
  ranks: readonly number[],
): Traces {
  const having = ensembles.filter(({ data, rows }) => data.vectors.has(vector) && rows.length > 0);
  const times = unionOf(having.map(({ data }) => data.times));
  const list = having.map((ensemble) => traceOf(ensemble, vector, ranks, times));
  const unit = having[0]?.data.vectors.get(vector)?.unit ?? '';
  const summary = `${vector} over time. ${list.map((trace) => inWords(trace)).join(' ')}`;
  return { vector, unit, times, ranks, list, summary };
}

function traceOf(
  ensemble: ShownEnsemble,
  name: string,
  ranks: readonly number[],
  times: Float64Array,
): Trace {
  const { data, rows } = ensemble;
  const vector = data.vectors.get(name);
  if (!vector) throw new Error(`${ensemble.name} has no vector ${name}`);
  const count = data.times.length;
  const bands = bandsOf(data, vector, rows, ranks);
  const spread = spreader(data.times, times);
  return {
    ensemble,
    bands,
    realizations: rows.map((row) => data.realizations[row] ?? -1),
    lines: Array.from(rows, (row) =>
      spread(vector.values.subarray(row * count, (row + 1) * count)),
    ),
    mean: spread(bands.mean),
    percentiles: bands.percentiles.map(spread),
  };
}

/** Puts values of one list of times on another that contains it; null where there is none. */
function spreader(own: Float64Array, all: Float64Array): (values: Float64Array) => Column {
  if (own.length === all.length) {
    return (values) => (values.some(Number.isNaN) ? Array.from(values, orNull) : values);
  }
  const place = new Map(Array.from(own, (time, index) => [time, index]));
  const from = Array.from(all, (time) => place.get(time) ?? -1);
  return (values) => from.map((index) => (index < 0 ? null : orNull(values[index] ?? Number.NaN)));
}

function orNull(value: number): number | null {
  return Number.isNaN(value) ? null : value;
}

function unionOf(lists: readonly Float64Array[]): Float64Array {
  const [first = new Float64Array(0), ...others] = lists;
  const same = others.every(
    (list) => list.length === first.length && list.every((time, i) => time === first[i]),
  );
  if (same) return first;
  return Float64Array.from(new Set(lists.flatMap((list) => [...list]))).sort();
}

function inWords({ ensemble, bands, realizations }: Trace): string {
  const { times } = ensemble.data;
  const { mean } = bands;
  let high = 0;
  for (let i = 1; i < mean.length; i++) if (!((mean[i] ?? 0) <= (mean[high] ?? 0))) high = i;
  const at = (index: number) => `${formatNumber(mean[index])} on ${formatDay(times[index] ?? 0)}`;
  return (
    `${ensemble.name}, ${counted(realizations.length, 'realization')}: the mean is ${at(0)}, ` +
    `highest with ${at(high)}, and ${at(mean.length - 1)}.`
  );
}

import type { Trace } from './traces.ts';

/** Which lines are drawn, and how they are told apart. */
export interface Look {
  readonly realizations: boolean;
  readonly mean: boolean;
  readonly bands: boolean;
  readonly minMax: boolean;
  readonly log: boolean;
  /** Limits of the first axis; null: by the data. */
  readonly low: number | null;
  readonly high: number | null;
  /** Name of the ensemble that is taken from the others; empty if none is. */
  readonly minus: string;
  colorOf(trace: Trace): string;
  /** Of single realizations, in the order of the trace's rows. */
  readonly colorsOf?: (trace: Trace) => readonly string[] | undefined;
  /** Place among patterns of dashes; 0 is a solid line. */
  dashOf(trace: Trace): number;
  isPinned(trace: Trace, row: number): boolean;
}

const DASHES = [[], [8, 4], [2, 3], [10, 3, 2, 3]] as const;

/** The pattern of dashes at a place, in CSS pixels; the first is a solid line. */
export function dashes(place: number): readonly number[] {
  return DASHES[place % DASHES.length] ?? [];
}

type Settings = {
  readonly colorBy?: 'ensemble' | 'vector' | 'parameter';
  readonly parameter?: string;
  readonly pinned?: readonly { readonly ensembleId: string; readonly realization: number }[];
};

/** How traces are told apart: by the colours of ensembles, of vectors, or of a parameter's values. */
export function distinguish(
  list: readonly Trace[],
  { colorBy, parameter = '', pinned = [] }: Settings,
): Pick<Look, 'colorOf' | 'colorsOf' | 'dashOf' | 'isPinned'> {
  const vectors = [...new Set(list.map(({ vector }) => vector))];
  const ensembles = new Set(list.map(({ ensemble }) => ensemble.id));
  const byVector = colorBy === 'vector' || (!colorBy && vectors.length > 1 && ensembles.size === 1);
  const order = [...ensembles];
  const colorsOf = colorBy === 'parameter' ? parameterColors(list, parameter) : undefined;
  const marks = new Set(pinned.map((one) => `${one.ensembleId} ${one.realization}`));
  return {
    colorOf: ({ ensemble, vector }) =>
      byVector ? `series-${(vectors.indexOf(vector) % 8) + 1}` : ensemble.color,
    dashOf: ({ ensemble, vector }) =>
      byVector ? order.indexOf(ensemble.id) : vectors.indexOf(vector),
    isPinned: ({ ensemble, realizations }, row) => marks.has(`${ensemble.id} ${realizations[row]}`),
    ...(colorsOf && { colorsOf }),
  };
}

/** A parameter's values for a trace's realizations, in the order of its rows. */
function parameterValues(trace: Trace, name: string): readonly number[] | undefined {
  const { data } = trace.ensemble;
  const parameter = data.parameters.get(name);
  if (parameter?.kind !== 'number') return undefined;
  const values = new Map(
    Array.from(data.realizations, (realization, row) => [realization, parameter.values[row]]),
  );
  return Array.from(trace.rows, (row) => values.get(trace.realizations[row] ?? -1) ?? Number.NaN);
}

/** Lowest and highest value of a parameter over all traces; null where it is of words or of one value. */
export function parameterExtent(
  list: readonly Trace[],
  name: string,
): { readonly low: number; readonly high: number } | null {
  const all = list.flatMap((trace) => parameterValues(trace, name) ?? []);
  const numbers = all.filter((value) => !Number.isNaN(value));
  const low = Math.min(...numbers);
  const high = Math.max(...numbers);
  return high > low ? { low, high } : null;
}

/** From the parameter's lowest value in all traces to its highest. */
function parameterColors(list: readonly Trace[], name: string) {
  const extent = parameterExtent(list, name);
  if (!extent) return undefined;
  const { low, high } = extent;
  return (trace: Trace) =>
    parameterValues(trace, name)?.map((value) =>
      Number.isNaN(value) ? 'muted' : `ramp-${Math.round(((value - low) / (high - low)) * 100)}`,
    );
}

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
  const marks = new Set(pinned.map((one) => `${one.ensembleId} ${one.realization}`));
  return {
    colorOf: ({ ensemble, vector }) =>
      byVector ? `series-${(vectors.indexOf(vector) % 8) + 1}` : ensemble.color,
    dashOf: ({ ensemble, vector }) =>
      byVector ? order.indexOf(ensemble.id) : vectors.indexOf(vector),
    isPinned: ({ ensemble, realizations }, row) => marks.has(`${ensemble.id} ${realizations[row]}`),
    ...(colorBy === 'parameter' && {
      colorsOf: (trace: Trace) => parameterColors(trace, parameter),
    }),
  };
}

/** From the parameter's lowest value in the ensemble to its highest; undefined for one of words or of one value. */
export function parameterColors(trace: Trace, name: string): readonly string[] | undefined {
  const { data } = trace.ensemble;
  const parameter = data.parameters.get(name);
  if (parameter?.kind !== 'number') return undefined;
  const values = new Map(
    Array.from(data.realizations, (realization, row) => [realization, parameter.values[row]]),
  );
  const own = Array.from(trace.rows, (row) => values.get(trace.realizations[row] ?? -1));
  const numbers = own.filter((value) => value !== undefined && !Number.isNaN(value)) as number[];
  const low = Math.min(...numbers);
  const range = Math.max(...numbers) - low;
  if (!(range > 0)) return undefined;
  return own.map((value) =>
    value === undefined || Number.isNaN(value)
      ? 'muted'
      : `ramp-${Math.round(((value - low) / range) * 100)}`,
  );
}

import type { Misfits } from './observed.ts';
import type { Trace } from './traces.ts';

/** Which lines are drawn, and in which style. */
export interface Look {
  readonly realizations: boolean;
  readonly mean: boolean;
  readonly bands: boolean;
  readonly minMax: boolean;
  readonly log: boolean;
  /** Whether axes extend to thresholds outside the data. */
  readonly thresholds: boolean;
  /** Fixed ends of the left and the right axis; an axis without is determined by the data. */
  readonly limits: readonly Limits[];
  /** Name of the ensemble that is subtracted from the others; empty if none. */
  readonly minus: string;
  colorOf(trace: Trace): string;
  /** Colours of single realizations, in the order of the trace's rows. */
  readonly colorsOf?: (trace: Trace) => readonly string[] | undefined;
  /** Index of the dash pattern; 0 is a solid line. */
  dashOf(trace: Trace): number;
  isPinned(trace: Trace, row: number): boolean;
}

/** The fixed ends of an axis; null: determined by the data. */
export interface Limits {
  readonly low: number | null;
  readonly high: number | null;
}

const DASHES = [[], [8, 4], [2, 3], [10, 3, 2, 3]] as const;

/** The dash pattern with an index, in CSS pixels; the first is a solid line. */
export function dashes(place: number): readonly number[] {
  return DASHES[place % DASHES.length] ?? [];
}

type Settings = {
  readonly colorBy?: 'ensemble' | 'vector' | 'parameter' | 'misfit';
  readonly parameter?: string;
  readonly pinned?: readonly { readonly ensembleId: string; readonly realization: number }[];
};

/** Colours and dashes of traces: coloured by ensemble, by vector, or by values of the realizations. */
export function distinguish(
  list: readonly Trace[],
  { colorBy, pinned = [] }: Settings,
  colours: Colouring | null = null,
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
    ...(colours && { colorsOf: (trace) => rampColors(trace, colours) }),
  };
}

/** Colours realizations by a value each. `low` and `high` are over all traces. */
export interface Colouring {
  readonly name: string;
  readonly low: number;
  readonly high: number;
  /** Values in the order of the trace's rows; NaN if not known. */
  valuesOf(trace: Trace): ArrayLike<number> | undefined;
}

/** The colouring of realizations; null if they are not coloured by values, or all values are the same. */
export function colouring(
  list: readonly Trace[],
  { colorBy, parameter = '' }: Settings,
  misfits: Misfits,
): Colouring | null {
  if (colorBy !== 'parameter' && colorBy !== 'misfit') return null;
  const valuesOf = (trace: Trace) =>
    colorBy === 'misfit' ? misfits.get(trace)?.values : parameterValues(trace, parameter);
  let [low, high] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  for (const value of list.flatMap((trace) => Array.from(valuesOf(trace) ?? []))) {
    if (value < low) low = value;
    if (value > high) high = value;
  }
  const name = colorBy === 'misfit' ? 'misfit' : parameter;
  return high > low ? { name, low, high, valuesOf } : null;
}

/** A parameter's values for a trace's realizations, in the order of its rows; undefined if it is not numeric. */
function parameterValues(trace: Trace, name: string): readonly number[] | undefined {
  const { data } = trace.ensemble;
  const parameter = data.parameters.get(name);
  if (parameter?.kind !== 'number') return undefined;
  const values = new Map(
    Array.from(data.realizations, (realization, row) => [realization, parameter.values[row]]),
  );
  return Array.from(trace.rows, (row) => values.get(trace.realizations[row] ?? -1) ?? Number.NaN);
}

function rampColors(
  trace: Trace,
  { low, high, valuesOf }: Colouring,
): readonly string[] | undefined {
  const values = valuesOf(trace);
  return (
    values &&
    Array.from(values, (value) =>
      Number.isNaN(value) ? 'muted' : `ramp-${Math.round(((value - low) / (high - low)) * 100)}`,
    )
  );
}

import type { Observations } from '../../../workbench/ensembles/ensemble-data.ts';
import { historyAmong } from '../../../workbench/ensembles/history-vectors.ts';
import { isSameUnit } from '../../../workbench/ensembles/same-unit.ts';
import { betweenDates } from '../../../workbench/statistics/between-dates.ts';
import { type Misfit, misfitOf } from '../../../workbench/statistics/misfit.ts';
import type { Trace } from './traces.ts';

/** Measured values of a vector. */
export interface Observed {
  readonly vector: string;
  readonly axis: number;
  readonly times: Float64Array;
  readonly values: Float64Array;
  /** Standard deviations; NaN if not known. */
  readonly errors?: Float64Array;
}

/**
 * The measured values of each shown vector: its observations, or else its history, which is the vector with an H added
 * to the name. Both are the same for all ensembles, so they are read from the first that has them in the same unit.
 */
export function observedOf(traces: readonly Trace[]): readonly Observed[] {
  const known = new Map<string, Observed>();
  for (const trace of traces) {
    if (known.has(trace.vector)) continue;
    const observed = observationsOf(trace) ?? historyOf(trace);
    if (observed) known.set(trace.vector, observed);
  }
  return [...known.values()];
}

/** Names of the vectors that are the history of others. */
export function historiesOf(vectors: readonly string[], among: readonly string[]): string[] {
  const all = new Set(among);
  return vectors.flatMap((name) => historyAmong(all, name) ?? []);
}

/** The observations of a trace's vector, if they have its unit or none. */
export function observationsFor({ ensemble, vector, unit }: Trace): Observations | undefined {
  const observations = ensemble.data.observations?.get(vector);
  return observations && (observations.unit === '' || isSameUnit(observations.unit, unit))
    ? observations
    : undefined;
}

function observationsOf(trace: Trace): Observed | undefined {
  const observations = observationsFor(trace);
  if (!observations) return undefined;
  const { times, values, errors } = observations;
  return { vector: trace.vector, axis: trace.axis, times, values, errors };
}

/** The history of a trace's vector, read from the first realization that has values, since it is the same in all. */
function historyOf({ ensemble, vector, unit, axis }: Trace): Observed | undefined {
  const { vectors, times } = ensemble.data;
  const history = vectors.get(historyAmong(vectors, vector) ?? '');
  if (!history || !isSameUnit(history.unit, unit)) return undefined;
  const rowValues = (row: number) =>
    history.values.subarray(row * times.length, (row + 1) * times.length);
  const row = ensemble.rows.find((one) => !rowValues(one).every(Number.isNaN));
  return row === undefined ? undefined : { vector, axis, times, values: rowValues(row) };
}

/** The misfit of each realization by trace, for traces with observations. */
export type Misfits = ReadonlyMap<Trace, Misfit>;

export function misfitsOf(list: readonly Trace[]): Misfits {
  return new Map(
    list.flatMap((trace) => {
      const observations = observationsFor(trace);
      const vector = trace.ensemble.data.vectors.get(trace.vector);
      if (!observations || !vector) return [];
      const { data, rows } = trace.ensemble;
      const misfit = misfitOf(data, vector, rows, observations, betweenDates(vector));
      return [[trace, misfit] as const];
    }),
  );
}

/** The realizations nearest to the observations, best first. */
export function bestOf(trace: Trace, { values, counts }: Misfit, most = 3) {
  const all = Math.max(...counts);
  return Array.from(trace.rows, (row, i) => ({
    realization: trace.realizations[row] ?? -1,
    misfit: values[i] as number,
    /** "2 of 4 observations" if others have more. */
    few: counts[i] === all ? '' : `${counts[i]} of ${all} observations`,
  }))
    .filter(({ misfit }) => !Number.isNaN(misfit))
    .sort((a, b) => a.misfit - b.misfit)
    .slice(0, most);
}

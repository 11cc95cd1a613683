import { betweenDates } from '../../../workbench/statistics/between-dates.ts';
import { type Misfit, misfitOf } from '../../../workbench/statistics/misfit.ts';
import { observationsFor } from './observed.ts';
import type { Trace } from './traces.ts';

/** The misfit of each realization, by trace; only those that have observations. */
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

/** The realizations that are nearest to what was observed, best first. */
export function bestOf(trace: Trace, { values }: Misfit, most = 3) {
  return Array.from(trace.rows, (row, i) => ({
    realization: trace.realizations[row] ?? -1,
    misfit: values[i] as number,
  }))
    .filter(({ misfit }) => !Number.isNaN(misfit))
    .sort((a, b) => a.misfit - b.misfit)
    .slice(0, most);
}

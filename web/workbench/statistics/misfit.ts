import type { EnsembleData, Observations, Vector } from '../ensembles/ensemble-data.ts';
import { type Between, valuesAtTime } from './between-dates.ts';

export interface Misfit {
  /** In the order of the given rows; NaN for a realization without a value at any observation. */
  readonly values: Float64Array;
  /** The number of observations that each realization is compared with. */
  readonly counts: Int32Array;
  /** Whether differences are in standard deviations of the observations; otherwise in the vector's unit. */
  readonly inDeviations: boolean;
}

/**
 * The misfit of each realization: the root mean square of its differences from the observations, each divided by the
 * observation's standard deviation if all are known. Observations outside a realization's dates do not count.
 */
export function misfitOf(
  data: EnsembleData,
  vector: Vector,
  rows: Int32Array,
  observations: Pick<Observations, 'times' | 'values' | 'errors'>,
  between: Between,
): Misfit {
  const { times, values, errors } = observations;
  const inDeviations = errors.length > 0 && errors.every((error) => error > 0);
  const squares = new Float64Array(rows.length);
  const counts = new Int32Array(rows.length);
  times.forEach((time, i) => {
    const observed = values[i] as number;
    if (Number.isNaN(observed)) return;
    const scale = inDeviations ? (errors[i] as number) : 1;
    valuesAtTime(data, vector, rows, time, between).forEach((value, row) => {
      if (Number.isNaN(value)) return;
      squares[row] = (squares[row] as number) + ((value - observed) / scale) ** 2;
      counts[row] = (counts[row] as number) + 1;
    });
  });
  const misfits = squares.map((sum, row) => {
    const count = counts[row] as number;
    return count === 0 ? Number.NaN : Math.sqrt(sum / count);
  });
  return { values: misfits, counts, inDeviations };
}

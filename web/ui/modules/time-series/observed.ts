import type { Trace } from './traces.ts';

/** What was measured of a vector: points, with error bars where they are known. */
export interface Observed {
  readonly vector: string;
  readonly axis: number;
  readonly times: Float64Array;
  readonly values: Float64Array;
  readonly errors?: Float64Array;
}

/**
 * The history of each vector that is shown, from the vector of its name with an H ("FOPRH" for "FOPR"). It is the same
 * in every realization, so it is read from the first that has it.
 */
export function historyOf(traces: readonly Trace[]): readonly Observed[] {
  const known = new Set<string>();
  return traces.flatMap(({ ensemble, vector, axis, unit }) => {
    const { data, rows } = ensemble;
    const history = data.vectors.get(historyName(vector));
    const row = rows[0];
    if (!history || row === undefined || known.has(vector) || history.unit !== unit) return [];
    known.add(vector);
    const { times } = data;
    const values = history.values.subarray(row * times.length, (row + 1) * times.length);
    return [{ vector, axis, times, values }];
  });
}

/** "WOPRH:A-1" for "WOPR:A-1". */
export function historyName(vector: string): string {
  const [mnemonic = vector, ...rest] = vector.split(':');
  return [`${mnemonic}H`, ...rest].join(':');
}

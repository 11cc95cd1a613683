import { nearestTime, valuesAt } from '../../workbench/statistics/bands.ts';
import { formatDay } from '../charts/format.ts';
import type { ShownEnsemble } from './shown-ensembles.ts';

/** One number for each realization of an ensemble: a parameter, or a vector read on one day. */
export interface Quantity {
  readonly ensemble: ShownEnsemble;
  readonly unit: string;
  /** In the order of the ensemble's `rows`; NaN where missing. */
  readonly values: Float64Array;
  /** The day the values are of; null for a parameter. */
  readonly day: string | null;
  /** What the values are places in, for a parameter of words; the same list for all ensembles. */
  readonly categories?: readonly string[];
}

/** Reads a vector on its last day, or on the one nearest to `at`. Ensembles without it are left out. */
export function vectorAt(
  ensembles: readonly ShownEnsemble[],
  name: string,
  at: string,
): readonly Quantity[] {
  return ensembles.flatMap((ensemble) => {
    const { data, rows } = ensemble;
    const vector = data.vectors.get(name);
    if (!vector || rows.length === 0 || data.times.length === 0) return [];
    const wanted = at === 'end' ? Number.POSITIVE_INFINITY : Date.parse(at) / 1000;
    const time = Math.max(0, nearestTime(data.times, wanted));
    const day = formatDay(data.times[time] ?? 0);
    return [{ ensemble, unit: vector.unit, values: valuesAt(data, vector, rows, time), day }];
  });
}

/** Reads a parameter: its numbers or, if it has words in the first ensemble that has it, their places in a list. */
export function parameterOf(
  ensembles: readonly ShownEnsemble[],
  name: string,
): readonly Quantity[] {
  const first = ensembles.find(({ data }) => data.parameters.has(name));
  const ofWords = first?.data.parameters.get(name)?.kind === 'category';
  return ofWords ? categoriesOf(ensembles, name) : numbersOf(ensembles, name);
}

function numbersOf(ensembles: readonly ShownEnsemble[], name: string): readonly Quantity[] {
  return ensembles.flatMap((ensemble) => {
    const { data, rows } = ensemble;
    const parameter = data.parameters.get(name);
    if (parameter?.kind !== 'number' || rows.length === 0) return [];
    const values = Float64Array.from(rows, (row) => parameter.values[row] ?? Number.NaN);
    return [{ ensemble, unit: parameter.unit, values, day: null }];
  });
}

function categoriesOf(ensembles: readonly ShownEnsemble[], name: string): readonly Quantity[] {
  const having = ensembles.flatMap((ensemble) => {
    const parameter = ensemble.data.parameters.get(name);
    return parameter?.kind === 'category' ? [{ ensemble, parameter }] : [];
  });
  const categories = [...new Set(having.flatMap(({ parameter }) => parameter.categories))];
  return having.map(({ ensemble, parameter }) => {
    const place = parameter.categories.map((category) => categories.indexOf(category));
    const values = Float64Array.from(
      ensemble.rows,
      (row) => place[parameter.codes[row] ?? -1] ?? Number.NaN,
    );
    return { ensemble, unit: '', values, day: null, categories };
  });
}

/** "FOPT [Sm3] on 2044-12-01" */
export function axisLabel(name: string, { unit, day }: Pick<Quantity, 'unit' | 'day'>): string {
  return `${name}${unit ? ` [${unit}]` : ''}${day ? ` on ${day}` : ''}`;
}

import type { ColumnNames } from '../../workbench/ensembles/lazy-columns.ts';
import {
  type Between,
  betweenDates,
  timeOfDay,
  valuesAtTime,
} from '../../workbench/statistics/between-dates.ts';
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

/** What somebody chose to look at. */
export interface QuantityChosen {
  readonly of: 'parameter' | 'vector';
  readonly name: string;
  /** "end" or a day; counts for a vector. */
  readonly at: string;
}

/** The columns that quantities are read from. */
export function columnsOfQuantities(
  chosen: readonly Pick<QuantityChosen, 'of' | 'name'>[],
): ColumnNames {
  const named = (what: QuantityChosen['of']) =>
    chosen.flatMap(({ of, name }) => (of === what ? [name] : []));
  return { vectors: named('vector'), parameters: named('parameter') };
}

/** Reads what was chosen. `columnsOfQuantities` have to be loaded. */
export function readQuantity(
  ensembles: readonly ShownEnsemble[],
  { of, name, at }: QuantityChosen,
): readonly Quantity[] {
  return of === 'vector' ? vectorAt(ensembles, name, at) : parameterOf(ensembles, name);
}

/**
 * Reads a vector on the last day of its ensemble (`end`), or on a day: on that day itself, between an ensemble's dates
 * by the vector's rule, and nowhere outside of them. Ensembles without the vector are left out.
 */
export function vectorAt(
  ensembles: readonly ShownEnsemble[],
  name: string,
  at: string,
  between?: Between,
): readonly Quantity[] {
  return ensembles.flatMap((ensemble) => {
    const { data, rows } = ensemble;
    const vector = data.vectors.get(name);
    const last = data.times.at(-1);
    if (!vector || rows.length === 0 || last === undefined) return [];
    const seconds = timeOfDay(data.times, at);
    const values = valuesAtTime(data, vector, rows, seconds, between ?? betweenDates(vector));
    const day = at === 'end' ? formatDay(last) : at;
    return [{ ensemble, unit: vector.unit, values, day }];
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

/** How many of the realizations have a value, in words where not all of them do: "87 of 100 realizations". */
export function countWords(count: number, all: number): string {
  const word = all === 1 ? 'realization' : 'realizations';
  return count === all ? `${all} ${word}` : `${count} of ${all} ${word}`;
}

/** The same in a column of such: "87 of 100", or "100" where all count. */
export function shareWords(count: number, all: number): string {
  return count === all ? String(all) : `${count} of ${all}`;
}

import type { EnsembleData } from '../../workbench/ensembles/ensemble-data.ts';
import type { ColumnNames } from '../../workbench/ensembles/lazy-columns.ts';
import { differentUnits, isSameUnit } from '../../workbench/ensembles/same-unit.ts';
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
  /** The day of the values; null for a parameter. */
  readonly day: string | null;
  /** For a parameter of words: the words, to which the values are indices. The same list for all ensembles. */
  readonly categories?: readonly string[];
}

/** The quantity that the person chose. */
export interface QuantityChosen {
  readonly of: 'parameter' | 'vector';
  readonly name: string;
  /** "end" or a day; used only for a vector. */
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

/** Reads a quantity from each ensemble. The columns of `columnsOfQuantities` must be loaded. */
export function readQuantity(
  ensembles: readonly ShownEnsemble[],
  { of, name, at }: QuantityChosen,
): readonly Quantity[] {
  return of === 'vector' ? vectorAt(ensembles, name, at) : parameterOf(ensembles, name);
}

/**
 * Reads a vector on the last day of each ensemble (`end`) or on a given day. Between an ensemble's dates the value is
 * interpolated by the vector's rule; outside of them it is missing. Ensembles without the vector are left out. Spellings
 * of one unit are the first of them.
 */
export function vectorAt(
  ensembles: readonly ShownEnsemble[],
  name: string,
  at: string,
  between?: Between,
): readonly Quantity[] {
  const all = ensembles.flatMap((ensemble): Quantity[] => {
    const { data, rows } = ensemble;
    const vector = data.vectors.get(name);
    const last = data.times.at(-1);
    if (!vector || rows.length === 0 || last === undefined) return [];
    const seconds = timeOfDay(data.times, at);
    const values = valuesAtTime(data, vector, rows, seconds, between ?? betweenDates(vector));
    const day = at === 'end' ? formatDay(last) : at;
    return [{ ensemble, unit: vector.unit, values, day }];
  });
  return spelledAlike(all);
}

/** Gives all spellings of a unit the first one. */
function spelledAlike(quantities: readonly Quantity[]): readonly Quantity[] {
  const units = differentUnits(quantities.map(({ unit }) => unit));
  return quantities.map((quantity) => {
    const unit = units.find((first) => isSameUnit(first, quantity.unit)) ?? quantity.unit;
    return unit === quantity.unit ? quantity : { ...quantity, unit };
  });
}

/** Reads a parameter: numbers, or indices of words if it has words in the first ensemble that has it. */
export function parameterOf(
  ensembles: readonly ShownEnsemble[],
  name: string,
): readonly Quantity[] {
  return kindOf(ensembles, name) === 'category'
    ? categoriesOf(ensembles, name)
    : numbersOf(ensembles, name);
}

/** What a parameter has in the first ensemble that has it. */
function kindOf(ensembles: readonly ShownEnsemble[], name: string) {
  const first = ensembles.find(({ data }) => data.parameters.has(name));
  return first?.data.parameters.get(name)?.kind;
}

function numbersOf(ensembles: readonly ShownEnsemble[], name: string): readonly Quantity[] {
  const all = ensembles.flatMap((ensemble): Quantity[] => {
    const { data, rows } = ensemble;
    const parameter = data.parameters.get(name);
    if (parameter?.kind !== 'number' || rows.length === 0) return [];
    const values = Float64Array.from(rows, (row) => parameter.values[row] ?? Number.NaN);
    return [{ ensemble, unit: parameter.unit, values, day: null }];
  });
  return spelledAlike(all);
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

/** The number of realizations with a value: "100 realizations", or "87 of 100 realizations". */
export function countWords(count: number, all: number): string {
  const word = all === 1 ? 'realization' : 'realizations';
  return count === all ? `${all} ${word}` : `${count} of ${all} ${word}`;
}

/** The same for a table column: "100", or "87 of 100". */
export function shareWords(count: number, all: number): string {
  return count === all ? String(all) : `${count} of ${all}`;
}

/** Where not all realizations have a value: "87 of 100 realizations"; with several ensembles, each is named. */
export function fewerValues(
  all: readonly Pick<Quantity, 'ensemble' | 'values'>[],
  isNamed?: boolean,
): readonly string[] {
  const counts = all.map(({ ensemble, values }) => {
    return { ensemble, count: values.filter((value) => !Number.isNaN(value)).length };
  });
  return fewerCounts(counts, isNamed);
}

/** The same from the number of realizations that each ensemble has in a picture. */
export function fewerCounts(
  all: readonly { readonly ensemble: ShownEnsemble; readonly count: number }[],
  isNamed = all.length > 1,
): readonly string[] {
  return all.flatMap(({ ensemble: { name, data }, count }) => {
    if (count === data.realizations.length) return [];
    const words = countWords(count, data.realizations.length);
    return [isNamed ? `${name}: ${words}` : words];
  });
}

/**
 * The ensembles that are not in a picture, because they lack what it shows or all their realizations are filtered out:
 * "Late infill: no FOPR or SEAL", "Late infill: 0 of 3 realizations".
 */
export function absentWords(
  ensembles: readonly ShownEnsemble[],
  wanted: readonly Pick<QuantityChosen, 'of' | 'name'>[],
): readonly string[] {
  return ensembles.flatMap(({ name, data, rows }) => {
    if (rows.length === 0) return [`${name}: ${countWords(0, data.realizations.length)}`];
    const lacking = wanted.flatMap((one) => lackingIn(data, ensembles, one) ?? []);
    return lacking.length > 0 ? [`${name}: no ${[...new Set(lacking)].join(' or ')}`] : [];
  });
}

function lackingIn(
  { vectors, parameters }: EnsembleData,
  ensembles: readonly ShownEnsemble[],
  { of, name }: Pick<QuantityChosen, 'of' | 'name'>,
): string | null {
  if (of === 'vector') return vectors.has(name) ? null : name;
  const own = parameters.get(name)?.kind;
  const wanted = kindOf(ensembles, name);
  if (own === wanted) return null;
  return own ? `${wanted === 'category' ? 'words' : 'numbers'} in ${name}` : name;
}

import type { RealizationFilter, ValueFilter } from '../content/schema.ts';
import { betweenDates, timeOfDay, valuesAtTime } from '../statistics/between-dates.ts';
import type { EnsembleData } from './ensemble-data.ts';
import type { ColumnNames } from './lazy-columns.ts';
import { type EffectiveRealizations, effectiveRealizations } from './realization-ranges.ts';

interface Known {
  readonly filter: RealizationFilter | undefined;
  readonly kept: EffectiveRealizations;
}

const known = new WeakMap<EnsembleData, Known>();

/** The columns that a filter needs. */
export function columnsOfFilter(filter: RealizationFilter | undefined): ColumnNames {
  const named = (what: ValueFilter['of']) =>
    (filter?.values ?? []).flatMap(({ of, name }) => (of === what ? [name] : []));
  return { vectors: named('vector'), parameters: named('parameter') };
}

/**
 * The realizations that an ensemble's filter keeps, by number and by value. The same object while the filter is the
 * same, so that charts see no change. The columns of `columnsOfFilter` must be loaded.
 */
export function keptRealizations(
  data: EnsembleData,
  filter: RealizationFilter | undefined,
): EffectiveRealizations {
  const before = known.get(data);
  if (before && before.filter === filter) return before.kept;
  const { rows, total } = effectiveRealizations(data.realizations, filter);
  const kept = {
    rows: (filter?.values ?? []).reduce((left, one) => keep(data, left, one), rows),
    total,
  };
  known.set(data, { filter, kept });
  return kept;
}

/** The rows whose value is within the range. A quantity that the ensemble does not have filters nothing. */
function keep(
  data: EnsembleData,
  rows: Int32Array,
  { of, name, at, low, high }: ValueFilter,
): Int32Array {
  const values =
    of === 'vector' ? vectorValues(data, rows, name, at) : parameterValues(data, rows, name);
  if (!values) return rows;
  return rows.filter((_, i) => {
    const value = values[i] as number;
    return (
      !Number.isNaN(value) && (low === null || value >= low) && (high === null || value <= high)
    );
  });
}

function vectorValues(data: EnsembleData, rows: Int32Array, name: string, at: string) {
  const vector = data.vectors.get(name);
  return (
    vector && valuesAtTime(data, vector, rows, timeOfDay(data.times, at), betweenDates(vector))
  );
}

function parameterValues(data: EnsembleData, rows: Int32Array, name: string) {
  const parameter = data.parameters.get(name);
  if (parameter?.kind !== 'number') return undefined;
  return Float64Array.from(rows, (row) => parameter.values[row] ?? Number.NaN);
}

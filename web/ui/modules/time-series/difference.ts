import type { EnsembleData, Vector } from '../../../workbench/ensembles/ensemble-data.ts';
import { isSameUnit } from '../../../workbench/ensembles/same-unit.ts';
import { bandsOf } from '../../../workbench/statistics/bands.ts';
import {
  type Between,
  unionOf,
  valuesAtTime,
} from '../../../workbench/statistics/between-dates.ts';
import type { ShownEnsemble } from '../shown-ensembles.ts';

export interface Difference {
  readonly data: EnsembleData;
  readonly vector: Vector;
  readonly rows: Int32Array;
}

interface Kept {
  readonly base: EnsembleData;
  readonly rows: Int32Array;
  readonly baseRows: Int32Array;
  readonly between: Between;
  readonly difference: Difference | null;
}

/** Cache: the last difference of each vector. */
const kept = new WeakMap<Vector, Kept>();

/**
 * A vector of one ensemble minus the same vector of another, on the dates of both: for each realization number that both
 * have, or else mean minus mean as a single row with the number `NO_REALIZATION`. Null if they have different units or no
 * common time.
 */
export function differenceOf(
  ensemble: ShownEnsemble,
  base: ShownEnsemble,
  name: string,
  between: Between,
): Difference | null {
  const [own, other] = [ensemble.data.vectors.get(name), base.data.vectors.get(name)];
  if (!own || !other || !isSameUnit(own.unit, other.unit)) return null;
  const before = kept.get(own);
  if (
    before?.base === base.data &&
    before.rows === ensemble.rows &&
    before.baseRows === base.rows &&
    before.between === between
  ) {
    return before.difference;
  }
  const difference = makeDifference([ensemble, own], [base, other], between);
  const { rows } = ensemble;
  kept.set(own, { base: base.data, rows, baseRows: base.rows, between, difference });
  return difference;
}

/** The number of the one row of a difference of means. */
export const NO_REALIZATION = -1;

type Side = readonly [ShownEnsemble, Vector];

function makeDifference(
  [ensemble, own]: Side,
  [base, other]: Side,
  between: Between,
): Difference | null {
  const { name, unit } = own;
  const from = Math.max(ensemble.data.times[0] ?? 0, base.data.times[0] ?? 0);
  const to = Math.min(ensemble.data.times.at(-1) ?? 0, base.data.times.at(-1) ?? 0);
  const times = unionOf([ensemble.data.times, base.data.times]).filter(
    (time) => time >= from && time <= to,
  );
  if (times.length === 0) return null;
  const pairs = pairsOf(ensemble, base);
  const rowsOf = (side: 0 | 1) => pairs.map((pair) => pair[side]);
  const [mine, theirs] =
    pairs.length > 0
      ? [
          table(ensemble.data, own, rowsOf(0), times, between),
          table(base.data, other, rowsOf(1), times, between),
        ]
      : [meanAt(ensemble, own, times, between), meanAt(base, other, times, between)];
  const values = mine.map((value, i) => value - (theirs[i] as number));
  const realizations = Int32Array.from(
    pairs.length > 0
      ? pairs.map(([row]) => ensemble.data.realizations[row] ?? -1)
      : [NO_REALIZATION],
  );
  const vector = { name, unit, values };
  return {
    data: { realizations, times, vectors: new Map([[name, vector]]), parameters: new Map() },
    vector,
    rows: realizations.map((_, row) => row),
  };
}

/** Row pairs of the realizations that pass the filters of both ensembles. */
function pairsOf(one: ShownEnsemble, other: ShownEnsemble): readonly (readonly [number, number])[] {
  const rowOf = new Map(Array.from(other.rows, (row) => [other.data.realizations[row], row]));
  return Array.from(one.rows).flatMap((row) => {
    const match = rowOf.get(one.data.realizations[row]);
    return match === undefined ? [] : [[row, match] as const];
  });
}

/** The values of the given rows at the given times, row by row. */
function table(
  data: EnsembleData,
  vector: Vector,
  rows: readonly number[],
  times: Float64Array,
  between: Between,
): Float64Array {
  const asked = Int32Array.from(rows);
  const values = new Float64Array(rows.length * times.length);
  times.forEach((time, i) => {
    const column = valuesAtTime(data, vector, asked, time, between);
    column.forEach((value, row) => {
      values[row * times.length + i] = value;
    });
  });
  return values;
}

function meanAt(
  { data, rows }: ShownEnsemble,
  vector: Vector,
  times: Float64Array,
  between: Between,
): Float64Array {
  const { mean } = bandsOf(data, vector, rows, [], between);
  return table(data, { name: 'mean', unit: '', values: mean }, [0], times, between);
}

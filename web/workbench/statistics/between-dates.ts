import type { EnsembleData, Vector } from '../ensembles/ensemble-data.ts';

/** Interpolation between two dates of a realization: the earlier value (for a rate), or linear. */
export type Between = 'step' | 'linear';

/**
 * Names of rates by the summary conventions: a letter for field, well, group, region, ...; then the phase, the activity
 * (production, injection, lift, sale, ...) and R; H for history, F, S and others may follow.
 */
const RATE_NAME = /^[FWGRCSNBA](?:[OWGLVNTSC][PI]R|G(?:S|C|F|IM|LI|R)R)[A-Z]{0,2}$/;
const TOTAL_NAME = /^[FWGRCSNBA](?:[OWGLVNTSC][PI]T|G(?:S|C|F|IM|LI|R)T)[A-Z]{0,2}$/;
/** Rate units like "Sm3/d", "STB/DAY", "m3/day", for names that follow no convention. */
const RATE_UNIT = /\/\s*(?:d|day|days|hr|h|s)$/i;

/** How a vector is interpolated between its dates: rates step, totals and everything else are linear. */
export function betweenDates({ name, unit }: Pick<Vector, 'name' | 'unit'>): Between {
  const mnemonic = name.split(':')[0] ?? name;
  if (RATE_NAME.test(mnemonic)) return 'step';
  return !TOTAL_NAME.test(mnemonic) && RATE_UNIT.test(unit) ? 'step' : 'linear';
}

const filledVectors = new WeakMap<Vector, Map<Between, Float64Array>>();

/**
 * A vector's values with gaps filled, for each realization from its own first to its own last date; NaN outside.
 * Returns the vector's own array if no value is missing.
 */
export function filledValues(data: EnsembleData, vector: Vector, between: Between): Float64Array {
  const known = filledVectors.get(vector) ?? new Map<Between, Float64Array>();
  filledVectors.set(vector, known);
  let filled = known.get(between);
  if (!filled) {
    filled = hasNaN(vector.values) ? fill(data, vector.values, between) : vector.values;
    known.set(between, filled);
  }
  return filled;
}

function fill(data: EnsembleData, values: Float64Array, between: Between): Float64Array {
  const { times } = data;
  const filled = values.slice();
  const count = times.length;
  for (let start = 0; start < filled.length; start += count) {
    let before = -1;
    for (let i = 0; i < count; i++) {
      const value = values[start + i] as number;
      if (Number.isNaN(value)) continue;
      for (let gap = before + 1; before >= 0 && gap < i; gap++) {
        const from = { time: times[before] as number, value: values[start + before] as number };
        const to = { time: times[i] as number, value };
        filled[start + gap] = valueBetween(from, to, times[gap] as number, between);
      }
      before = i;
    }
  }
  return filled;
}

/** Faster than `some`, as long as it is not compiled. */
function hasNaN(values: Float64Array): boolean {
  for (let i = 0; i < values.length; i++) if (Number.isNaN(values[i])) return true;
  return false;
}

interface Place {
  readonly time: number;
  readonly value: number;
}

function valueBetween(from: Place, to: Place, time: number, between: Between): number {
  if (between === 'step') return from.value;
  return from.value + ((to.value - from.value) * (time - from.time)) / (to.time - from.time);
}

/** Index of the last time that is not after `seconds`; -1 if all are after it. */
export function lastTimeUpTo(times: Float64Array, seconds: number): number {
  let low = 0;
  let high = times.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((times[middle] as number) <= seconds) low = middle + 1;
    else high = middle;
  }
  return low - 1;
}

const DAY_S = 86_400;

/** A day ("2031-05-01", or "end" for the last date) as a time. On the day an ensemble starts, its first time. */
export function timeOfDay(times: Float64Array, day: string): number {
  const [first = 0, last = 0] = [times[0], times.at(-1)];
  if (day === 'end') return last;
  const seconds = Date.parse(day) / 1000;
  return seconds < first && first < seconds + DAY_S ? first : seconds;
}

/**
 * A vector's values at a time, in the order of the given rows: the value of that date, or interpolated between the
 * realization's dates around it; NaN before its first and after its last date.
 */
export function valuesAtTime(
  data: EnsembleData,
  vector: Vector,
  rows: Int32Array,
  seconds: number,
  between: Between,
): Float64Array {
  const { times } = data;
  const values = filledValues(data, vector, between);
  const index = lastTimeUpTo(times, seconds);
  const time = times[index];
  if (time === undefined) return new Float64Array(rows.length).fill(Number.NaN);
  return Float64Array.from(rows, (row) => {
    const value = values[row * times.length + index] as number;
    if (time === seconds) return value;
    const after = index + 1 < times.length ? values[row * times.length + index + 1] : undefined;
    if (after === undefined || Number.isNaN(after)) return Number.NaN;
    const to = { time: times[index + 1] as number, value: after };
    return valueBetween({ time, value }, to, seconds, between);
  });
}

/** The union of all lists of dates, ascending; the first list itself if the others add none. */
export function unionOf(lists: readonly Float64Array[]): Float64Array {
  const [first = new Float64Array(0), ...others] = lists;
  const same = others.every(
    (list) => list.length === first.length && list.every((time, i) => time === first[i]),
  );
  if (same) return first;
  return Float64Array.from(new Set(lists.flatMap((list) => [...list]))).sort();
}

import { IMPORT_VALUES_MAX } from '../limits.ts';
import { type BuildContext, refuseOtherUnit } from './context.ts';
import type { Facts } from './facts.ts';

/** Rows of one ensemble in one table. */
export interface Part {
  readonly facts: Facts;
  /** Null for all rows. */
  readonly rows: Int32Array | null;
}

export interface GridVector {
  readonly name: string;
  readonly unit: string;
  /** By realization, then by time; NaN without a row. Computed on each call. */
  values(): Float64Array;
}

/** Vectors on a full grid of realizations and times. */
export interface Grid {
  readonly realizations: Int32Array;
  /** Seconds since 1970. */
  readonly seconds: Float64Array;
  readonly vectors: readonly GridVector[];
  /** Number of pairs of realization and time without a row. */
  readonly holes: number;
}

/** Puts the rows of one ensemble on a grid. Equal duplicate rows are merged; different ones become problems. */
export function gridOf(parts: readonly Part[], context: BuildContext): Grid {
  const realizations = sortedValues(parts, ({ facts }, row) => facts.realizations?.[row] ?? 0);
  const seconds = sortedValues(parts, ({ facts }, row) => facts.seconds?.[row] ?? 0);
  const size = realizations.length * seconds.length;
  const widest = Math.max(1, ...parts.map(({ facts }) => facts.vectors.length));
  if (size * widest > IMPORT_VALUES_MAX) {
    const file = parts[0]?.facts.table.file ?? '';
    const message = `${realizations.length} realizations at ${seconds.length} different dates are ${size} pairs per vector, which is too many: most realizations have different dates; export them at common dates, such as monthly.`;
    context.problems.add('grid', { file, message });
    return { realizations: new Int32Array(0), seconds: new Float64Array(0), vectors: [], holes: 0 };
  }
  const placed = placesOf(parts, realizations, seconds);
  const groups = Map.groupBy(placed, ({ facts }) =>
    facts.vectors.map(({ name }) => name).join('\n'),
  );
  const filled = new Uint8Array(size);
  for (const group of groups.values()) reportDuplicates(group, size, filled, context);
  const holes = filled.reduce((count, one) => count + (1 - one), 0);
  return {
    realizations: Int32Array.from(realizations),
    seconds,
    vectors: vectorsOf(placed, size, context),
    holes,
  };
}

interface Placed extends Part {
  /** Index on the grid, by row of the part. */
  readonly places: Int32Array;
}

const countOf = ({ facts, rows }: Part) => rows?.length ?? facts.rowCount;

function sortedValues(
  parts: readonly Part[],
  read: (part: Part, row: number) => number,
): Float64Array {
  const seen = new Set<number>();
  for (const part of parts) {
    const { rows } = part;
    const count = countOf(part);
    let previous = Number.NaN;
    for (let i = 0; i < count; i++) {
      const value = read(part, rows ? (rows[i] as number) : i);
      if (value !== previous) seen.add(value);
      previous = value;
    }
  }
  return Float64Array.from(seen).sort();
}

function placesOf(
  parts: readonly Part[],
  realizations: Float64Array,
  seconds: Float64Array,
): Placed[] {
  const rowOf = new Map(Array.from(realizations, (realization, row) => [realization, row]));
  const timeOf = new Map(Array.from(seconds, (second, time) => [second, time]));
  return parts.map((part) => {
    const { facts, rows } = part;
    const places = new Int32Array(countOf(part));
    let time = -1;
    for (let i = 0; i < places.length; i++) {
      const row = rows ? (rows[i] as number) : i;
      const second = facts.seconds?.[row] ?? 0;
      // Fast path: most files have their times in order.
      time = seconds[time + 1] === second ? time + 1 : (timeOf.get(second) ?? 0);
      places[i] = (rowOf.get(facts.realizations?.[row] ?? 0) ?? 0) * seconds.length + time;
    }
    return { ...part, places };
  });
}

/** Marks the pairs that have rows; two rows of one pair must have the same values. */
function reportDuplicates(
  parts: readonly Placed[],
  size: number,
  filled: Uint8Array,
  context: BuildContext,
): void {
  const first = new Int32Array(size).fill(-1);
  const offsets = parts.map((_, i) =>
    parts.slice(0, i).reduce((sum, { places }) => sum + places.length, 0),
  );
  let merged = 0;
  for (const [p, part] of parts.entries()) {
    const { places, facts, rows } = part;
    for (let i = 0; i < places.length; i++) {
      const place = places[i] as number;
      filled[place] = 1;
      const earlier = first[place] as number;
      if (earlier < 0) {
        first[place] = (offsets[p] as number) + i;
        continue;
      }
      const q = offsets.findLastIndex((offset) => offset <= earlier);
      const other = parts[q] as Placed;
      const at = earlier - (offsets[q] as number);
      const row = rows ? (rows[i] as number) : i;
      const otherRow = other.rows ? (other.rows[at] as number) : at;
      const differing = facts.vectors.find(
        ({ values }, v) => !Object.is(values[row], other.facts.vectors[v]?.values[otherRow]),
      );
      if (!differing) {
        merged++;
        continue;
      }
      const { table } = facts;
      const day = new Date((facts.seconds?.[row] ?? 0) * 1000)
        .toISOString()
        .slice(0, 16)
        .replace('T00:00', '');
      const where = other.facts.table === table ? '' : ` of ${other.facts.table.file}`;
      const message = `Realization ${facts.realizations?.[row] ?? 0} appears twice at ${day} with different values of ${differing.name} (also line ${other.facts.table.lineOf(other.facts.tableRow(otherRow))}${where}); remove one, or say which column distinguishes them.`;
      context.problems.add('repeat', {
        file: table.file,
        line: table.lineOf(facts.tableRow(row)),
        message,
      });
    }
  }
  if (merged > 0) {
    context.notes.add(
      `${merged === 1 ? 'One line repeats' : `${merged} lines repeat`} another line; each is taken once.`,
    );
  }
}

/** The vectors of all parts. A vector has one unit in all files; a file without units has those of the others. */
function vectorsOf(parts: readonly Placed[], size: number, context: BuildContext): GridVector[] {
  const segments = new Map<
    string,
    { unit: string; file: string; of: { values: Float64Array; part: Placed }[] }
  >();
  for (const part of parts) {
    const { file } = part.facts.table;
    for (const { name, unit, values } of part.facts.vectors) {
      const known = segments.get(name) ?? { unit, file, of: [] };
      segments.set(name, known);
      known.of.push({ values, part });
      if (unit === '') continue;
      if (known.unit === '') Object.assign(known, { unit, file });
      refuseOtherUnit(name, { file, unit }, known, context);
    }
  }
  const inOrder = new Set(
    parts.filter(
      ({ rows, places }) =>
        !rows && places.length === size && places.every((place, i) => place === i),
    ),
  );
  return [...segments].map(([name, { unit, of }]) => ({
    name,
    unit,
    values: () => {
      const [only] = of;
      if (only && of.length === 1 && inOrder.has(only.part)) return only.values;
      const grid = new Float64Array(size).fill(Number.NaN);
      for (const { values, part } of of) {
        const { places, rows } = part;
        for (let i = 0; i < places.length; i++)
          grid[places[i] as number] = values[rows ? (rows[i] as number) : i] as number;
      }
      return grid;
    },
  }));
}

import type { Annotation } from '../content/schema.ts';
import type { EnsembleData, Vector } from './ensemble-data.ts';
import type { ColumnNames } from './lazy-columns.ts';

/** The columns needed to find out where an annotation lies. */
export function columnsOfAnnotation(annotation: Annotation): ColumnNames {
  return annotation.kind === 'threshold' ? { vectors: [annotation.vector] } : {};
}

/**
 * Says where an annotation lies if it is outside all data, so that no chart shows it. Null if it lies inside, or if
 * there is no data.
 */
export function outsideData(
  annotation: Annotation,
  ensembles: readonly EnsembleData[],
): string | null {
  if (ensembles.length === 0) return null;
  if (annotation.kind === 'threshold') {
    const { vector, value } = annotation;
    const found = ensembles.flatMap(({ vectors }) => vectors.get(vector) ?? []);
    if (found.length === 0) return `No ensemble has the vector ${vector}`;
    const { min, max } = hull(found.map(rangeOf));
    if (value > max) return `Above all values of ${vector}`;
    return value < min ? `Below all values of ${vector}` : null;
  }
  const seconds = Date.parse(annotation.date) / 1000;
  const { min, max } = hull(
    ensembles.map(({ times }) => ({ min: times[0] ?? Infinity, max: times.at(-1) ?? -Infinity })),
  );
  if (seconds > max) return 'After the last date of the data';
  return seconds < min ? 'Before the first date of the data' : null;
}

interface Range {
  readonly min: number;
  readonly max: number;
}

function hull(ranges: readonly Range[]): Range {
  return {
    min: Math.min(...ranges.map(({ min }) => min)),
    max: Math.max(...ranges.map(({ max }) => max)),
  };
}

const known = new WeakMap<Vector, Range>();

function rangeOf(vector: Vector): Range {
  const before = known.get(vector);
  if (before) return before;
  let [min, max] = [Infinity, -Infinity];
  for (const value of vector.values) {
    if (value < min) min = value;
    if (value > max) max = value;
  }
  const range = { min, max };
  known.set(vector, range);
  return range;
}

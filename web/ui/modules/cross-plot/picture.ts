import type { Annotation } from '../../../workbench/content/schema.ts';
import { annotationLines, drawAnnotations } from '../../charts/layers/annotations.ts';
import { drawFits, drawPoints } from '../../charts/layers/paths.ts';
import type { ChartCursor } from '../../charts/painter.ts';
import type { Layer, Picture, Range } from '../../charts/picture.ts';
import { axisLabel } from '../on-axes.ts';
import type { Clouds, Point } from './clouds.ts';

const POINT_SIZE = 7;
const HOVER_SIZE = 13;
/** Maximum distance between the pointer and the nearest point, in CSS pixels. */
export const REACH = 40;

export interface CrossPlotLook {
  readonly names: { readonly x: string; readonly y: string };
  readonly fit: boolean;
  readonly isColored: boolean;
  /** Whether axes extend to thresholds outside the data. */
  readonly thresholds: boolean;
}

/** The picture: points and least-squares lines of all ensembles, and the thresholds. */
export function pictureOf(
  clouds: Clouds,
  { names, fit, isColored, thresholds }: CrossPlotLook,
  annotations: readonly Annotation[],
): Picture {
  const { points, list, x, ys } = clouds;
  const lines = annotationLines(annotations, (vector) => (vector === names.y ? 0 : 'x'));
  const xWords = x[0]?.categories;
  const on = (scale: 'x' | 'y') =>
    lines.filter((line) => thresholds && line.scale === scale).map(({ value }) => value);
  return {
    x: {
      kind: 'number',
      label: axisLabel(names.x, x),
      full: xWords ? wordsRange(xWords) : withAir([...points.map((point) => point.x), ...on('x')]),
      ...(xWords && { words: xWords }),
    },
    y: ys.map((y, axis) => {
      const own = points.filter((point) => point.axis === axis);
      const label = axisLabel(names.y, y);
      const words = y[0]?.categories;
      if (words) return { label, words, range: () => wordsRange(words) };
      const all = withAir([...own.map((point) => point.y), ...(axis === 0 ? on('y') : [])]);
      return { label, range: (view) => inView(own, view) ?? all };
    }),
    stops: points.map((point) => point.x),
    layers: [
      ...list.map(({ ensemble }) =>
        drawCloud(
          points.filter((point) => point.ensemble === ensemble),
          ensemble.color,
          isColored,
        ),
      ),
      ...(fit
        ? [
            drawFits(
              list.map(({ ensemble, axis, correlation }) => ({
                ...ensemble,
                axis,
                ...correlation,
              })),
            ),
          ]
        : []),
      drawAnnotations(lines),
    ],
    heightAt: (stop) => (points[stop]?.axis === 0 ? points[stop].y : undefined),
  };
}

/** The y range of the points in view; undefined if all or none are. */
function inView(all: readonly Point[], view: Range): Range | undefined {
  const seen = all.filter((point) => point.x >= view.min && point.x <= view.max);
  if (seen.length === 0 || seen.length === all.length) return undefined;
  return withAir(seen.map((point) => point.y));
}

function drawCloud(points: readonly Point[], color: string, isColored: boolean): Layer {
  const colors = isColored ? thirdColors(points) : undefined;
  return drawPoints({
    xs: points.map(({ x }) => x),
    ys: points.map(({ y }) => y),
    color,
    size: POINT_SIZE,
    axis: points[0]?.axis ?? 0,
    ...(colors && { colors }),
  });
}

function thirdColors(points: readonly Point[]): readonly string[] {
  const { min, max } = extent(points.map(({ third }) => third));
  return points.map(({ third }) => {
    if (Number.isNaN(third)) return 'muted';
    return `ramp-${max > min ? Math.round(((third - min) / (max - min)) * 100) : 50}`;
  });
}

/** The lowest and highest value, ignoring NaN. */
export function extent(values: Iterable<number>): Range {
  let min = Number.POSITIVE_INFINITY;
  let max = Number.NEGATIVE_INFINITY;
  for (const value of values) {
    if (value < min) min = value;
    if (value > max) max = value;
  }
  return { min, max };
}

/** The point nearest to the cursor, within `REACH`. */
export function nearestPoint(points: readonly Point[], cursor: ChartCursor | null): Point | null {
  let nearest: Point | null = null;
  let closest = REACH;
  for (const point of cursor ? points : []) {
    const away = Math.hypot(
      (cursor?.x(point.x) ?? 0) - (cursor?.left ?? 0),
      (cursor?.y(point.y, point.axis) ?? 0) - (cursor?.top ?? 0),
    );
    if (away >= closest) continue;
    nearest = point;
    closest = away;
  }
  return nearest;
}

/** A layer that marks points, pointed at here or in a linked chart. */
export function markPoints(points: readonly Point[]): Layer {
  const marks = [0, 1].map((axis) => {
    const own = points.filter((point) => point.axis === axis);
    const [xs, ys] = [own.map(({ x }) => x), own.map(({ y }) => y)];
    return drawPoints({ xs, ys, axis, color: 'text', size: HOVER_SIZE });
  });
  return (painter) => {
    for (const mark of marks) mark(painter);
  };
}

function wordsRange(words: readonly string[]): Range {
  return { min: -0.5, max: words.length - 0.5 };
}

/** The range of the values with a margin, so that no point is cut off. */
function withAir(values: readonly number[]): Range {
  const { min, max } = extent(values);
  if (!(min <= max)) return { min: 0, max: 1 };
  const air = (max - min) * 0.05 || Math.abs(max) * 0.1 || 1;
  return { min: min - air, max: max + air };
}

/** The same as a linear function, from its values at two points: it is called for each date of each realization. */
export function linear(
  of: (value: number) => number,
  { min, max }: Range,
): (value: number) => number {
  const start = of(min);
  const step = (of(max) - start) / (max - min);
  return (value) => start + (value - min) * step;
}

import type { Annotation } from '../../../workbench/content/schema.ts';
import type { Box } from '../../../workbench/statistics/box.ts';
import type { PercentilesCount } from '../../../workbench/statistics/ranks.ts';
import { ink } from '../../charts/chart-theme.ts';
import { annotationLines, drawAnnotations } from '../../charts/layers/annotations.ts';
import { drawLines } from '../../charts/layers/lines.ts';
import type { Layer, Pen, Picture, YAxis } from '../../charts/picture.ts';
import { axisLabel, withUnit } from '../on-axes.ts';
import type { Spread, Spreads } from './spreads.ts';

export interface Shapes {
  readonly histogram: boolean;
  readonly box: boolean;
  readonly cumulative: boolean;
  readonly density: boolean;
  /** Whether the axis extends to thresholds outside the data. */
  readonly thresholds: boolean;
}

/** Share of the height for one ensemble's box above the rest. */
const BOX_SHARE = 0.13;
const BOXES_SHARE_MAX = 0.6;

/** The picture: bars of all ensembles in common bins, density and percentile curve over them, and box plots above. */
export function pictureOf(
  name: string,
  spreads: Spreads,
  shapes: Shapes,
  count: PercentilesCount,
  annotations: readonly Annotation[],
): Picture {
  const { edges, list, categories } = spreads;
  const hasBars = shapes.histogram || categories !== undefined;
  const lines = annotationLines(annotations, () => 'x');
  const hasBoxes = shapes.box && !categories;
  const hasMore = hasBars || shapes.cumulative || shapes.density;
  const boxes = hasBoxes ? (hasMore ? Math.min(BOXES_SHARE_MAX, list.length * BOX_SHARE) : 1) : 0;
  const counted = countAxis(spreads, shapes, hasBars, boxes);
  return {
    x: {
      kind: 'number',
      label: axisLabel(
        name,
        list.map(({ quantity }) => quantity),
      ),
      full: xRange(spreads, shapes, shapes.thresholds ? lines.map(({ value }) => value) : []),
      ...(categories && { words: categories }),
    },
    y: shapes.cumulative && !categories ? [counted, curveAxis(count, boxes)] : [counted],
    stops: centersOf(edges),
    layers: [
      ...(hasBars
        ? list.map((spread, i) => bars(edges, spread, categories ? [i, list.length] : [0, 1]))
        : []),
      ...(shapes.density && !categories
        ? list.map((spread) => density(spread, hasBars ? edges : null))
        : []),
      ...(shapes.cumulative && !categories ? list.map(curve) : []),
      ...(hasBoxes ? [drawBoxes(list.map(boxed), boxes)] : []),
      drawAnnotations(lines),
    ],
  };
}

const boxed = ({ quantity, box }: Spread) => ({ box, color: quantity.ensemble.color });

function bars(edges: Float64Array, { quantity, counts }: Spread, among: Bars['among']): Layer {
  return drawBars({ edges, heights: counts, color: quantity.ensemble.color, among });
}

function curve({ quantity, curve: { xs, ys } }: Spread): Layer {
  const { color } = quantity.ensemble;
  return drawLines({ xs, values: ys, rows: [0], step: false, axis: 1, color, width: 2 });
}

function density(spread: Spread, edges: Float64Array | null): Layer {
  const { xs } = spread.density;
  const values = densityHeights(spread, edges);
  const { color } = spread.quantity.ensemble;
  return drawLines({ xs, values, rows: [0], step: false, axis: 0, color, width: 2, dash: [6, 3] });
}

/** A density as it is; above bars with these edges as realizations per bin, so that it matches them. */
function densityHeights({ quantity, density: { ys } }: Spread, edges: Float64Array | null) {
  if (!edges) return ys;
  const width = (edges[1] ?? 0) - (edges[0] ?? 0);
  const count = quantity.values.filter((value) => !Number.isNaN(value)).length;
  return ys.map((y) => y * count * width);
}

/** "1/m3", "1/(Sm3/d)" */
const perUnit = (unit: string) => `1/${/[/ ]/.test(unit) ? `(${unit})` : unit}`;

/** The axis of bars, or that of a density without bars. */
function countAxis(
  { edges, list, categories }: Spreads,
  shapes: Shapes,
  hasBars: boolean,
  boxes: number,
): YAxis {
  const hasDensity = shapes.density && !categories;
  const heights = list.flatMap((spread) => [
    ...(hasBars ? spread.counts : []),
    ...(hasDensity ? densityHeights(spread, hasBars ? edges : null) : []),
  ]);
  const isDensity = hasDensity && !hasBars;
  const highest = (Math.max(isDensity ? 0 : 1, ...heights) || 1) * 1.05;
  const unit = list[0]?.quantity.unit;
  return {
    label: isDensity ? withUnit('Density', unit && perUnit(unit)) : 'Realizations',
    hidden: !hasBars && !hasDensity,
    counts: !isDensity,
    upTo: highest,
    range: () => ({ min: 0, max: boxes < 1 ? highest / (1 - boxes) : 1 }),
  };
}

function curveAxis(count: PercentilesCount, boxes: number): YAxis {
  return {
    label: count === 'exceedance' ? 'Exceeded by [%]' : 'Below [%]',
    upTo: 100,
    range: () => ({ min: 0, max: 102 / (1 - boxes) }),
  };
}

function xRange(
  { edges, list }: Spreads,
  { density: shown }: Shapes,
  thresholds: readonly number[],
) {
  const tails = shown ? list.flatMap(({ density: { xs } }) => [xs[0], xs.at(-1)]) : [];
  const ends = [edges[0], edges.at(-1), ...tails, ...thresholds].filter((end) => end !== undefined);
  if (ends.length === 0) return { min: 0, max: 1 };
  const [min, max] = [Math.min(...ends), Math.max(...ends)];
  const air = (max - min) * 0.03;
  return { min: min - air, max: max + air };
}

function centersOf(edges: Float64Array): Float64Array {
  return edges.subarray(1).map((edge, i) => (edge + (edges[i] ?? edge)) / 2);
}

interface Bars {
  /** Edges of the bins, ascending; one more than heights. */
  readonly edges: ArrayLike<number>;
  readonly heights: ArrayLike<number>;
  readonly color: string;
  /** Index and number of the bars side by side in each bin. A single bar fills its bin. */
  readonly among: readonly [place: number, count: number];
}

/** Share of a bin that bars side by side fill. */
const FILLED = 0.8;
const FILL_ALPHA = 0.45;

/** Draws bars from zero up to their heights. */
function drawBars({ edges, heights, color, among: [place, count] }: Bars): Layer {
  const [filled, before] = count > 1 ? [FILLED, (1 - FILLED) / 2] : [1, 0];
  const at = (i: number, share: number) => {
    const [from, to] = [edges[i] as number, edges[i + 1] as number];
    return from + (to - from) * (before + filled * share);
  };
  return ({ pen, theme, x, y, ratio }) => {
    pen.strokeStyle = ink(theme, color);
    pen.fillStyle = ink(theme, color, FILL_ALPHA);
    pen.lineWidth = ratio;
    const bottom = y(0);
    for (let i = 0; i < heights.length; i++) {
      const height = heights[i] as number;
      if (!(height > 0)) continue;
      const left = x(at(i, place / count)) + ratio / 2;
      const width = x(at(i, (place + 1) / count)) - left - ratio / 2;
      const top = y(height);
      pen.fillRect(left, top, width, bottom - top);
      pen.strokeRect(left, top, width, bottom - top);
    }
  };
}

const HALF_HEIGHT_MAX = 14;
const BOX_ALPHA = 0.25;

/** Draws box plots one below the other, in the upper `share` of the plotting area. */
function drawBoxes(
  boxes: readonly { readonly box: Box | undefined; readonly color: string }[],
  share: number,
): Layer {
  return ({ pen, theme, area, ratio, x }) => {
    const strip = (area.height * share) / Math.max(1, boxes.length);
    const half = Math.min(HALF_HEIGHT_MAX * ratio, strip * 0.32);
    boxes.forEach(({ box, color }, index) => {
      if (!box) return;
      const y = area.top + strip * (index + 0.5);
      pen.strokeStyle = ink(theme, color);
      pen.fillStyle = ink(theme, color, BOX_ALPHA);
      pen.lineWidth = 1.5 * ratio;
      pen.beginPath();
      line(pen, x(box.lowWhisker), y, x(box.q1), y);
      line(pen, x(box.q3), y, x(box.highWhisker), y);
      for (const end of [box.lowWhisker, box.highWhisker]) {
        line(pen, x(end), y - half / 2, x(end), y + half / 2);
      }
      pen.stroke();
      pen.fillRect(x(box.q1), y - half, x(box.q3) - x(box.q1), 2 * half);
      pen.strokeRect(x(box.q1), y - half, x(box.q3) - x(box.q1), 2 * half);
      pen.lineWidth = 2.5 * ratio;
      pen.beginPath();
      line(pen, x(box.median), y - half, x(box.median), y + half);
      pen.stroke();
      pen.lineWidth = 1.5 * ratio;
      for (const outlier of box.outliers) {
        pen.beginPath();
        pen.arc(x(outlier), y, 2 * ratio, 0, 2 * Math.PI);
        pen.stroke();
      }
    });
  };
}

function line(pen: Pen, x1: number, y1: number, x2: number, y2: number): void {
  pen.moveTo(x1, y1);
  pen.lineTo(x2, y2);
}

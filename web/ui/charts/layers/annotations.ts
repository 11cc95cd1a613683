import type { Annotation } from '../../../workbench/content/schema.ts';
import { ink } from '../chart-theme.ts';
import { formatNumber } from '../format.ts';
import type { Area, Layer, Painter } from '../picture.ts';

/** A line across a chart, with its name beside it. */
export interface AnnotationLine {
  readonly name: string;
  /** The colour as stored in the content. */
  readonly color: string;
  readonly scale: 'x' | 'y';
  /** The y axis of a line across `y`: 0 left, 1 right. */
  readonly axis: number;
  readonly value: number;
  /** Whether the name is shown at the edge if the line is outside the chart. */
  readonly atEdge: boolean;
}

/** The lines of annotations: date markers on the time axis, thresholds on the axis of their vector. */
export function annotationLines(
  annotations: readonly Annotation[],
  axisOf: (vector: string) => 'x' | number,
): readonly AnnotationLine[] {
  return annotations.map((annotation) => {
    const { name, color } = annotation;
    if (annotation.kind === 'dateMarker') {
      return {
        name,
        color,
        scale: 'x',
        axis: 0,
        value: Date.parse(annotation.date) / 1000,
        atEdge: false,
      };
    }
    const axis = axisOf(annotation.vector);
    return axis === 'x'
      ? { name, color, scale: 'x', axis: 0, value: annotation.value, atEdge: true }
      : { name, color, scale: 'y', axis, value: annotation.value, atEdge: true };
  });
}

/** Describes a chart's annotations, for screen readers; empty if there are none. */
export function annotationWords(annotations: readonly Annotation[]): string {
  const words = annotations.map((annotation) =>
    annotation.kind === 'dateMarker'
      ? ` Marker "${annotation.name}" on ${annotation.date}.`
      : ` Threshold "${annotation.name}" at ${formatNumber(annotation.value)}.`,
  );
  return words.join('');
}

const FONT_PX = 12;
const SURFACE_ALPHA = 0.85;

/**
 * Draws the lines, then their names where they cover no line and no other name. A threshold outside the chart has its
 * name and an arrow at the nearest edge.
 */
export function drawAnnotations(lines: readonly AnnotationLine[]): Layer {
  return (painter) => {
    const { pen, theme, ratio } = painter;
    const seen = lines.filter((line) => beyond(line, painter) === null);
    for (const line of seen) {
      pen.strokeStyle = ink(theme, line.color);
      pen.lineWidth = 1.5 * ratio;
      pen.setLineDash([6 * ratio, 4 * ratio]);
      pen.beginPath();
      const { left, top, width, height } = bar(line, painter, 0);
      pen.moveTo(left, top);
      pen.lineTo(left + width, top + height);
      pen.stroke();
    }
    pen.setLineDash([]);
    pen.font = theme.font.replace(/\d+/, (size) => String(Number(size) * ratio));
    pen.textAlign = 'left';
    pen.textBaseline = 'top';
    const taken: Box[] = seen.map((line) => bar(line, painter, 2 * ratio));
    const named = lines.filter((line) => line.atEdge || seen.includes(line));
    for (const line of named) {
      const name = nameAt(line, painter);
      const own = seen.indexOf(line);
      const others = taken.filter((_, i) => own < 0 || i !== own);
      const box = freeBox(nameBoxes(line, name, painter), others, painter.area, line.scale);
      taken.push(box);
      pen.fillStyle = ink(theme, 'surface', SURFACE_ALPHA);
      pen.fillRect(box.left, box.top, box.width, box.height);
      pen.fillStyle = ink(theme, line.color);
      pen.fillText(name, box.left + 2 * ratio, box.top + ratio);
    }
  };
}

/** The box that a line covers, with `half` its width on either side. */
function bar(line: AnnotationLine, { area, x, y }: Painter, half: number): Box {
  if (line.scale === 'x') {
    const at = x(line.value);
    return { left: at - half, top: area.top, width: 2 * half, height: area.height };
  }
  const at = y(line.value, line.axis);
  return { left: area.left, top: at - half, width: area.width, height: 2 * half };
}

/** On which side a line is outside the chart; null if it is visible. */
function beyond(line: AnnotationLine, { area, x, y }: Painter): 'before' | 'after' | null {
  const [at, from, size] =
    line.scale === 'x'
      ? [x(line.value), area.left, area.width]
      : [y(line.value, line.axis), area.top, area.height];
  if (at < from) return 'before';
  return at <= from + size ? null : 'after';
}

const ARROWS = {
  x: { before: '\u2190', after: '\u2192' },
  y: { before: '\u2191', after: '\u2193' },
};

function nameAt(line: AnnotationLine, painter: Painter): string {
  const where = beyond(line, painter);
  if (where === null) return line.name;
  const arrow = ARROWS[line.scale][where];
  return where === 'before' ? `${arrow} ${line.name}` : `${line.name} ${arrow}`;
}

/**
 * Where a name may stand, the best place first: right or left of a vertical line at the top, above or below a horizontal
 * one at the right. Never empty.
 */
function nameBoxes(
  line: AnnotationLine,
  name: string,
  { pen, area, ratio, x, y }: Painter,
): readonly [Box, ...Box[]] {
  const gap = 3 * ratio;
  const width = pen.measureText(name).width + 4 * ratio;
  const height = (FONT_PX + 3) * ratio;
  if (line.scale === 'x') {
    const at = within(x(line.value), area.left, area.width);
    const right = { left: at + gap, top: area.top + ratio, width, height };
    const left = { ...right, left: at - gap - width };
    if (right.left + width > area.left + area.width) return [left];
    return left.left >= area.left ? [right, left] : [right];
  }
  const at = within(y(line.value, line.axis), area.top, area.height);
  const above = {
    left: area.left + area.width - width - gap,
    top: at - gap - height,
    width,
    height,
  };
  const below = { ...above, top: at + gap };
  if (above.top < area.top) return [below];
  return below.top + height <= area.top + area.height ? [above, below] : [above];
}

/** Clamps a position; NaN, for example of 0 on a logarithmic axis, is at the end. */
function within(at: number, from: number, size: number): number {
  return at < from ? from : at <= from + size ? at : from + size;
}

export type Box = Area;

/**
 * The first of these boxes that can be moved to a place where it covers no other: down along a vertical line, to the left
 * along a horizontal one. Without such a place, to the right past other vertical lines; without that, the first box as it
 * is.
 */
export function freeBox(
  boxes: readonly [Box, ...Box[]],
  others: readonly Box[],
  area: Area,
  along: 'x' | 'y',
): Box {
  for (const mayPass of [false, true]) {
    for (const box of boxes) {
      const placed = moved(box, others, area, along, mayPass);
      if (placed) return placed;
    }
  }
  return boxes[0];
}

function moved(
  box: Box,
  others: readonly Box[],
  area: Area,
  along: 'x' | 'y',
  mayPass: boolean,
): Box | null {
  let placed = box;
  for (let tries = 0; tries <= others.length; tries++) {
    const covered = others.find((other) => overlap(placed, other));
    if (!covered) return placed;
    const isWholeHeight = covered.top <= area.top && covered.height >= area.height;
    if (along === 'y') placed = { ...placed, left: covered.left - placed.width - 1 };
    else if (mayPass && isWholeHeight)
      placed = { ...placed, left: covered.left + covered.width + 1 };
    else placed = { ...placed, top: covered.top + covered.height + 1 };
    const isInside =
      placed.top + placed.height <= area.top + area.height &&
      placed.left >= area.left &&
      placed.left + placed.width <= area.left + area.width;
    if (!isInside) return null;
  }
  return null;
}

function overlap(a: Box, b: Box): boolean {
  return (
    a.left < b.left + b.width &&
    b.left < a.left + a.width &&
    a.top < b.top + b.height &&
    b.top < a.top + a.height
  );
}

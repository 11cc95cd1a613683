import type { Annotation } from '../../../workbench/content/schema.ts';
import { ink } from '../chart-theme.ts';
import { formatNumber } from '../format.ts';
import type { Area, Layer, Painter } from '../picture.ts';

/** A line across a chart, with its name beside it. */
export interface AnnotationLine {
  readonly name: string;
  /** As the content holds it. */
  readonly color: string;
  readonly scale: 'x' | 'y';
  /** Of the axes at the sides, for a line across `y`. */
  readonly axis: number;
  readonly value: number;
}

/** Date markers stand on a time axis; thresholds lie across the axis of their vector. */
export function annotationLines(
  annotations: readonly Annotation[],
  axisOf: (vector: string) => 'x' | number,
): readonly AnnotationLine[] {
  return annotations.map((annotation) => {
    const { name, color } = annotation;
    if (annotation.kind === 'dateMarker') {
      return { name, color, scale: 'x', axis: 0, value: Date.parse(annotation.date) / 1000 };
    }
    const axis = axisOf(annotation.vector);
    return axis === 'x'
      ? { name, color, scale: 'x', axis: 0, value: annotation.value }
      : { name, color, scale: 'y', axis, value: annotation.value };
  });
}

/** The annotations of a chart for those who do not see it; empty if there are none. */
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

/** Draws the lines, then their names where no line and no other name is. */
export function drawAnnotations(lines: readonly AnnotationLine[]): Layer {
  return (painter) => {
    const { pen, theme, ratio } = painter;
    for (const line of lines) {
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
    const taken: Box[] = lines.map((line) => bar(line, painter, 2 * ratio));
    lines.forEach((line, index) => {
      const others = taken.filter((_, i) => i !== index);
      const box = freeBox(nameBox(line, painter), others, painter.area, line.scale);
      taken.push(box);
      pen.fillStyle = ink(theme, 'surface', SURFACE_ALPHA);
      pen.fillRect(box.left, box.top, box.width, box.height);
      pen.fillStyle = ink(theme, line.color);
      pen.fillText(line.name, box.left + 2 * ratio, box.top + ratio);
    });
  };
}

/** What a line covers, `half` to either side. */
function bar(line: AnnotationLine, { area, x, y }: Painter, half: number): Box {
  if (line.scale === 'x') {
    const at = x(line.value);
    return { left: at - half, top: area.top, width: 2 * half, height: area.height };
  }
  const at = y(line.value, line.axis);
  return { left: area.left, top: at - half, width: area.width, height: 2 * half };
}

/** Beside a vertical line at the top, over a horizontal one at the right; on the side where there is room. */
function nameBox(line: AnnotationLine, { pen, area, ratio, x, y }: Painter): Box {
  const gap = 3 * ratio;
  const width = pen.measureText(line.name).width + 4 * ratio;
  const height = (FONT_PX + 3) * ratio;
  if (line.scale === 'x') {
    const at = x(line.value);
    const fits = at + gap + width <= area.left + area.width;
    return { left: fits ? at + gap : at - gap - width, top: area.top + ratio, width, height };
  }
  const at = y(line.value, line.axis);
  const left = area.left + area.width - width - gap;
  const fits = at - gap - height >= area.top;
  return { left, top: fits ? at - gap - height : at + gap, width, height };
}

export type Box = Area;

/**
 * The box moved to the nearest place where it covers no other: down along a vertical line, to the left along a
 * horizontal one. Where there is no such place it stays.
 */
export function freeBox(box: Box, others: readonly Box[], area: Area, along: 'x' | 'y'): Box {
  let placed = box;
  for (let tries = 0; tries <= others.length; tries++) {
    const covered = others.find((other) => overlap(placed, other));
    if (!covered) return placed;
    placed =
      along === 'x'
        ? { ...placed, top: covered.top + covered.height + 1 }
        : { ...placed, left: covered.left - placed.width - 1 };
    const isInside =
      placed.top + placed.height <= area.top + area.height && placed.left >= area.left;
    if (!isInside) return box;
  }
  return box;
}

function overlap(a: Box, b: Box): boolean {
  return (
    a.left < b.left + b.width &&
    b.left < a.left + a.width &&
    a.top < b.top + b.height &&
    b.top < a.top + a.height
  );
}

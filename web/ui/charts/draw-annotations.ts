import type uPlot from 'uplot';
import type { Annotation } from '../../workbench/content/schema.ts';
import { type ChartTheme, canvasColor } from './chart-theme.ts';
import { formatNumber } from './format.ts';

/** A line across a chart, with its name beside it. */
interface Line {
  readonly name: string;
  readonly color: string;
  readonly scale: 'x' | 'y';
  readonly value: number;
}

/** Date markers stand on a time axis; thresholds lie across `thresholdScale`, the axis of their vector. */
export function annotationLines(
  annotations: readonly Annotation[],
  thresholdScale: 'x' | 'y',
): readonly Line[] {
  return annotations.map((annotation) =>
    annotation.kind === 'dateMarker'
      ? { ...annotation, scale: 'x', value: Date.parse(annotation.date) / 1000 }
      : { ...annotation, scale: thresholdScale },
  );
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

/** Draws lines over the chart, clipped to its plotting area. */
export function drawLines(lines: readonly Line[], theme: ChartTheme): (chart: uPlot) => void {
  return (chart) => {
    const { ctx, bbox } = chart;
    const { left, top, width, height } = bbox;
    const ratio = devicePixelRatio;
    ctx.save();
    ctx.beginPath();
    ctx.rect(left, top, width, height);
    ctx.clip();
    ctx.font = theme.font.replace(/\d+/, (size) => String(Number(size) * ratio));
    for (const { name, color, scale, value } of lines) {
      const at = chart.valToPos(value, scale, true);
      ctx.strokeStyle = ctx.fillStyle = canvasColor(theme, color);
      ctx.lineWidth = 1.5 * ratio;
      ctx.setLineDash([6 * ratio, 4 * ratio]);
      ctx.beginPath();
      if (scale === 'x') {
        ctx.moveTo(at, top);
        ctx.lineTo(at, top + height);
      } else {
        ctx.moveTo(left, at);
        ctx.lineTo(left + width, at);
      }
      ctx.stroke();
      writeName(
        ctx,
        name,
        scale === 'x' ? at : left + width,
        scale === 'x' ? top : at,
        bbox,
        ratio,
      );
    }
    ctx.restore();
  };
}

/** Beside a vertical line at the top, over a horizontal one at the right; on the side where there is room. */
function writeName(
  ctx: CanvasRenderingContext2D,
  name: string,
  x: number,
  y: number,
  bbox: uPlot.BBox,
  ratio: number,
): void {
  const gap = 4 * ratio;
  const { width } = ctx.measureText(name);
  const fitsRight = x + gap + width <= bbox.left + bbox.width;
  ctx.textAlign = fitsRight ? 'left' : 'right';
  const below = y - bbox.top < 16 * ratio;
  ctx.textBaseline = below ? 'top' : 'bottom';
  ctx.fillText(name, fitsRight ? x + gap : x - gap, below ? y + gap : y - gap);
}

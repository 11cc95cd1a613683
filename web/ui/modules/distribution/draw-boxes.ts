import type uPlot from 'uplot';
import { type ChartTheme, canvasColor, withAlpha } from '../../charts/chart-theme.ts';
import type { Spread } from './histograms.ts';

const MAX_HALF_HEIGHT = 14;

/** Draws box plots in the upper `share` of the plotting area, one below the other. */
export function drawBoxes(
  list: readonly Spread[],
  share: number,
  theme: ChartTheme,
): (chart: uPlot) => void {
  return (chart) => {
    const { ctx, bbox } = chart;
    const ratio = devicePixelRatio;
    const strip = (bbox.height * share) / Math.max(1, list.length);
    const half = Math.min(MAX_HALF_HEIGHT * ratio, strip * 0.32);
    ctx.save();
    ctx.lineWidth = 1.5 * ratio;
    list.forEach(({ quantity, box }, index) => {
      if (!box) return;
      const y = bbox.top + strip * (index + 0.5);
      const x = (value: number) => chart.valToPos(value, 'x', true);
      const color = canvasColor(theme, quantity.ensemble.color);
      ctx.strokeStyle = color;
      ctx.fillStyle = withAlpha(color, 0.25);
      ctx.beginPath();
      line(ctx, x(box.lowWhisker), y, x(box.q1), y);
      line(ctx, x(box.q3), y, x(box.highWhisker), y);
      for (const end of [box.lowWhisker, box.highWhisker]) {
        line(ctx, x(end), y - half / 2, x(end), y + half / 2);
      }
      ctx.stroke();
      ctx.fillRect(x(box.q1), y - half, x(box.q3) - x(box.q1), 2 * half);
      ctx.strokeRect(x(box.q1), y - half, x(box.q3) - x(box.q1), 2 * half);
      ctx.lineWidth = 2.5 * ratio;
      ctx.beginPath();
      line(ctx, x(box.median), y - half, x(box.median), y + half);
      ctx.stroke();
      ctx.lineWidth = 1.5 * ratio;
      for (const outlier of box.outliers) {
        ctx.beginPath();
        ctx.arc(x(outlier), y, 2 * ratio, 0, 2 * Math.PI);
        ctx.stroke();
      }
    });
    ctx.restore();
  };
}

function line(ctx: CanvasRenderingContext2D, x1: number, y1: number, x2: number, y2: number): void {
  ctx.moveTo(x1, y1);
  ctx.lineTo(x2, y2);
}

import type uPlot from 'uplot';
import { type ChartTheme, canvasColor } from '../../charts/chart-theme.ts';
import type { Cloud } from './clouds.ts';

/** Draws the least-squares line of each ensemble across the plotting area. */
export function drawFits(list: readonly Cloud[], theme: ChartTheme): (chart: uPlot) => void {
  return (chart) => {
    const { ctx, bbox } = chart;
    const { min = 0, max = 1 } = chart.scales.x ?? {};
    ctx.save();
    ctx.beginPath();
    ctx.rect(bbox.left, bbox.top, bbox.width, bbox.height);
    ctx.clip();
    ctx.lineWidth = 1.5 * devicePixelRatio;
    for (const { ensemble, correlation } of list) {
      const { slope, intercept } = correlation;
      if (Number.isNaN(slope)) continue;
      const y = (x: number) => chart.valToPos(intercept + slope * x, 'y', true);
      ctx.strokeStyle = canvasColor(theme, ensemble.color);
      ctx.beginPath();
      ctx.moveTo(bbox.left, y(min));
      ctx.lineTo(bbox.left + bbox.width, y(max));
      ctx.stroke();
    }
    ctx.restore();
  };
}

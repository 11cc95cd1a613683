import type uPlot from 'uplot';
import type { ChartTheme } from './chart-theme.ts';
import type { Area, Painter, Pen } from './picture.ts';

/** Names of uPlot's scales for the axes at the left and at the right. */
export const Y_SCALES = ['y', 'y2'] as const;

/** Draws where uPlot's axes say, `down` CSS pixels lower, with any pen. `ratio`: pixels of the pen for one of CSS. */
export function painterOf(
  chart: uPlot,
  pen: Pen,
  theme: ChartTheme,
  ratio: number,
  down = 0,
): Painter {
  const shrink = ratio / devicePixelRatio;
  const area: Area = {
    left: chart.bbox.left * shrink,
    top: chart.bbox.top * shrink + down * ratio,
    width: chart.bbox.width * shrink,
    height: chart.bbox.height * shrink,
  };
  const { min = 0, max = 1 } = chart.scales.x ?? {};
  const x = placing(chart.scales.x, area.left, area.width);
  const ys = Y_SCALES.map((name) =>
    placing(chart.scales[name], area.top + area.height, -area.height),
  );
  return {
    pen,
    theme,
    ratio,
    area,
    view: { min, max },
    x,
    y: (value, axis = 0) => ys[axis]?.(value) ?? Number.NaN,
  };
}

/** uPlot's own `valToPos` without its look-ups, since lines have hundreds of thousands of points. */
function placing(
  scale: uPlot.Scale | undefined,
  start: number,
  length: number,
): (value: number) => number {
  const { min = 0, max = 1, distr } = scale ?? {};
  if (distr === 3) {
    const low = Math.log10(min);
    const step = length / (Math.log10(max) - low);
    // What has no logarithm lies far below, so that a line falls out of the picture there.
    return (value) => (value > 0 ? start + (Math.log10(value) - low) * step : start - length * 9);
  }
  const step = length / (max - min);
  return (value) => start + (value - min) * step;
}

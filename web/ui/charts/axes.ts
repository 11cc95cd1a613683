import uPlot from 'uplot';
import type { ChartTheme } from './chart-theme.ts';
import { formatCompact } from './format.ts';

/** Dates in the data are days without a place, so charts show them as UTC everywhere. */
export const utcDate = (seconds: number): Date => uPlot.tzDate(new Date(seconds * 1000), 'Etc/UTC');

/** Axes in the interface's colours, with short numbers; `x` may be of time. */
export function axes(
  theme: ChartTheme,
  x: uPlot.Axis & { time?: boolean },
  y: uPlot.Axis,
): uPlot.Axis[] {
  const look: uPlot.Axis = {
    stroke: theme.muted,
    font: theme.font,
    labelFont: theme.font,
    labelGap: 4,
    labelSize: 20,
    gap: 4,
    grid: { stroke: theme.grid, width: 1 },
    ticks: { stroke: theme.grid, width: 1, size: 4 },
  };
  const numbers: uPlot.Axis = {
    values: (_, splits) => splits.map((value) => (value === null ? '' : formatCompact(value))),
  };
  return [
    { ...look, size: 28, ...(x.time ? {} : numbers), ...x },
    { ...look, size: axisWidth, ...numbers, ...y },
  ];
}

/** As wide as the longest label, so that nothing is cut and nothing is wasted. */
function axisWidth(plot: uPlot, values: string[] | null): number {
  const longest = Math.max(0, ...(values ?? []).map((value) => value?.length ?? 0));
  plot.ctx.font = plot.axes[1]?.font?.[0] ?? '12px sans-serif';
  return Math.ceil(longest * 7 + 14);
}

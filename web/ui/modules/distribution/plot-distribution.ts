import uPlot from 'uplot';
import type { Annotation } from '../../../workbench/content/schema.ts';
import { axes } from '../../charts/axes.ts';
import type { Plot } from '../../charts/chart.tsx';
import { canvasColor, withAlpha } from '../../charts/chart-theme.ts';
import { annotationLines, drawLines } from '../../charts/draw-annotations.ts';
import { axisLabel } from '../quantity.ts';
import { drawBoxes } from './draw-boxes.ts';
import type { Spreads } from './histograms.ts';

export interface ShapesShown {
  readonly histogram: boolean;
  readonly box: boolean;
}

const BAR_ALPHA = 0.45;
/** Share of the height that one ensemble's box takes above the bars. */
const BOX_SHARE = 0.13;

/** Bars of all ensembles over the same bins, and above them a box for each. */
export function plotDistribution(
  name: string,
  { edges, list }: Spreads,
  { histogram, box }: ShapesShown,
  annotations: readonly Annotation[],
): Plot {
  return (theme) => {
    const low = edges[0] ?? 0;
    const high = edges.at(-1) ?? 1;
    const centers = edges.subarray(1).map((edge, i) => (edge + (edges[i] ?? edge)) / 2);
    const bars = uPlot.paths.bars?.({ size: [1, Number.POSITIVE_INFINITY], gap: 1 });
    const series = list.map(({ quantity }): uPlot.Series => {
      const color = canvasColor(theme, quantity.ensemble.color);
      return {
        show: histogram,
        stroke: color,
        fill: withAlpha(color, BAR_ALPHA),
        width: 1,
        ...(bars && { paths: bars }),
        points: { show: false },
      };
    });
    const highest = histogram ? Math.max(1, ...list.flatMap(({ counts }) => [...counts])) : 1;
    const boxes = box ? Math.min(0.6, list.length * BOX_SHARE) : 0;
    const top = histogram ? (highest * 1.05) / (1 - boxes) : 1;
    const air = (high - low) * 0.03;
    const lines = annotationLines(annotations, 'x');
    const xs = [low - air, high + air, ...lines.map(({ value }) => value)];
    const [first] = list;
    /** The count axis ends with the bars; above them stand the boxes. */
    const besideBars: uPlot.Axis.Filter = (_, splits) =>
      splits.map((split) => (split <= highest * 1.05 ? split : null));
    const options = {
      series: [{}, ...series],
      scales: {
        x: { time: false, range: [Math.min(...xs), Math.max(...xs)] as [number, number] },
        y: { range: [0, top] as [number, number] },
      },
      axes: axes(
        theme,
        { label: first ? axisLabel(name, first.quantity) : name, labelSize: 20 },
        {
          show: histogram,
          label: 'Realizations',
          incrs: [1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 2000, 5000],
          filter: besideBars,
          grid: { stroke: theme.grid, width: 1, filter: besideBars },
          ticks: { stroke: theme.grid, width: 1, size: 4, filter: besideBars },
        },
      ),
      hooks: {
        draw: [
          ...(box ? [drawBoxes(list, histogram ? boxes : 1, theme)] : []),
          drawLines(lines, theme),
        ],
      },
    };
    return { options, data: [centers, ...list.map(({ counts }) => counts)] as uPlot.AlignedData };
  };
}

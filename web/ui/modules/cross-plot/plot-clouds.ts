import type uPlot from 'uplot';
import type { Annotation } from '../../../workbench/content/schema.ts';
import { axes } from '../../charts/axes.ts';
import type { Plot } from '../../charts/chart.tsx';
import { canvasColor, withAlpha } from '../../charts/chart-theme.ts';
import { annotationLines, drawLines } from '../../charts/draw-annotations.ts';
import { axisLabel } from '../quantity.ts';
import type { Clouds, Point } from './clouds.ts';
import { drawFits } from './draw-fits.ts';
import { nearestPoint } from './nearest-point.ts';

const POINT_SIZE = 7;
const HOVER_SIZE = 12;

/** Points of all ensembles, the least-squares line of each, and the thresholds of the response. */
export function plotClouds(
  names: { readonly parameter: string; readonly vector: string },
  clouds: Clouds,
  annotations: readonly Annotation[],
  onHover: (point: Point | null) => void,
): Plot {
  const { points, list } = clouds;
  const { categories } = clouds.x;
  return (theme) => {
    const columns = list.map(({ ensemble }) =>
      points.map((point) => (point.ensemble === ensemble ? point.y : null)),
    );
    const lines = annotationLines(annotations, 'y');
    const values = [...points.map(({ y }) => y), ...lines.map(({ value }) => value)];
    const series = list.map(({ ensemble }): uPlot.Series => {
      const color = canvasColor(theme, ensemble.color);
      const look = { stroke: color, fill: withAlpha(color, 0.55), width: 1 };
      return { ...look, paths: () => null, points: { show: true, size: POINT_SIZE, ...look } };
    });
    const options = {
      series: [{}, ...series],
      scales: {
        x: { time: false, range: xRange(clouds) },
        y: { range: withAir(values) },
      },
      axes: axes(
        theme,
        {
          label: axisLabel(names.parameter, clouds.x),
          ...(categories && {
            splits: categories.map((_, place) => place),
            values: [...categories],
            grid: { show: false },
          }),
        },
        { label: axisLabel(names.vector, clouds.y) },
      ),
      cursor: {
        x: false,
        points: { size: HOVER_SIZE },
        dataIdx: nearestPoint(clouds, onHover),
      },
      hooks: { draw: [drawFits(list, theme), drawLines(lines, theme)] },
    };
    return { options, data: [points.map(({ x }) => x), ...columns] as uPlot.AlignedData };
  };
}

function xRange({ points, x: { categories } }: Clouds): [number, number] {
  return categories ? [-0.5, categories.length - 0.5] : withAir(points.map(({ x }) => x));
}

/** All values with a little air around them, so that no point is cut. */
function withAir(values: readonly number[]): [number, number] {
  const low = Math.min(...values);
  const high = Math.max(...values);
  if (!(low <= high)) return [0, 1];
  const air = (high - low) * 0.05 || Math.abs(high) * 0.1 || 1;
  return [low - air, high + air];
}

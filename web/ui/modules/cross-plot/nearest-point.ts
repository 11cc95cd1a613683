import type uPlot from 'uplot';
import type { Clouds, Point } from './clouds.ts';

/** Farthest distance in CSS pixels at which a point counts as meant. */
const REACH = 40;

/**
 * For uPlot's cursor: only the point nearest to the pointer is marked, whichever ensemble it is of.
 * uPlot asks once for each series, beginning with the first; series are in the order of `clouds.list`.
 */
export function nearestPoint(
  { points, list }: Clouds,
  onHover: (point: Point | null) => void,
): uPlot.Cursor.DataIdxRefiner {
  let nearest = -1;
  return (chart, seriesIndex) => {
    if (seriesIndex === 0) {
      nearest = indexOfNearest(chart, points);
      onHover(points[nearest] ?? null);
    }
    const own = list[seriesIndex - 1]?.ensemble === points[nearest]?.ensemble;
    return seriesIndex > 0 && nearest >= 0 && own ? nearest : null;
  };
}

function indexOfNearest(chart: uPlot, points: readonly Point[]): number {
  const { left = -1, top = -1 } = chart.cursor;
  let best = -1;
  let closest = REACH;
  points.forEach(({ x, y }, index) => {
    const distance = Math.hypot(chart.valToPos(x, 'x') - left, chart.valToPos(y, 'y') - top);
    if (distance >= closest) return;
    best = index;
    closest = distance;
  });
  return best;
}

import { ink } from '../chart-theme.ts';
import type { Layer } from '../picture.ts';

export interface Bars {
  /** Edges of bins, ascending; one more than there are heights. */
  readonly edges: ArrayLike<number>;
  readonly heights: ArrayLike<number>;
  readonly color: string;
}

const FILL_ALPHA = 0.45;

/** Bars that stand on zero, from edge to edge. */
export function drawBars({ edges, heights, color }: Bars): Layer {
  return ({ pen, theme, x, y, ratio }) => {
    pen.strokeStyle = ink(theme, color);
    pen.fillStyle = ink(theme, color, FILL_ALPHA);
    pen.lineWidth = ratio;
    const bottom = y(0);
    for (let i = 0; i < heights.length; i++) {
      const height = heights[i] as number;
      if (!(height > 0)) continue;
      const left = x(edges[i] as number) + ratio / 2;
      const width = x(edges[i + 1] as number) - left - ratio / 2;
      const top = y(height);
      pen.fillRect(left, top, width, bottom - top);
      pen.strokeRect(left, top, width, bottom - top);
    }
  };
}

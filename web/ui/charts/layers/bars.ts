import type { Box } from '../../../workbench/statistics/box.ts';
import { ink } from '../chart-theme.ts';
import type { Layer, Pen } from '../picture.ts';

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

const HALF_HEIGHT_MAX = 14;
const BOX_ALPHA = 0.25;

/** Draws box plots in the upper `share` of the plotting area, one below the other. */
export function drawBoxes(
  boxes: readonly { readonly box: Box | undefined; readonly color: string }[],
  share: number,
): Layer {
  return ({ pen, theme, area, ratio, x }) => {
    const strip = (area.height * share) / Math.max(1, boxes.length);
    const half = Math.min(HALF_HEIGHT_MAX * ratio, strip * 0.32);
    boxes.forEach(({ box, color }, index) => {
      if (!box) return;
      const y = area.top + strip * (index + 0.5);
      pen.strokeStyle = ink(theme, color);
      pen.fillStyle = ink(theme, color, BOX_ALPHA);
      pen.lineWidth = 1.5 * ratio;
      pen.beginPath();
      line(pen, x(box.lowWhisker), y, x(box.q1), y);
      line(pen, x(box.q3), y, x(box.highWhisker), y);
      for (const end of [box.lowWhisker, box.highWhisker]) {
        line(pen, x(end), y - half / 2, x(end), y + half / 2);
      }
      pen.stroke();
      pen.fillRect(x(box.q1), y - half, x(box.q3) - x(box.q1), 2 * half);
      pen.strokeRect(x(box.q1), y - half, x(box.q3) - x(box.q1), 2 * half);
      pen.lineWidth = 2.5 * ratio;
      pen.beginPath();
      line(pen, x(box.median), y - half, x(box.median), y + half);
      pen.stroke();
      pen.lineWidth = 1.5 * ratio;
      for (const outlier of box.outliers) {
        pen.beginPath();
        pen.arc(x(outlier), y, 2 * ratio, 0, 2 * Math.PI);
        pen.stroke();
      }
    });
  };
}

function line(pen: Pen, x1: number, y1: number, x2: number, y2: number): void {
  pen.moveTo(x1, y1);
  pen.lineTo(x2, y2);
}

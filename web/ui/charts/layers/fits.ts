import { ink } from '../chart-theme.ts';
import type { Layer } from '../picture.ts';

/** The line `y = intercept + slope * x`. */
export interface Fit {
  readonly slope: number;
  readonly intercept: number;
  readonly color: string;
}

/** Draws lines across the plotting area; those without a slope are left out. */
export function drawFits(fits: readonly Fit[]): Layer {
  return ({ pen, theme, ratio, view, x, y }) => {
    pen.lineWidth = 1.5 * ratio;
    for (const { slope, intercept, color } of fits) {
      if (Number.isNaN(slope)) continue;
      pen.strokeStyle = ink(theme, color);
      pen.beginPath();
      pen.moveTo(x(view.min), y(intercept + slope * view.min));
      pen.lineTo(x(view.max), y(intercept + slope * view.max));
      pen.stroke();
    }
  };
}

import { ink } from '../chart-theme.ts';
import type { Layer } from '../picture.ts';

/** Connected points in their own order. Those of path `row` start at `row * times`; NaN means no point. */
export interface Paths {
  readonly xs: Float64Array;
  readonly ys: Float64Array;
  readonly times: number;
  readonly rows: ArrayLike<number>;
  readonly axis: number;
  readonly color: string;
  readonly width: number;
  readonly alpha: number;
}

export function drawPaths({ xs, ys, times, rows, axis, color, width, alpha }: Paths): Layer {
  return ({ pen, theme, ratio, x, yOf }) => {
    const y = yOf(axis);
    pen.strokeStyle = ink(theme, color, alpha);
    pen.lineWidth = width * ratio;
    pen.lineJoin = 'round';
    for (let i = 0; i < rows.length; i++) {
      const start = (rows[i] as number) * times;
      let isBegun = false;
      pen.beginPath();
      for (let at = start; at < start + times; at++) {
        const left = x(xs[at] as number);
        const top = y(ys[at] as number);
        if (Number.isNaN(left) || Number.isNaN(top)) continue;
        if (isBegun) pen.lineTo(left, top);
        else pen.moveTo(left, top);
        isBegun = true;
      }
      pen.stroke();
    }
  };
}

/** The line `y = intercept + slope * x`. */
export interface Fit {
  readonly slope: number;
  readonly intercept: number;
  readonly axis: number;
  readonly color: string;
}

/** Draws the lines across the plotting area, without those whose slope is NaN. */
export function drawFits(fits: readonly Fit[]): Layer {
  return ({ pen, theme, ratio, view, x, y }) => {
    pen.lineWidth = 1.5 * ratio;
    for (const { slope, intercept, axis, color } of fits) {
      if (Number.isNaN(slope)) continue;
      pen.strokeStyle = ink(theme, color);
      pen.beginPath();
      pen.moveTo(x(view.min), y(intercept + slope * view.min, axis));
      pen.lineTo(x(view.max), y(intercept + slope * view.max, axis));
      pen.stroke();
    }
  };
}

export interface Points {
  readonly xs: ArrayLike<number>;
  readonly ys: ArrayLike<number>;
  readonly color: string;
  /** Colours of single points; absent: `color`. */
  readonly colors?: readonly string[];
  /** Diameter in CSS pixels. */
  readonly size: number;
  readonly axis?: number;
  /** Half the length of each point's error bar, in values. */
  readonly errors?: ArrayLike<number>;
}

const FILL_ALPHA = 0.55;

/** Draws round points, with error bars if there are errors. NaN means no point. */
export function drawPoints(points: Points): Layer {
  const { xs, ys, color, colors, size, axis = 0, errors } = points;
  return ({ pen, theme, x, y, ratio }) => {
    const radius = (size / 2) * ratio;
    pen.lineWidth = ratio;
    for (let i = 0; i < xs.length; i++) {
      const value = ys[i] as number;
      const left = x(xs[i] as number);
      const top = y(value, axis);
      if (Number.isNaN(top) || Number.isNaN(left)) continue;
      const own = colors?.[i] ?? color;
      pen.strokeStyle = ink(theme, own);
      pen.fillStyle = ink(theme, own, FILL_ALPHA);
      pen.beginPath();
      const error = errors?.[i];
      if (error) {
        pen.moveTo(left, y(value - error, axis));
        pen.lineTo(left, y(value + error, axis));
        for (const end of [value - error, value + error]) {
          pen.moveTo(left - radius, y(end, axis));
          pen.lineTo(left + radius, y(end, axis));
        }
        pen.stroke();
        pen.beginPath();
      }
      pen.arc(left, top, radius, 0, 2 * Math.PI);
      pen.fill();
      pen.stroke();
    }
  };
}

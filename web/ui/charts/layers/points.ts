import { ink } from '../chart-theme.ts';
import type { Layer } from '../picture.ts';

export interface Points {
  readonly xs: ArrayLike<number>;
  readonly ys: ArrayLike<number>;
  readonly color: string;
  /** Of single points; the common one without. */
  readonly colors?: readonly string[];
  /** Diameter in CSS pixels. */
  readonly size: number;
  readonly axis?: number;
  /** Half the length of each point's error bar, in values. */
  readonly errors?: ArrayLike<number>;
}

const FILL_ALPHA = 0.55;

/** Round points, with error bars where they have some. NaN is no point. */
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

import { ink } from '../chart-theme.ts';
import type { Layer, Painter, Pen } from '../picture.ts';

/** Lines with common x values. The values of line `row` start at `row * xs.length`; NaN means no point. */
export interface Lines {
  readonly xs: Float64Array;
  readonly values: Float64Array;
  readonly rows: ArrayLike<number>;
  /** Whether a value holds until the next one. */
  readonly step: boolean;
  readonly axis: number;
  readonly color: string;
  /** Colours of single lines, by their index in `rows`; absent: `color`. */
  readonly colors?: readonly string[];
  readonly width: number;
  readonly alpha?: number;
  readonly dash?: readonly number[];
}

/** Draws each line through its own points, however far apart they are. */
export function drawLines(lines: Lines): Layer {
  const { rows, color, colors, width, alpha = 1, dash = [] } = lines;
  return (painter) => {
    const { pen, ratio, theme } = painter;
    const place = placed(lines, painter);
    pen.lineWidth = width * ratio;
    pen.lineJoin = 'round';
    pen.setLineDash(dash.map((length) => length * ratio));
    pen.strokeStyle = ink(theme, color, alpha);
    for (let i = 0; i < rows.length; i++) {
      if (colors) pen.strokeStyle = ink(theme, colors[i] ?? color, alpha);
      pen.beginPath();
      trace(pen, place, (rows[i] as number) * lines.xs.length);
      pen.stroke();
    }
    pen.setLineDash([]);
  };
}

/** If points are closer than this, steps of many lines look like vertical stripes, so straight lines are drawn instead. */
const STEP_SEEN_PX = 8;

interface Placed {
  readonly values: Float64Array;
  readonly step: boolean;
  readonly from: number;
  readonly to: number;
  readonly px: Float64Array;
  y(this: void, value: number): number;
}

function placed({ xs, values, rows, step, axis }: Lines, painter: Painter): Placed {
  const { min, max } = painter.view;
  let from = 0;
  let to = xs.length - 1;
  while (from < to && (xs[from + 1] as number) <= min) from++;
  while (to > from && (xs[to - 1] as number) >= max) to--;
  const px = xs.map((x) => painter.x(x));
  const distance = ((px[to] as number) - (px[from] as number)) / Math.max(1, to - from);
  const isSeen = rows.length === 1 || distance > STEP_SEEN_PX * painter.ratio;
  return { values, step: step && isSeen, from, to, px, y: painter.yOf(axis) };
}

/**
 * Draws a line. Plain variables, because this runs for hundreds of thousands of points before it is compiled. Starts at the last point before the view and ends at the first one after it, because lines continue to both. */
function trace(pen: Pen, { values, step, from, to, px, y }: Placed, start: number): void {
  let first = from;
  while (first > 0 && Number.isNaN(values[start + first])) first--;
  let last = to;
  while (last < px.length - 1 && Number.isNaN(values[start + last])) last++;
  let before = Number.NaN;
  for (let i = first; i <= last; i++) {
    const value = values[start + i] as number;
    if (Number.isNaN(value)) continue;
    const left = px[i] as number;
    const top = y(value);
    if (Number.isNaN(before)) pen.moveTo(left, top);
    else {
      if (step) pen.lineTo(left, before);
      pen.lineTo(left, top);
    }
    before = top;
  }
}

export interface Band {
  readonly xs: Float64Array;
  readonly low: Float64Array;
  readonly high: Float64Array;
  readonly step: boolean;
  readonly axis: number;
  readonly color: string;
  readonly alpha: number;
}

/** The area between two lines, where both have values. */
export function drawBand({ xs, low, high, step, axis, color, alpha }: Band): Layer {
  return ({ pen, theme, x, yOf }) => {
    const y = yOf(axis);
    pen.fillStyle = ink(theme, color, alpha);
    pen.beginPath();
    const has = (i: number) => !Number.isNaN(low[i]) && !Number.isNaN(high[i]);
    for (let start = 0; start < xs.length; start++) {
      if (!has(start)) continue;
      let end = start;
      while (end + 1 < xs.length && has(end + 1)) end++;
      edge(high, start, end, 1);
      edge(low, end, start, -1);
      pen.closePath();
      start = end;
    }
    pen.fill();

    function edge(values: Float64Array, from: number, to: number, by: 1 | -1): void {
      for (let i = from; i !== to + by; i += by) {
        const left = x(xs[i] as number);
        const top = y(values[i] as number);
        const isFirst = i === from;
        if (isFirst && by === 1) pen.moveTo(left, top);
        else {
          if (step && !isFirst) {
            if (by === 1) pen.lineTo(left, y(values[i - 1] as number));
            else pen.lineTo(x(xs[i + 1] as number), top);
          }
          pen.lineTo(left, top);
        }
      }
    }
  };
}

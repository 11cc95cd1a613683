import type uPlot from 'uplot';
import type { ChartTheme } from './chart-theme.ts';
import type { Area, Layer, Painter, Pen } from './picture.ts';

/** Names of uPlot's scales for the axes at the left and at the right. */
export const Y_SCALES = ['y', 'y2'] as const;

/** Draws where uPlot's axes say, `down` CSS pixels lower, with any pen. `ratio`: pixels of the pen for one of CSS. */
export function painterOf(
  chart: uPlot,
  pen: Pen,
  theme: ChartTheme,
  ratio: number,
  down = 0,
): Painter {
  const shrink = ratio / devicePixelRatio;
  const area: Area = {
    left: chart.bbox.left * shrink,
    top: chart.bbox.top * shrink + down * ratio,
    width: chart.bbox.width * shrink,
    height: chart.bbox.height * shrink,
  };
  const { min = 0, max = 1 } = chart.scales.x ?? {};
  const x = placing(chart.scales.x, area.left, area.width);
  const ys = Y_SCALES.map((name) =>
    placing(chart.scales[name], area.top + area.height, -area.height),
  );
  return {
    pen,
    theme,
    ratio,
    area,
    view: { min, max },
    x,
    y: (value, axis = 0) => ys[axis]?.(value) ?? Number.NaN,
  };
}

/** uPlot's own `valToPos` without its look-ups, since lines have hundreds of thousands of points. */
function placing(
  scale: uPlot.Scale | undefined,
  start: number,
  length: number,
): (value: number) => number {
  const { min = 0, max = 1, distr } = scale ?? {};
  if (distr === 3) {
    const low = Math.log10(min);
    const step = length / (Math.log10(max) - low);
    // What has no logarithm lies far below, so that a line falls out of the picture there.
    return (value) => (value > 0 ? start + (Math.log10(value) - low) * step : start - length * 9);
  }
  const step = length / (max - min);
  return (value) => start + (value - min) * step;
}

/** A second canvas over uPlot's: what follows the pointer is drawn on it, and the picture below stays as it is. */
export class Overlay {
  readonly #chart: uPlot;
  readonly #canvas = document.createElement('canvas');
  layer: Layer | null;

  constructor(chart: uPlot, layer: Layer | null = null) {
    this.#chart = chart;
    this.layer = layer;
    this.#canvas.className = 'chart-overlay';
    chart.root.querySelector('.u-wrap')?.append(this.#canvas);
  }

  draw(layer: Layer | null, theme: ChartTheme): void {
    this.layer = layer;
    const { canvas } = this.#chart.ctx;
    const own = this.#canvas;
    const isNew = own.width !== canvas.width || own.height !== canvas.height;
    if (isNew) {
      own.width = canvas.width;
      own.height = canvas.height;
    }
    const pen = own.getContext('2d');
    if (!pen) return;
    pen.clearRect(0, 0, own.width, own.height);
    if (!layer) return;
    const { left, top, width, height } = this.#chart.bbox;
    pen.save();
    pen.beginPath();
    pen.rect(left, top, width, height);
    pen.clip();
    layer(painterOf(this.#chart, pen, theme, devicePixelRatio));
    pen.restore();
  }
}

/** Where the pointer or the keyboard is in a chart. Lengths are CSS pixels in its plotting area. */
export interface ChartCursor {
  /** Place of the nearest stop. */
  readonly index: number;
  readonly left: number;
  readonly top: number;
  readonly isRight: boolean;
  /** The value at the cursor's height. */
  value(axis: number): number;
  x(value: number): number;
  y(value: number, axis?: number): number;
}

/** Null outside of the plotting area. */
export function cursorOf(chart: uPlot): ChartCursor | null {
  const { idx, left = -1, top = -1 } = chart.cursor;
  if (idx === null || idx === undefined || left < 0) return null;
  return {
    index: idx,
    left,
    top,
    isRight: left > chart.over.clientWidth / 2,
    value: (axis) => chart.posToVal(top, Y_SCALES[axis] ?? 'y'),
    x: (value) => chart.valToPos(value, 'x'),
    y: (value, axis = 0) => chart.valToPos(value, Y_SCALES[axis] ?? 'y'),
  };
}

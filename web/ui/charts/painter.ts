import type uPlot from 'uplot';
import type { ChartTheme } from './chart-theme.ts';
import type { Area, Layer, Painter, Pen } from './picture.ts';

/** Names of uPlot's scales for the left and right axes. */
export const Y_SCALES = ['y', 'y2'] as const;

/**
 * A painter with the coordinates of uPlot's axes, for any pen.
 * @param ratio pen pixels per CSS pixel
 * @param down moves the drawing down, in CSS pixels
 */
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
  const yOf = (axis: number) => ys[axis] ?? (() => Number.NaN);
  return {
    pen,
    theme,
    ratio,
    area,
    view: { min, max },
    x,
    y: (value, axis = 0) => yOf(axis)(value),
    yOf,
  };
}

/** Like uPlot's `valToPos`, but without its look-ups, because lines have hundreds of thousands of points. */
function placing(
  scale: uPlot.Scale | undefined,
  start: number,
  length: number,
): (value: number) => number {
  const { min = 0, max = 1, distr } = scale ?? {};
  if (distr === 3) {
    const low = Math.log10(min);
    const step = length / (Math.log10(max) - low);
    // Values without a logarithm are far below the chart, so that lines leave it there.
    return (value) => (value > 0 ? start + (Math.log10(value) - low) * step : start - length * 9);
  }
  const step = length / (max - min);
  return (value) => start + (value - min) * step;
}

/** Draws a picture's layers on uPlot's canvas, clipped to the plotting area. */
export function drawLayers(chart: uPlot, layers: readonly Layer[], theme: ChartTheme): void {
  const { ctx, bbox } = chart;
  ctx.save();
  ctx.beginPath();
  ctx.rect(bbox.left, bbox.top, bbox.width, bbox.height);
  ctx.clip();
  const painter = painterOf(chart, ctx, theme, devicePixelRatio);
  for (const layer of layers) layer(painter);
  ctx.restore();
}

/** A second canvas over uPlot's, for layers that follow the pointer, so that the picture need not be redrawn. */
export class Overlay {
  readonly #chart: uPlot;
  readonly #canvas = document.createElement('canvas');
  layer: Layer | null;
  #isEmpty = true;

  constructor(chart: uPlot, layer: Layer | null = null) {
    this.#chart = chart;
    this.layer = layer;
    this.#canvas.className = 'chart-overlay';
    chart.root.querySelector('.u-wrap')?.append(this.#canvas);
  }

  draw(layer: Layer | null, theme: ChartTheme): void {
    this.layer = layer;
    // An empty canvas that is never drawn costs the browser nothing, and most charts are never pointed at.
    if (this.#isEmpty && !layer) return;
    this.#isEmpty = !layer;
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

/** The cursor of a chart, moved by pointer or keyboard. Lengths are CSS pixels in the plotting area. */
export interface ChartCursor {
  /** Index of the nearest stop. */
  readonly index: number;
  readonly left: number;
  readonly top: number;
  /** Whether it is in the right half of the chart, which includes the axes. */
  readonly isRight: boolean;
  /** The value of a y axis at the cursor's height. */
  value(axis: number): number;
  x(value: number): number;
  y(value: number, axis?: number): number;
}

/** The current cursor; null if it is outside of the plotting area. */
export function cursorOf(chart: uPlot): ChartCursor | null {
  const { idx, left = -1, top = -1 } = chart.cursor;
  if (idx === null || idx === undefined || left < 0) return null;
  return {
    index: idx,
    left,
    top,
    isRight: left + chart.over.offsetLeft > chart.width / 2,
    value: (axis) => chart.posToVal(top, Y_SCALES[axis] ?? 'y'),
    x: (value) => chart.valToPos(value, 'x'),
    y: (value, axis = 0) => chart.valToPos(value, Y_SCALES[axis] ?? 'y'),
  };
}

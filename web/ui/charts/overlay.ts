import type uPlot from 'uplot';
import type { ChartTheme } from './chart-theme.ts';
import { painterOf } from './painter.ts';
import type { Layer } from './picture.ts';

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

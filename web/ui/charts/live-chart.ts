import uPlot from 'uplot';
import { type ChartCursor, cursorOf } from './chart-cursor.ts';
import type { ChartTheme } from './chart-theme.ts';
import { Overlay, painterOf, Y_SCALES } from './painter.ts';
import { ALL_OF_IT, type Layer, type Picture, type Range, type Zoom } from './picture.ts';
import { dataOf, shapeOf, uplotOptions } from './uplot-options.ts';
import { covers, within } from './zoom.ts';

export interface LiveChartOptions {
  readonly picture: Picture;
  readonly theme: ChartTheme;
  readonly zoom: Zoom;
  readonly zoomable: boolean;
  /** Dragging draws a range instead of zooming. */
  readonly ranges: boolean;
  /** Null when the pointer has left. */
  onCursor(cursor: ChartCursor | null): void;
  /** Somebody has chosen a part to look at. */
  onZoom(zoom: Zoom): void;
  /** A range of the x axis has been drawn. */
  onRange(range: Range): void;
}

/** For so long after a tap what is told of a mouse is the tap. */
const TOUCH_MS = 1000;

/** A chart on screen: uPlot has the axes, the cursor and the selection; layers draw everything else. */
export class LiveChart {
  readonly #options: LiveChartOptions;
  readonly #room: HTMLElement;
  #picture: Picture;
  #theme: ChartTheme;
  #zoom: Zoom;
  #chart: uPlot;
  #overlay: Overlay;
  #touchedAtMs = Number.NEGATIVE_INFINITY;

  constructor(room: HTMLElement, options: LiveChartOptions) {
    this.#room = room;
    this.#options = options;
    this.#picture = options.picture;
    this.#theme = options.theme;
    this.#zoom = options.zoom;
    this.#chart = this.#make();
    this.#overlay = new Overlay(this.#chart);
  }

  /** Shows another picture, another part or other colours; uPlot is made anew only where its axes are others. */
  update(picture: Picture, theme: ChartTheme, zoom: Zoom): void {
    const hasOtherAxes = shapeOf(picture) !== shapeOf(this.#picture);
    this.#picture = picture;
    this.#theme = theme;
    this.#zoom = zoom;
    if (hasOtherAxes) {
      this.#chart.destroy();
      this.#chart = this.#make();
      this.#overlay = new Overlay(this.#chart, this.#overlay.layer);
      return;
    }
    this.#chart.setData(dataOf(picture), false);
    this.#chart.redraw(true, true);
    // What was below the pointer is another thing now; uPlot has the new axes after its own microtask.
    queueMicrotask(() => this.#readAgain());
  }

  /** Draws over the picture, without drawing the picture again. */
  setOverlay(layer: Layer | null): void {
    this.#overlay.draw(layer, this.#theme);
  }

  fit(): void {
    this.#chart.setSize(sizeOf(this.#room));
  }

  get view(): Range {
    const { full } = this.#picture.x;
    return (this.#zoom.x && within(full, this.#zoom.x)) ?? full;
  }

  /** What the axes at the sides show. */
  get yViews(): readonly Range[] {
    return this.#picture.y.map((_, axis) => this.#yView(axis));
  }

  /** Where on the x axis the cursor stops. */
  get cursorX(): number | undefined {
    return this.#picture.stops[this.#chart.cursor.idx ?? -1];
  }

  /** Value of the x axis at a place in CSS pixels. */
  valueAt(left: number): number {
    return this.#chart.posToVal(left, 'x');
  }

  /** Values of the axes at the sides at a height in CSS pixels; without one where the cursor is, else in the middle. */
  valuesAt(top = this.#cursorTop): readonly number[] {
    return this.#picture.y.map((_, axis) => this.#chart.posToVal(top, Y_SCALES[axis] ?? 'y'));
  }

  /** Reads out at a place of the screen, where a finger is. */
  pointAt(clientX: number, clientY: number): void {
    this.#touchedAtMs = performance.now();
    const { left, top } = this.#chart.over.getBoundingClientRect();
    this.#chart.setCursor({ left: clientX - left, top: clientY - top });
  }

  /** Looks at another part without telling anybody yet. */
  look(zoom: Partial<Zoom>): void {
    const { x, y } = { ...this.#zoom, ...zoom };
    this.#zoom = { x: x && within(this.#picture.x.full, x), y };
    const all = this.#picture.y.map(({ range }) => range(this.view));
    if (y && covers(y, all)) this.#zoom = { ...this.#zoom, y: null };
    this.#chart.redraw(true, true);
  }

  keepLook(): void {
    this.#options.onZoom(this.#zoom);
  }

  /** Looks at another part along the axes named; the others stay. */
  zoomTo(zoom: Partial<Zoom>): void {
    this.look(zoom);
    this.keepLook();
  }

  /** Puts the cursor on the next stop in view. Stops on the same place cannot be told apart, so they are passed. */
  moveCursor(step: number): void {
    const { stops, heightAt } = this.#picture;
    const { min, max } = this.view;
    const inView = Array.from(stops, (x, i) => (x >= min && x <= max ? i : -1)).filter(
      (i) => i >= 0,
    );
    const [first, last] = [inView[0], inView.at(-1)];
    if (first === undefined || last === undefined) return;
    const at = this.#chart.cursor.idx ?? (step > 0 ? first - 1 : last + 1);
    const clamped = (index: number) => Math.min(last, Math.max(first, index));
    let index = clamped(at + step);
    while (stops[index] === stops[at] && index !== clamped(index + Math.sign(step)))
      index += Math.sign(step);
    const left = this.#chart.valToPos(stops[index] ?? min, 'x');
    const height = heightAt?.(index);
    const middle = this.#chart.over.clientHeight / 2;
    const top = height === undefined ? middle : this.#chart.valToPos(height, 'y');
    this.#chart.setCursor({ left, top });
  }

  destroy(): void {
    this.#chart.destroy();
  }

  /** uPlot as it is, for what is taken away of the chart. */
  get uplot(): uPlot {
    return this.#chart;
  }

  get picture(): Picture {
    return this.#picture;
  }

  #readAgain(): void {
    const { left = -1, top = -1 } = this.#chart.cursor;
    if (left >= 0) this.#chart.setCursor({ left, top });
  }

  #make(): uPlot {
    const { zoomable, ranges, onCursor } = this.#options;
    const options = uplotOptions({
      picture: () => this.#picture,
      theme: () => this.#theme,
      view: () => this.view,
      yView: (axis) => this.#yView(axis),
      drags: { x: zoomable || ranges, y: zoomable },
      onDraw: (chart) => this.#draw(chart),
      onCursor: (chart) => onCursor(cursorOf(chart)),
      onSelect: (chart) => this.#takeSelection(chart),
      onDoubleClick: () => zoomable && this.zoomTo(ALL_OF_IT),
      isTouched: () => performance.now() - this.#touchedAtMs < TOUCH_MS,
    });
    return new uPlot({ ...options, ...sizeOf(this.#room) }, dataOf(this.#picture), this.#room);
  }

  #draw(chart: uPlot): void {
    const { ctx, bbox } = chart;
    ctx.save();
    ctx.beginPath();
    ctx.rect(bbox.left, bbox.top, bbox.width, bbox.height);
    ctx.clip();
    const painter = painterOf(chart, ctx, this.#theme, devicePixelRatio);
    for (const layer of this.#picture.layers) layer(painter);
    ctx.restore();
    // While uPlot is being made there is no overlay yet.
    this.#overlay?.draw(this.#overlay.layer, this.#theme);
  }

  #takeSelection(chart: uPlot): void {
    const { left, top, width, height } = chart.select;
    if (width <= 0 || height <= 0) return;
    const { clientWidth, clientHeight } = chart.over;
    const x = { min: chart.posToVal(left, 'x'), max: chart.posToVal(left + width, 'x') };
    const [lows, highs] = [this.valuesAt(top + height), this.valuesAt(top)];
    const y = lows.map((min, axis) => ({ min, max: highs[axis] ?? min }));
    chart.setSelect({ left: 0, top: 0, width: 0, height: 0 }, false);
    // A selection that reaches from side to side is along the other axis alone.
    if (this.#options.ranges) this.#options.onRange(x);
    else this.zoomTo({ ...(width < clientWidth && { x }), ...(height < clientHeight && { y }) });
  }

  #yView(axis: number): Range {
    const own = this.#zoom.y?.[axis];
    const { range, log } = this.#picture.y[axis] ?? {};
    const canShow = own && own.max > own.min && (!log || own.min > 0);
    return (canShow ? own : range?.(this.view)) ?? { min: 0, max: 1 };
  }

  get #cursorTop(): number {
    const { top = -1 } = this.#chart.cursor;
    return top >= 0 ? top : this.#chart.over.clientHeight / 2;
  }
}

function sizeOf(room: HTMLElement): { width: number; height: number } {
  return { width: Math.max(80, room.clientWidth), height: Math.max(60, room.clientHeight) };
}

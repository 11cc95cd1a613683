import uPlot from 'uplot';
import type { ChartTheme } from './chart-theme.ts';
import { type Drawing, distanceFromView, drawQueue } from './draw-queue.ts';
import { type ChartCursor, cursorOf, drawLayers, Overlay, Y_SCALES } from './painter.ts';
import { ALL_OF_IT, type Layer, type Picture, type Range, type Zoom } from './picture.ts';
import { dataOf, shapeOf, uplotOptions } from './uplot-options.ts';
import { covers, nextStop, within } from './zoom.ts';

export interface LiveChartOptions {
  readonly picture: Picture;
  readonly theme: ChartTheme;
  readonly zoom: Zoom;
  readonly zoomable: boolean;
  /** Dragging selects a range instead of zooming. */
  readonly ranges: boolean;
  /** Called with null when the pointer has left. */
  onCursor(cursor: ChartCursor | null): void;
  /** Called when the person has zoomed. */
  onZoom(zoom: Zoom): void;
  /** Called when the person has selected a range of the x axis. */
  onRange(range: Range): void;
}

/** What a chart shows. */
type Shown = Pick<LiveChartOptions, 'picture' | 'theme' | 'zoom'>;

/** Mouse events within this time after a tap are caused by the tap. */
const TOUCH_MS = 1000;

/**
 * A chart on screen. uPlot provides axes, cursor and selection; layers draw everything else. Updates wait for their
 * turn in the draw queue; until then every method refers to the picture that is shown.
 */
export class LiveChart implements Drawing {
  readonly #options: LiveChartOptions;
  readonly #room: HTMLElement;
  #shown: Shown;
  #chart: uPlot;
  #overlay: Overlay;
  /** What is shown at the next turn in the draw queue. */
  #next: Shown | null = null;
  #touchedAtMs = Number.NEGATIVE_INFINITY;

  constructor(room: HTMLElement, options: LiveChartOptions) {
    this.#room = room;
    this.#options = options;
    this.#shown = options;
    this.#chart = this.#make();
    this.#overlay = new Overlay(this.#chart);
  }

  /** Shows another picture, zoom or theme, at its turn in the draw queue. */
  update(picture: Picture, theme: ChartTheme, zoom: Zoom): void {
    const now = this.#next ?? this.#shown;
    const isZoomed = JSON.stringify(zoom) !== JSON.stringify(now.zoom);
    if (picture === now.picture && theme === now.theme && !isZoomed) return;
    this.#next = { picture, theme, zoom };
    drawQueue.ask(this);
  }

  /** Draws a layer over the picture, without redrawing the picture. */
  setOverlay(layer: Layer | null): void {
    // The layer may belong to the picture that is waiting.
    if (drawQueue.isWaiting(this)) this.#overlay.layer = layer;
    else this.#overlay.draw(layer, this.#shown.theme);
  }

  /** Adapts to the size of its container, at its turn in the draw queue. */
  fit(): void {
    if (!this.#isFitting) drawQueue.ask(this);
  }

  distance(): number {
    return distanceFromView(this.#room);
  }

  /** Draws the waiting update. uPlot is created again only if its axes differ. */
  draw(): void {
    const next = this.#next;
    this.#next = null;
    const hasOtherAxes = next !== null && shapeOf(next.picture) !== shapeOf(this.#shown.picture);
    if (next) this.#shown = next;
    if (hasOtherAxes) {
      this.#chart.destroy();
      this.#chart = this.#make();
      this.#overlay = new Overlay(this.#chart, this.#overlay.layer);
      return;
    }
    const chart = this.#chart;
    chart.batch(() => {
      if (!this.#isFitting) chart.setSize(sizeOf(this.#room));
      if (next) chart.setData(dataOf(next.picture), false);
      chart.redraw(true, true);
    });
    // The cursor is at other data now.
    const { left = -1, top = -1 } = chart.cursor;
    if (left >= 0) chart.setCursor({ left, top });
  }

  /** Draws a waiting update immediately. */
  drawNow(): void {
    drawQueue.now(this);
  }

  get view(): Range {
    const { full } = this.#shown.picture.x;
    return (this.#shown.zoom.x && within(full, this.#shown.zoom.x)) ?? full;
  }

  /** The visible ranges of the y axes. */
  get yViews(): readonly Range[] {
    return this.#shown.picture.y.map((_, axis) => this.#yView(axis));
  }

  /** The x value of the cursor's stop. */
  get cursorX(): number | undefined {
    return this.#shown.picture.stops[this.#chart.cursor.idx ?? -1];
  }

  /** The x value at a distance from the left of the plotting area, in CSS pixels. */
  valueAt(left: number): number {
    return this.#chart.posToVal(left, 'x');
  }

  /** The y values at a height in CSS pixels; by default at the cursor, or else in the middle. */
  valuesAt(top = this.#cursorTop): readonly number[] {
    return this.#shown.picture.y.map((_, axis) => this.#chart.posToVal(top, Y_SCALES[axis] ?? 'y'));
  }

  /** Moves the cursor to a finger's place on the screen, in client coordinates. */
  pointAt(clientX: number, clientY: number): void {
    this.#touchedAtMs = performance.now();
    const { left, top } = this.#chart.over.getBoundingClientRect();
    this.#chart.setCursor({ left: clientX - left, top: clientY - top });
  }

  /** Zooms without reporting it yet. */
  look(zoom: Partial<Zoom>): void {
    this.drawNow();
    const { picture, zoom: before } = this.#shown;
    const { x, y } = { ...before, ...zoom };
    const clipped = { x: x && within(picture.x.full, x), y };
    this.#shown = { ...this.#shown, zoom: clipped };
    const all = picture.y.map(({ range }) => range(this.view));
    if (y && covers(y, all)) this.#shown = { ...this.#shown, zoom: { ...clipped, y: null } };
    this.#chart.redraw(true, true);
  }

  keepLook(): void {
    this.#options.onZoom(this.#shown.zoom);
  }

  /** Zooms along the given axes and reports it; the others stay. */
  zoomTo(zoom: Partial<Zoom>): void {
    this.look(zoom);
    this.keepLook();
  }

  /** Moves the cursor by `step` stops within the view. */
  moveCursor(step: number): void {
    const { stops, heightAt } = this.#shown.picture;
    const index = nextStop(stops, this.view, this.#chart.cursor.idx ?? null, step);
    if (index === null) return;
    const left = this.#chart.valToPos(stops[index] ?? 0, 'x');
    const height = heightAt?.(index);
    const middle = this.#chart.over.clientHeight / 2;
    const top = height === undefined ? middle : this.#chart.valToPos(height, 'y');
    this.#chart.setCursor({ left, top });
  }

  destroy(): void {
    drawQueue.forget(this);
    this.#chart.destroy();
  }

  /** The uPlot instance, for exports. */
  get uplot(): uPlot {
    return this.#chart;
  }

  get picture(): Picture {
    return this.#shown.picture;
  }

  #make(): uPlot {
    const { zoomable, ranges } = this.#options;
    const options = uplotOptions({
      picture: () => this.#shown.picture,
      theme: () => this.#shown.theme,
      view: () => this.view,
      yView: (axis) => this.#yView(axis),
      drags: { x: zoomable || ranges, y: zoomable },
      onDraw: (chart) => this.#draw(chart),
      onCursor: (chart) => this.#tellCursor(cursorOf(chart)),
      onSelect: (chart) => this.#takeSelection(chart),
      onDoubleClick: () => zoomable && this.zoomTo(ALL_OF_IT),
      isTouched: () => performance.now() - this.#touchedAtMs < TOUCH_MS,
    });
    return new uPlot(
      { ...options, ...sizeOf(this.#room) },
      dataOf(this.#shown.picture),
      this.#room,
    );
  }

  #draw(chart: uPlot): void {
    drawLayers(chart, this.#shown.picture.layers, this.#shown.theme);
    // While uPlot is being created there is no overlay yet.
    this.#overlay?.draw(this.#overlay.layer, this.#shown.theme);
  }

  #tellCursor(cursor: ChartCursor | null): void {
    // The reader already expects the waiting picture; `draw` tells the cursor again.
    if (cursor === null || !drawQueue.isWaiting(this)) this.#options.onCursor(cursor);
  }

  #takeSelection(chart: uPlot): void {
    const { left, top, width, height } = chart.select;
    if (width <= 0 || height <= 0) return;
    const { clientWidth, clientHeight } = chart.over;
    const x = { min: chart.posToVal(left, 'x'), max: chart.posToVal(left + width, 'x') };
    const [lows, highs] = [this.valuesAt(top + height), this.valuesAt(top)];
    const y = lows.map((min, axis) => ({ min, max: highs[axis] ?? min }));
    chart.setSelect({ left: 0, top: 0, width: 0, height: 0 }, false);
    // A selection over the full width or height zooms only the other axis.
    if (this.#options.ranges) this.#options.onRange(x);
    else this.zoomTo({ ...(width < clientWidth && { x }), ...(height < clientHeight && { y }) });
  }

  #yView(axis: number): Range {
    const own = this.#shown.zoom.y?.[axis];
    const { range, log } = this.#shown.picture.y[axis] ?? {};
    const canShow = own && own.max > own.min && (!log || own.min > 0);
    return (canShow ? own : range?.(this.view)) ?? { min: 0, max: 1 };
  }

  get #isFitting(): boolean {
    const { width, height } = sizeOf(this.#room);
    return width === this.#chart.width && height === this.#chart.height;
  }

  get #cursorTop(): number {
    const { top = -1 } = this.#chart.cursor;
    return top >= 0 ? top : this.#chart.over.clientHeight / 2;
  }
}

function sizeOf(room: HTMLElement): { width: number; height: number } {
  return { width: Math.max(80, room.clientWidth), height: Math.max(60, room.clientHeight) };
}

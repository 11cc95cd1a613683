import uPlot from 'uplot';
import type { ChartTheme } from './chart-theme.ts';
import { type Drawing, distanceFromView, drawQueue } from './draw-queue.ts';
import { type ChartCursor, cursorOf, Overlay, painterOf, Y_SCALES } from './painter.ts';
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

/** What will be shown next. */
type Next = Pick<LiveChartOptions, 'picture' | 'theme' | 'zoom'>;

/** For so long after a tap what is told of a mouse is the tap. */
const TOUCH_MS = 1000;

/**
 * A chart on screen: uPlot has the axes, the cursor and the selection; layers draw everything else. Updates wait for
 * their turn in the draw queue; until then every method refers to the picture that is shown.
 */
export class LiveChart implements Drawing {
  readonly #options: LiveChartOptions;
  readonly #room: HTMLElement;
  #picture: Picture;
  #theme: ChartTheme;
  #zoom: Zoom;
  #chart: uPlot;
  #overlay: Overlay;
  #next: Next | null = null;
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

  /** Shows another picture, another part or other colours, at its turn in the queue. */
  update(picture: Picture, theme: ChartTheme, zoom: Zoom): void {
    const now = this.#next ?? { picture: this.#picture, theme: this.#theme, zoom: this.#zoom };
    const isZoomed = JSON.stringify(zoom) !== JSON.stringify(now.zoom);
    if (picture === now.picture && theme === now.theme && !isZoomed) return;
    this.#next = { picture, theme, zoom };
    drawQueue.ask(this);
  }

  /** Draws over the picture, without drawing the picture again. */
  setOverlay(layer: Layer | null): void {
    // It may belong to the picture that is waiting.
    if (drawQueue.isWaiting(this)) this.#overlay.layer = layer;
    else this.#overlay.draw(layer, this.#theme);
  }

  /** Adapts to the size of its room, at its turn in the queue. */
  fit(): void {
    if (!this.#isFitting) drawQueue.ask(this);
  }

  distance(): number {
    return distanceFromView(this.#room);
  }

  /** Draws what was waiting; uPlot is rebuilt only if the axes are different. */
  draw(): void {
    const next = this.#next;
    this.#next = null;
    const hasOtherAxes = next !== null && shapeOf(next.picture) !== shapeOf(this.#picture);
    if (next) {
      this.#picture = next.picture;
      this.#theme = next.theme;
      this.#zoom = next.zoom;
    }
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
    // What was below the pointer is another thing now.
    const { left = -1, top = -1 } = chart.cursor;
    if (left >= 0) chart.setCursor({ left, top });
  }

  /** Draws immediately what is waiting. */
  drawNow(): void {
    drawQueue.now(this);
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
    this.drawNow();
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
    drawQueue.forget(this);
    this.#chart.destroy();
  }

  /** uPlot as it is, for what is taken away of the chart. */
  get uplot(): uPlot {
    return this.#chart;
  }

  get picture(): Picture {
    return this.#picture;
  }

  #make(): uPlot {
    const { zoomable, ranges } = this.#options;
    const options = uplotOptions({
      picture: () => this.#picture,
      theme: () => this.#theme,
      view: () => this.view,
      yView: (axis) => this.#yView(axis),
      drags: { x: zoomable || ranges, y: zoomable },
      onDraw: (chart) => this.#draw(chart),
      onCursor: (chart) => this.#tellCursor(cursorOf(chart)),
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

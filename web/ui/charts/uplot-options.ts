import uPlot from 'uplot';
import type { ChartTheme } from './chart-theme.ts';
import { Y_SCALES } from './painter.ts';
import type { Picture, Range, XAxis, YAxis } from './picture.ts';
import { fitted, logTicks, logTickTexts, tickTexts, timeTickTexts } from './ticks.ts';

/** A drag that deviates less from an axis selects only along this axis. */
const STRAIGHT_PX = 24;

/** State that uPlot reads at each redraw, and the events it reports. */
export interface UplotNeeds {
  picture(): Picture;
  theme(): ChartTheme;
  /** The visible range of the x axis. */
  view(): Range;
  /** The visible range of a y axis. */
  yView(axis: number): Range;
  /** The axes along which dragging selects. */
  readonly drags: { readonly x: boolean; readonly y: boolean };
  onDraw(chart: uPlot): void;
  onCursor(chart: uPlot): void;
  onSelect(chart: uPlot): void;
  onDoubleClick(): void;
  /** Whether there was a touch just now: after each tap the browser reports that the mouse has left. */
  isTouched(): boolean;
}

/** Options for uPlot with axes, cursor and selection, but without drawn series. */
export function uplotOptions(needs: UplotNeeds): Omit<uPlot.Options, 'width' | 'height'> {
  const { picture, theme, view, yView, drags } = needs;
  const ys = picture().y;
  const scales = ys.map(({ log }, i): [string, uPlot.Scale] => [
    Y_SCALES[i] ?? 'y',
    { ...(log && { distr: 3 }), range: () => pairOf(yView(i)) },
  ]);
  return {
    tzDate: utcDate,
    legend: { show: false },
    scales: {
      x: { time: picture().x.kind === 'time', range: () => pairOf(view()) },
      ...Object.fromEntries(scales),
    },
    // The series are not drawn; they only connect the scales with the data.
    series: [{}, ...ys.map((_, i) => ({ scale: Y_SCALES[i] ?? 'y', paths: () => null }))],
    axes: axes(picture, theme),
    cursor: {
      y: false,
      points: { show: false },
      drag: { ...drags, uni: STRAIGHT_PX, dist: 4, setScale: false },
      bind: {
        mouseleave: (_, __, leave) => (event) => (needs.isTouched() ? null : leave(event)),
        dblclick: () => () => {
          needs.onDoubleClick();
          return null;
        },
      },
    },
    hooks: {
      draw: [needs.onDraw],
      setCursor: [needs.onCursor],
      setSelect: [needs.onSelect],
    },
  };
}

function pairOf({ min, max }: Range): [number, number] {
  return [min, max];
}

/** uPlot's data: the cursor's stops, and a series without values for each y axis. */
export function dataOf({ stops, y }: Picture): uPlot.AlignedData {
  const none = new Array(stops.length).fill(null);
  return [Array.from(stops), ...y.map(() => none)] as uPlot.AlignedData;
}

/** Dates in the data have no time zone, so charts show them as UTC. */
const utcDate = (seconds: number): Date => uPlot.tzDate(new Date(seconds * 1000), 'Etc/UTC');

/** Height of a line of ticks, and of the second line with years or days. */
const TICKS_HEIGHT = 26;
const SECOND_LINE_HEIGHT = 18;
/** Tick steps for counts, which are whole numbers. */
const COUNT_STEPS = [1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 2000, 5000, 10_000];

/** The properties for which uPlot must be created again when they change. The others are read at each redraw. */
export function shapeOf({ x, y }: Picture): string {
  const ys = y.map(({ label, log, words, hidden, counts }) => [
    label !== '',
    log ?? false,
    words !== undefined,
    hidden ?? false,
    counts ?? false,
  ]);
  return JSON.stringify([x.kind, x.label !== '', x.words !== undefined, ys]);
}

/** Axes in the theme's colours, with short numbers. They read `picture` and `theme` at each redraw. */
export function axes(picture: () => Picture, theme: () => ChartTheme): uPlot.Axis[] {
  const { font } = theme();
  const look: uPlot.Axis = {
    stroke: () => theme().muted,
    font,
    labelFont: font,
    labelGap: 4,
    labelSize: 20,
    gap: 4,
    grid: { stroke: () => theme().grid, width: 1 },
    ticks: { stroke: () => theme().grid, width: 1, size: 4 },
  };
  const { x, y } = picture();
  return [
    { ...look, ...xAxis(x, () => picture().x), ...label(x, () => picture().x) },
    ...y.map((one, i): uPlot.Axis => {
      const now = () => picture().y[i] ?? one;
      return { ...look, ...yAxis(look, one, now), ...label(one, now), ...side(i) };
    }),
  ];
}

function label(first: XAxis | YAxis, now: () => XAxis | YAxis): uPlot.Axis {
  if (first.label === '') return {};
  return {
    label: (plot, axis) => {
      const { width, height } = plot.bbox;
      const room = axis === 0 ? width : height;
      plot.ctx.font = plot.axes[axis]?.labelFont?.[0] ?? '12px sans-serif';
      return fitted(now().label, (text) => plot.ctx.measureText(text).width <= room);
    },
  };
}

function side(index: number): uPlot.Axis {
  const scale = Y_SCALES[index] ?? 'y';
  return index === 0 ? { scale } : { scale, side: 1, grid: { show: false } };
}

function xAxis(first: XAxis, now: () => XAxis): uPlot.Axis {
  if (first.kind === 'time') {
    return { size: timeHeight, values: (_, ticks, __, ___, step) => timeTickTexts(ticks, step) };
  }
  if (first.words) return { size: TICKS_HEIGHT, ...wordAxis(() => now().words ?? []) };
  return { size: TICKS_HEIGHT, values: numberTicks };
}

function yAxis(look: uPlot.Axis, first: YAxis, now: () => YAxis): uPlot.Axis {
  const common: uPlot.Axis = { show: !first.hidden, size: axisWidth };
  if (first.words) return { ...common, ...wordAxis(() => now().words ?? []) };
  if (first.log) {
    return {
      ...common,
      splits: (_, __, min, max) => logTicks(min, max),
      filter: (_, ticks) => ticks,
      values: (_, ticks) => logTickTexts(ticks),
    };
  }
  const filter: uPlot.Axis.Filter = (_, ticks) => {
    const { upTo = Number.POSITIVE_INFINITY } = now();
    return ticks.map((tick) => (tick <= upTo ? tick : null));
  };
  return {
    ...common,
    values: numberTicks,
    filter,
    grid: { ...look.grid, filter },
    ticks: { ...look.ticks, filter },
    ...(first.counts && { incrs: COUNT_STEPS }),
  };
}

function wordAxis(words: () => readonly string[]): uPlot.Axis {
  return {
    splits: () => words().map((_, place) => place),
    values: () => [...words()],
    grid: { show: false },
  };
}

const numberTicks: uPlot.Axis.DynamicValues = (_, ticks, __, ___, increment) =>
  tickTexts(ticks, increment);

/** Height of the time axis, with room for a second line if it is needed. */
function timeHeight(_: uPlot, values: string[] | null): number {
  const isTwoLines = values?.some((value) => value?.includes('\n')) ?? true;
  return TICKS_HEIGHT + (isTwoLines ? SECOND_LINE_HEIGHT : 0);
}

/** As wide as the longest text needs. */
function axisWidth(plot: uPlot, values: string[] | null, axis: number): number {
  plot.ctx.font = plot.axes[axis]?.font?.[0] ?? '12px sans-serif';
  const widths = (values ?? []).map((value) => textWidth(plot.ctx, value ?? ''));
  return Math.ceil(Math.max(0, ...widths) / devicePixelRatio + 14);
}

/** Widths of texts by font and text: uPlot asks for those of each axis several times, and measuring takes long. */
const textWidths = new Map<string, number>();
const WIDTHS_MAX = 1000;

function textWidth(pen: CanvasRenderingContext2D, text: string): number {
  const key = `${pen.font}: ${text}`;
  const width = textWidths.get(key) ?? pen.measureText(text).width;
  if (textWidths.size >= WIDTHS_MAX) textWidths.clear();
  textWidths.set(key, width);
  return width;
}

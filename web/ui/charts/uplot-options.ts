import type uPlot from 'uplot';
import { axes, utcDate } from './axes.ts';
import type { ChartTheme } from './chart-theme.ts';
import { Y_SCALES } from './painter.ts';
import type { Picture, Range } from './picture.ts';

/** A drag that leaves its axis by less is along this axis alone. */
const STRAIGHT_PX = 24;

/** What uPlot asks for at each redraw, and what it tells. */
export interface UplotNeeds {
  picture(): Picture;
  theme(): ChartTheme;
  /** The part of the x axis that is shown. */
  view(): Range;
  /** What an axis at the side shows. */
  yView(axis: number): Range;
  /** Along which axes dragging selects. */
  readonly drags: { readonly x: boolean; readonly y: boolean };
  onDraw(chart: uPlot): void;
  onCursor(chart: uPlot): void;
  onSelect(chart: uPlot): void;
  onDoubleClick(): void;
  /** Whether a finger has just been here: the browser reports a mouse that leaves after each tap. */
  isTouched(): boolean;
}

/** uPlot with axes, cursor and selection, and nothing drawn between them. */
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
    // uPlot draws none of them: they only tie the scales to the data.
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

/** Where the cursor stops, and a series without values for each axis. */
export function dataOf({ stops, y }: Picture): uPlot.AlignedData {
  const none = new Array(stops.length).fill(null);
  return [Array.from(stops), ...y.map(() => none)] as uPlot.AlignedData;
}

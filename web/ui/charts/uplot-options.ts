import type uPlot from 'uplot';
import { axes, utcDate } from './axes.ts';
import type { ChartTheme } from './chart-theme.ts';
import { Y_SCALES } from './painter.ts';
import type { Picture, Range } from './picture.ts';

/** What uPlot asks for at each redraw, and what it tells. */
export interface UplotNeeds {
  picture(): Picture;
  theme(): ChartTheme;
  /** The part of the x axis that is shown. */
  view(): Range;
  /** Dragging selects a part of the x axis. */
  readonly drags: boolean;
  onDraw(chart: uPlot): void;
  onCursor(chart: uPlot): void;
  onSelect(chart: uPlot): void;
  onDoubleClick(): void;
  /** Whether a finger has just been here: the browser reports a mouse that leaves after each tap. */
  isTouched(): boolean;
}

/** uPlot with axes, cursor and selection, and nothing drawn between them. */
export function uplotOptions(needs: UplotNeeds): Omit<uPlot.Options, 'width' | 'height'> {
  const { picture, theme, view, drags } = needs;
  const ys = picture().y;
  const scales = ys.map(({ log }, i): [string, uPlot.Scale] => [
    Y_SCALES[i] ?? 'y',
    { ...(log && { distr: 3 }), range: () => pairOf(picture().y[i]?.range(view())) },
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
      drag: { x: drags, y: false, dist: 4, setScale: false },
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

function pairOf({ min, max }: Range = { min: 0, max: 1 }): [number, number] {
  return [min, max];
}

/** Where the cursor stops, and a series without values for each axis. */
export function dataOf({ stops, y }: Picture): uPlot.AlignedData {
  const none = new Array(stops.length).fill(null);
  return [Array.from(stops), ...y.map(() => none)] as uPlot.AlignedData;
}

import type uPlot from 'uplot';
import { Y_SCALES } from './painter.ts';

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

import type { ChartCursor } from '../../charts/chart-cursor.ts';
import { atTime } from './at-time.ts';
import type { Trace, Traces } from './traces.ts';

/** What the pointer is at: a date, the nearest realization, and on which side there is room to say so. */
export interface Pointed {
  /** The chart that it is in; another one has made it old. */
  readonly traces: Traces;
  readonly time: number;
  readonly isRight: boolean;
  readonly nearest: Nearest | null;
}

export interface Nearest {
  readonly trace: Trace;
  readonly row: number;
  /** CSS pixels between it and the pointer. */
  readonly distance: number;
}

/** Null outside the chart. */
export function pointedAt(traces: Traces, cursor: ChartCursor | null): Pointed | null {
  const time = cursor && traces.times[cursor.index];
  if (cursor === null || time === null || time === undefined) return null;
  return { traces, time, isRight: cursor.isRight, nearest: nearestTo(traces, time, cursor) };
}

function nearestTo({ list }: Traces, time: number, cursor: ChartCursor): Nearest | null {
  let nearest: Nearest | null = null;
  for (const trace of list) {
    for (const row of trace.rows) {
      const value = realizationAt(trace, row, time);
      const distance = Math.abs(cursor.y(value, trace.axis) - cursor.top);
      if (distance < (nearest?.distance ?? Number.POSITIVE_INFINITY))
        nearest = { trace, row, distance };
    }
  }
  return nearest;
}

/** A realization's value at a time. */
export function realizationAt(trace: Trace, row: number, time: number): number {
  return atTime(trace, trace.values, time, row * trace.times.length);
}

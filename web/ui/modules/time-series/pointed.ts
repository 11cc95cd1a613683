import { lastTimeUpTo } from '../../../workbench/statistics/between-dates.ts';
import { shareBelow } from '../../../workbench/statistics/ranks.ts';
import { type Summary, summarize } from '../../../workbench/statistics/summary.ts';
import { drawLines } from '../../charts/layers/lines.ts';
import type { ChartCursor } from '../../charts/painter.ts';
import type { Layer } from '../../charts/picture.ts';
import type { Brush, Realization } from '../linking/links.ts';
import type { Look } from './look.ts';
import type { Trace, Traces } from './traces.ts';

/** The value of a column at any time: interpolated between the trace's dates, NaN outside of them. */
export function atTime(
  { times, step }: Pick<Trace, 'times' | 'step'>,
  values: Float64Array,
  time: number,
  start = 0,
): number {
  const index = lastTimeUpTo(times, time);
  if (index < 0) return Number.NaN;
  const before = pointAt(times, values, start, index, -1);
  if (!before) return Number.NaN;
  if (before.time === time) return before.value;
  const after = pointAt(times, values, start, index + 1, 1);
  if (!after) return Number.NaN;
  if (step) return before.value;
  return (
    before.value +
    ((after.value - before.value) * (time - before.time)) / (after.time - before.time)
  );
}

/** The nearest existing point from `index` on in one direction. */
function pointAt(
  times: Float64Array,
  values: Float64Array,
  start: number,
  index: number,
  by: 1 | -1,
) {
  for (let i = index; i >= 0 && i < times.length; i += by) {
    const value = values[start + i] as number;
    if (!Number.isNaN(value)) return { time: times[i] as number, value };
  }
  return null;
}

/** The statistics of a trace at one time, as in a `Summary`. */
export type StatisticsAt = Pick<Summary, 'count' | 'mean' | 'percentiles' | 'minimum' | 'maximum'>;

/**
 * The statistics of a trace's realizations at any time, each realization interpolated inside its own range. Between the
 * trace's dates that is not what a line from statistic to statistic has: other realizations may count there.
 */
export function statisticsAt(
  trace: Trace,
  { ranks, count }: Pick<Traces, 'ranks' | 'count'>,
  time: number,
): StatisticsAt {
  const { times, bands, minimum, maximum, rows } = trace;
  const index = lastTimeUpTo(times, time);
  if (times[index] === time) {
    const at = (column: ArrayLike<number>) => column[index] ?? Number.NaN;
    return {
      ...{ count: at(bands.counts), mean: at(bands.mean), percentiles: bands.percentiles.map(at) },
      ...{ minimum: at(minimum), maximum: at(maximum) },
    };
  }
  const values = Float64Array.from(rows, (row) => realizationAt(trace, row, time));
  const shares = ranks.map((rank) => shareBelow(rank, count));
  return summarize(values, shares);
}

/** What the pointer is at: a date and the nearest realization. `isRight`: the pointer is in the right half. */
export interface Pointed {
  /** The chart data it refers to; with other data it is outdated. */
  readonly traces: Traces;
  readonly time: number;
  readonly isRight: boolean;
  readonly nearest: Nearest | null;
  /** The traces, that with the mean nearest to the pointer first. */
  readonly order: readonly Trace[];
}

export interface Nearest {
  readonly trace: Trace;
  readonly row: number;
  /** Distance from the pointer in CSS pixels. */
  readonly distance: number;
}

/** What a cursor points at; null outside the chart. */
export function pointedAt(traces: Traces, cursor: ChartCursor | null): Pointed | null {
  const time = cursor && traces.times[cursor.index];
  if (cursor === null || time === null || time === undefined) return null;
  const distance = (trace: Trace) => {
    const height = cursor.y(atTime(trace, trace.bands.mean, time), trace.axis);
    return Number.isNaN(height) ? Number.POSITIVE_INFINITY : Math.abs(height - cursor.top);
  };
  return {
    ...{ traces, time, isRight: cursor.isRight },
    nearest: nearestTo(traces, time, cursor),
    order: traces.list.toSorted((one, other) => distance(one) - distance(other) || 0),
  };
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

/**
 * The layer that follows the pointer, here or in a linked chart: a line at the date, and highlighted realizations. Null
 * while nothing is pointed at, so that the chart needs no second canvas.
 */
export function overlayOf(
  { list }: Traces,
  look: Look,
  time: number | null,
  realization: Realization | null,
  brush: Brush | null,
): Layer | null {
  const lines = list.flatMap((trace) => {
    if (!realization || trace.ensemble.id !== realization.ensembleId) return [];
    const row = trace.rows.find((one) => trace.realizations[one] === realization.realization);
    if (row === undefined) return [];
    const { times: xs, values, step, axis } = trace;
    const line = { xs, values, rows: [row], step, axis };
    return [
      drawLines({ ...line, color: 'surface', width: 5 }),
      drawLines({ ...line, color: look.colorOf(trace), width: 2.5 }),
    ];
  });
  const brushed = list.flatMap((trace) => {
    const numbers = brush?.realizations.get(trace.ensemble.id);
    if (!numbers) return [];
    const { times: xs, values, step, axis } = trace;
    const rows = trace.rows.filter((row) => numbers.has(trace.realizations[row] ?? -1));
    return [drawLines({ xs, values, rows, step, axis, color: 'text', width: 1, alpha: 0.45 })];
  });
  if (time === null && lines.length === 0 && brushed.length === 0) return null;
  return (painter) => {
    for (const layer of brushed) layer(painter);
    for (const layer of lines) layer(painter);
    if (time === null) return;
    const { pen, area, theme, ratio, x } = painter;
    pen.strokeStyle = theme.muted;
    pen.lineWidth = ratio;
    pen.setLineDash([3 * ratio, 3 * ratio]);
    pen.beginPath();
    pen.moveTo(x(time), area.top);
    pen.lineTo(x(time), area.top + area.height);
    pen.stroke();
    pen.setLineDash([]);
  };
}

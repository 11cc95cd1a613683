import type { Annotation } from '../../../workbench/content/schema.ts';
import {
  type AnnotationLine,
  annotationLines,
  drawAnnotations,
} from '../../charts/layers/annotations.ts';
import { type Band, drawBand, drawLines } from '../../charts/layers/lines.ts';
import { drawPoints } from '../../charts/layers/paths.ts';
import type { Layer, Picture, Range, YAxis } from '../../charts/picture.ts';
import { dashes, type Limits, type Look } from './look.ts';
import type { Observed } from './observed.ts';
import type { Trace, Traces } from './traces.ts';

/** Opacity falls with the number of lines, so that their density shows: 100 lines have an alpha of 0.2. */
const ALPHA_OF_ALL = 20;
const ALPHA_MIN = 0.05;
const ALPHA_MAX = 0.8;
const BAND_ALPHA = 0.2;

/** The picture of traces: realizations at the bottom, then bands, then median and mean, then observed values. */
export function pictureOf(
  traces: Traces,
  look: Look,
  observed: readonly Observed[],
  annotations: readonly Annotation[],
): Picture {
  const { list, times } = traces;
  const axisOf = (vector: string) => list.find((trace) => trace.vector === vector)?.axis ?? 0;
  const lines = annotationLines(annotations, axisOf);
  const first = times[0] ?? 0;
  const last = times.at(-1) ?? 1;
  return {
    x: {
      kind: 'time',
      label: '',
      full: first < last ? { min: first, max: last } : { min: first - 43_200, max: first + 43_200 },
    },
    y: traces.units.map((unit, axis): YAxis => {
      const names = new Set(
        list.filter((trace) => trace.axis === axis).map(({ vector }) => vector),
      );
      return {
        label: axisTitle([...names], unit, look),
        log: look.log,
        range: rangeOf({ traces: list, axis, look, observed, lines }),
      };
    }),
    stops: times,
    layers: [
      ...layersOf(list, look, traces.ranks),
      ...observed.map(observedLayer),
      drawAnnotations(lines),
    ],
    heightAt: (stop) => {
      const [trace] = list;
      const index = trace?.times.indexOf(times[stop] ?? Number.NaN) ?? -1;
      return trace?.axis === 0 ? trace.bands.mean[index] : undefined;
    },
  };
}

/** "FOPR [Sm3/d]"; only the unit for several vectors, since the legend names them. */
function axisTitle(names: readonly string[], unit: string, { minus }: Look): string {
  const what = `${names.length === 1 ? names[0] : ''}${minus ? ` minus ${minus}` : ''}`.trim();
  return `${what}${unit ? ` [${unit}]` : ''}`.trim();
}

function layersOf(list: readonly Trace[], look: Look, ranks: readonly number[]): readonly Layer[] {
  const layers: Layer[] = [];
  if (look.realizations) for (const trace of list) layers.push(realizations(trace, look));
  if (look.bands) for (const trace of list) layers.push(...bands(trace, look, ranks));
  if (look.minMax) {
    for (const trace of list) {
      for (const values of [trace.minimum, trace.maximum]) {
        layers.push(line(trace, values, look, { width: 1, dash: [2, 3] }));
      }
    }
  }
  if (look.mean) {
    for (const trace of list) layers.push(line(trace, trace.bands.mean, look, { width: 2.5 }));
  }
  for (const trace of list) layers.push(pinned(trace, look));
  return layers;
}

function realizations(trace: Trace, look: Look): Layer {
  const { times: xs, values, rows, step, axis } = trace;
  const alpha = Math.min(ALPHA_MAX, Math.max(ALPHA_MIN, ALPHA_OF_ALL / rows.length));
  const colors = look.colorsOf?.(trace);
  const faint = colors ? Math.max(alpha, 0.5) : alpha;
  return drawLines({
    ...{ xs, values, rows, step, axis, width: 1, alpha: faint, color: look.colorOf(trace) },
    ...(colors && { colors }),
  });
}

function pinned(trace: Trace, look: Look): Layer {
  const { times: xs, values, step, axis } = trace;
  const rows = Array.from(trace.rows).filter((row) => look.isPinned(trace, row));
  return drawLines({ xs, values, rows, step, axis, width: 2, color: look.colorOf(trace) });
}

/** Layers of percentiles: shaded between pairs, from the outside in; a percentile in the middle is a dashed line. */
function bands(trace: Trace, look: Look, ranks: readonly number[]): readonly Layer[] {
  const { times: xs, step, axis } = trace;
  const color = look.colorOf(trace);
  const order = ranks.map((_, i) => i).sort((a, b) => (ranks[a] ?? 0) - (ranks[b] ?? 0));
  const sorted = order.map((i) => trace.bands.percentiles[i]);
  const layers: Layer[] = [];
  const last = sorted.length - 1;
  for (let i = 0; i <= last - i; i++) {
    const [one, other] = [sorted[i], sorted[last - i]];
    if (!one || !other) continue;
    if (one === other) layers.push(line(trace, one, look, { width: 1.5, dash: [5, 4] }));
    else {
      const band: Band = { xs, low: one, high: other, step, axis, color, alpha: BAND_ALPHA };
      layers.push(drawBand(band));
      for (const edge of [one, other])
        layers.push(line(trace, edge, look, { width: 1, alpha: 0.7 }));
    }
  }
  return layers;
}

function line(
  trace: Trace,
  values: Float64Array,
  look: Look,
  how: { width: number; alpha?: number; dash?: readonly number[] },
): Layer {
  const { times: xs, step, axis } = trace;
  const own = dashes(look.dashOf(trace));
  return drawLines({
    ...{ xs, values, rows: [0], step, axis, color: look.colorOf(trace) },
    dash: own,
    ...how,
  });
}

function observedLayer({ times, values, errors, axis }: Observed): Layer {
  return drawPoints({
    ...{ xs: times, ys: values, color: 'text', size: 4, axis },
    ...(errors && { errors }),
  });
}

interface Shown {
  readonly traces: readonly Trace[];
  readonly axis: number;
  readonly look: Look;
  readonly observed: readonly Observed[];
  readonly lines: readonly AnnotationLine[];
}

/** Neither end is fixed. */
const DATA_DECIDES: Limits = { low: null, high: null };

/** Margin above and below, as a share of the range. */
const AIR = 0.04;

/** The range of an axis: everything drawn in the view, thresholds only on request, with a margin; or the fixed ends. */
function rangeOf({ traces, axis, look, observed, lines }: Shown): (view: Range) => Range {
  const own = traces.filter((trace) => trace.axis === axis);
  const thresholds = lines.flatMap((line) =>
    look.thresholds && line.scale === 'y' && line.axis === axis ? [line.value] : [],
  );
  return (view) => {
    let low = Number.POSITIVE_INFINITY;
    let high = Number.NEGATIVE_INFINITY;
    const count = (value: number) => {
      if (Number.isNaN(value) || (look.log && value <= 0)) return;
      if (value < low) low = value;
      if (value > high) high = value;
    };
    for (const { times, ...trace } of own) {
      const drawn = drawnColumns(trace, look);
      const from = Math.max(0, times.findIndex((time) => time >= view.min) - 1);
      for (let i = from; i < times.length; i++) {
        for (const column of drawn) count(column[i] as number);
        if ((times[i] as number) > view.max) break;
      }
    }
    for (const { times, values, axis: at } of observed) {
      if (at !== axis) continue;
      times.forEach((time, i) => {
        if (time >= view.min && time <= view.max) count(values[i] as number);
      });
    }
    for (const value of thresholds) count(value);
    return withAir({ low, high }, look.limits[axis] ?? DATA_DECIDES, look.log);
  };
}

function drawnColumns(
  { bands, minimum, maximum }: Pick<Trace, 'bands' | 'minimum' | 'maximum'>,
  look: Look,
): readonly Float64Array[] {
  if (look.realizations || look.minMax) return [minimum, maximum];
  return [...(look.bands ? bands.percentiles : []), bands.mean];
}

function withAir(found: { low: number; high: number }, fixed: Limits, log: boolean): Range {
  if (!(found.low <= found.high)) {
    return { min: fixed.low ?? (log ? 1 : 0), max: fixed.high ?? (log ? 10 : 1) };
  }
  if (log) {
    const min = positive(fixed.low) ?? found.low / 1.1;
    const max = positive(fixed.high) ?? found.high * 1.1;
    return max > min ? { min, max } : { min, max: min * 10 };
  }
  const { low, high } = found;
  const air = (high - low) * AIR || Math.abs(high) * 0.1 || 1;
  const min = fixed.low ?? (low >= 0 && low < air * 3 ? 0 : low - air);
  const max = fixed.high ?? high + air;
  return max > min ? { min, max } : { min, max: min + 1 };
}

function positive(value: number | null): number | null {
  return value !== null && value > 0 ? value : null;
}

import type { AnnotationLine } from '../../charts/layers/annotations.ts';
import type { Range } from '../../charts/picture.ts';
import type { Look } from './look.ts';
import type { Observed } from './observed.ts';
import type { Trace } from './traces.ts';

interface Shown {
  readonly traces: readonly Trace[];
  readonly axis: number;
  readonly look: Look;
  readonly observed: readonly Observed[];
  readonly lines: readonly AnnotationLine[];
}

/** Air above and below, as a share of the range. */
const AIR = 0.04;

/** What an axis shows: all that is drawn against it in view, thresholds only where that is asked, with a little air; or what is fixed. */
export function rangeOf({ traces, axis, look, observed, lines }: Shown): (view: Range) => Range {
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
    const fixed = axis === 0 ? look : { low: null, high: null };
    return withAir({ low, high }, fixed, look.log);
  };
}

function drawnColumns(
  { bands, minimum, maximum }: Pick<Trace, 'bands' | 'minimum' | 'maximum'>,
  look: Look,
): readonly Float64Array[] {
  if (look.realizations || look.minMax) return [minimum, maximum];
  return [...(look.bands ? bands.percentiles : []), bands.mean];
}

function withAir(
  found: { low: number; high: number },
  fixed: Pick<Look, 'low' | 'high'>,
  log: boolean,
): Range {
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

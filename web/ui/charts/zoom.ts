import type { LiveChart } from './live-chart.ts';
import { ALL_OF_IT, type Range } from './picture.ts';

/** Factor by which a key press shrinks the visible range. */
const ZOOM_STEP = 0.6;
/** The smallest share of the axis that can be shown. */
const SHARE_MIN = 1e-4;

/** Zooms in (`closer`) or out along an axis, around the cursor or the middle. */
export function zoomByKey(chart: LiveChart, along: 'x' | 'y', closer: boolean): void {
  const factor = closer ? ZOOM_STEP : 1 / ZOOM_STEP;
  const { min, max } = chart.view;
  const center = chart.cursorX ?? (min + max) / 2;
  chart.zoomTo(
    along === 'x'
      ? { x: scaled(chart.view, center, factor) }
      : { y: scaledAll(chart.yViews, chart.valuesAt(), factor) },
  );
}

/** A range `factor` times as long in which `center` keeps its relative position. */
export function scaled({ min, max }: Range, center: number, factor: number): Range {
  return { min: center - (center - min) * factor, max: center + (max - center) * factor };
}

function scaledAll(ranges: readonly Range[], centers: readonly number[], factor: number): Range[] {
  return ranges.map((range, axis) => scaled(range, centers[axis] ?? range.min, factor));
}

/** Whether the ranges cover everything. */
export function covers(ranges: readonly Range[], all: readonly Range[]): boolean {
  return all.every(({ min, max }, i) => {
    const own = ranges[i];
    // Zooming in and out again may differ in the last digits.
    const rest = (max - min) * 1e-9;
    return !own || (own.min <= min + rest && own.max >= max - rest);
  });
}

/** The range clipped to `full`; null if that is everything or too small to show. */
export function within(full: Range, { min, max }: Range): Range | null {
  const inside = { min: Math.max(full.min, min), max: Math.min(full.max, max) };
  const share = (inside.max - inside.min) / (full.max - full.min);
  return share >= SHARE_MIN && share < 1 ? inside : null;
}

/**
 * The stop that is `step` stops from the one at `from`, within the view; null if none is visible. Skips stops at the
 * same x, which look the same. Without `from`, begins at the edge of the view.
 */
export function nextStop(
  stops: ArrayLike<number>,
  { min, max }: Range,
  from: number | null,
  step: number,
): number | null {
  const inView = Array.from(stops, (x, i) => (x >= min && x <= max ? i : -1)).filter((i) => i >= 0);
  const [first, last] = [inView[0], inView.at(-1)];
  if (first === undefined || last === undefined) return null;
  const at = from ?? (step > 0 ? first - 1 : last + 1);
  const clamped = (index: number) => Math.min(last, Math.max(first, index));
  let index = clamped(at + step);
  while (stops[index] === stops[at] && index !== clamped(index + Math.sign(step)))
    index += Math.sign(step);
  return index;
}

interface Place {
  readonly left: number;
  readonly top: number;
}

/** The start of a pinch. */
interface Pinch {
  readonly along: 'x' | 'y';
  readonly distance: number;
  /** The visible ranges then, and the values between the fingers. */
  readonly views: readonly Range[];
  readonly centers: readonly number[];
}

/**
 * Touch on a chart: a tap moves the cursor, and two fingers zoom along the axis on which they are further apart. One
 * moving finger scrolls the page.
 * @returns removes the listeners.
 */
export function zoomByFingers(element: HTMLElement, chart: LiveChart): () => void {
  const fingers = new Map<number, Place>();
  let begun: Pinch | null = null;
  const stop = new AbortController();
  const options = { signal: stop.signal };
  const hold = ({ pointerId, clientX, clientY }: PointerEvent) => {
    const { left, top } = element.getBoundingClientRect();
    fingers.set(pointerId, { left: clientX - left, top: clientY - top });
  };
  const put = (event: PointerEvent) => {
    if (event.pointerType !== 'touch') return;
    hold(event);
    if (fingers.size === 1) chart.pointAt(event.clientX, event.clientY);
    begun = pinchOf([...fingers.values()], chart);
  };
  const move = (event: PointerEvent) => {
    if (!fingers.has(event.pointerId)) return;
    hold(event);
    const [a, b] = [...fingers.values()];
    if (!begun || !a || !b) return;
    const factor = begun.distance / Math.max(8, distance(a, b, begun.along));
    const ranges = scaledAll(begun.views, begun.centers, factor);
    chart.look(begun.along === 'x' ? { x: ranges[0] ?? null } : { y: ranges });
  };
  const lift = (event: PointerEvent) => {
    fingers.delete(event.pointerId);
    if (begun) chart.keepLook();
    begun = null;
  };
  element.addEventListener('pointerdown', put, options);
  element.addEventListener('pointermove', move, options);
  for (const name of ['pointerup', 'pointercancel', 'pointerleave'] as const) {
    element.addEventListener(name, lift, options);
  }
  return () => stop.abort();
}

function pinchOf([a, b]: readonly Place[], chart: LiveChart): Pinch | null {
  if (!a || !b) return null;
  const along = distance(a, b, 'y') > distance(a, b, 'x') ? 'y' : 'x';
  const [left, top] = [(a.left + b.left) / 2, (a.top + b.top) / 2];
  return along === 'x'
    ? {
        along,
        distance: distance(a, b, along),
        views: [chart.view],
        centers: [chart.valueAt(left)],
      }
    : { along, distance: distance(a, b, along), views: chart.yViews, centers: chart.valuesAt(top) };
}

function distance(a: Place, b: Place, along: 'x' | 'y'): number {
  return Math.abs(along === 'x' ? a.left - b.left : a.top - b.top);
}

/** Handles keys on a focused chart. Without zoom they only move the cursor. */
export function handleChartKey(chart: LiveChart, event: KeyboardEvent, zoomable: boolean): void {
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  const step = event.shiftKey ? 12 : 1;
  const keys: Record<string, () => void> = {
    ArrowLeft: () => chart.moveCursor(-step),
    ArrowRight: () => chart.moveCursor(step),
    Home: () => chart.moveCursor(-Infinity),
    End: () => chart.moveCursor(Infinity),
    ...(zoomable && {
      '+': () => zoomByKey(chart, 'x', true),
      '=': () => zoomByKey(chart, 'x', true),
      '-': () => zoomByKey(chart, 'x', false),
      y: () => zoomByKey(chart, 'y', true),
      Y: () => zoomByKey(chart, 'y', false),
      '0': () => chart.zoomTo(ALL_OF_IT),
    }),
  };
  const action = keys[event.key];
  if (!action) return;
  event.preventDefault();
  action();
}

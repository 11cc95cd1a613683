import type { LiveChart } from './live-chart.ts';
import type { Range } from './picture.ts';

/** How much a key press enlarges. */
const ZOOM_STEP = 0.6;
/** The smallest part of the axis that can be looked at. */
const SHARE_MIN = 1e-4;

/** Shows a smaller (`closer`) or larger part around the cursor, or around the middle. */
export function zoomByKey(chart: LiveChart, closer: boolean): void {
  const { min, max } = chart.view;
  const center = chart.cursorX ?? (min + max) / 2;
  chart.zoomTo(scaled(chart.view, center, closer ? ZOOM_STEP : 1 / ZOOM_STEP));
}

/** A range `factor` times as long in which `center` stays where it was. */
export function scaled({ min, max }: Range, center: number, factor: number): Range {
  return { min: center - (center - min) * factor, max: center + (max - center) * factor };
}

/** What can be looked at of it: nothing outside of `full`. Null for all of it, and for what is too little to see. */
export function within(full: Range, { min, max }: Range): Range | null {
  const inside = { min: Math.max(full.min, min), max: Math.min(full.max, max) };
  const share = (inside.max - inside.min) / (full.max - full.min);
  return share >= SHARE_MIN && share < 1 ? inside : null;
}

interface Finger {
  readonly x: number;
}

/** Lets a tap read out and two fingers zoom the x axis; one that moves is left to the page, which scrolls. Answers how to stop. */
export function zoomByFingers(element: HTMLElement, chart: LiveChart): () => void {
  const fingers = new Map<number, Finger>();
  let begun: { view: Range; center: number; distance: number } | null = null;
  const xs = () => [...fingers.values()].map(({ x }) => x);
  const stop = new AbortController();
  const options = { signal: stop.signal };
  const put = (event: PointerEvent) => {
    if (event.pointerType !== 'touch') return;
    fingers.set(event.pointerId, { x: event.clientX - element.getBoundingClientRect().left });
    const [a, b] = xs();
    if (fingers.size === 1) chart.pointAt(event.clientX, event.clientY);
    begun =
      a === undefined || b === undefined
        ? null
        : { view: chart.view, center: chart.valueAt((a + b) / 2), distance: Math.abs(a - b) };
  };
  const move = (event: PointerEvent) => {
    if (!fingers.has(event.pointerId)) return;
    fingers.set(event.pointerId, { x: event.clientX - element.getBoundingClientRect().left });
    const [a, b] = xs();
    if (!begun || a === undefined || b === undefined) return;
    const factor = begun.distance / Math.max(8, Math.abs(a - b));
    chart.look(scaled(begun.view, begun.center, factor));
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

/** What the keys do on a focused chart; where it cannot be zoomed they only move the readout. */
export function handleChartKey(chart: LiveChart, event: KeyboardEvent, zoomable: boolean): void {
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  const step = event.shiftKey ? 12 : 1;
  const keys: Record<string, () => void> = {
    ArrowLeft: () => chart.moveCursor(-step),
    ArrowRight: () => chart.moveCursor(step),
    Home: () => chart.moveCursor(-Infinity),
    End: () => chart.moveCursor(Infinity),
    ...(zoomable && {
      '+': () => zoomByKey(chart, true),
      '=': () => zoomByKey(chart, true),
      '-': () => zoomByKey(chart, false),
      '0': () => chart.zoomTo(null),
    }),
  };
  const action = keys[event.key];
  if (!action) return;
  event.preventDefault();
  action();
}

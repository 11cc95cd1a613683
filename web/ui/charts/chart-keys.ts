import type uPlot from 'uplot';
import { showAll, type Zoom, zoomAround } from './zoom.ts';

/** What the keys do on a focused chart; without `zoom` they only move the readout. */
export function handleChartKey(chart: uPlot, event: KeyboardEvent, zoom: Zoom | undefined): void {
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  const step = event.shiftKey ? 12 : 1;
  const keys: Record<string, () => void> = {
    ArrowLeft: () => moveCursor(chart, -step),
    ArrowRight: () => moveCursor(chart, step),
    Home: () => moveCursor(chart, -Infinity),
    End: () => moveCursor(chart, Infinity),
    ...(zoom && {
      '+': () => zoomAround(chart, zoom, true),
      '=': () => zoomAround(chart, zoom, true),
      '-': () => zoomAround(chart, zoom, false),
      '0': () => showAll(chart, zoom),
    }),
  };
  const action = keys[event.key];
  if (!action) return;
  event.preventDefault();
  action();
}

/** Puts the cursor on the next point in view, at the height of what was drawn there last. */
function moveCursor(chart: uPlot, step: number): void {
  const xs = chart.data[0] ?? [];
  const { min = 0, max = 0 } = chart.scales.x ?? {};
  const first = xs.findIndex((x) => x != null && x >= min);
  const last = xs.findLastIndex((x) => x != null && x <= max);
  if (first < 0 || last < 0) return;
  const at = chart.cursor.idx ?? (step > 0 ? first - 1 : last + 1);
  const inView = (index: number) => Math.min(last, Math.max(first, index));
  let index = inView(at + step);
  // Of points on the same place only one can be told from the cursor, so the others are passed.
  while (xs[index] === xs[at] && index !== inView(index + Math.sign(step)))
    index += Math.sign(step);
  const series = chart.data.findLastIndex((values, i) => i > 0 && values[index] != null);
  const value = chart.data[series]?.[index];
  const top = value == null ? (chart.cursor.top ?? 1) : chart.valToPos(value, 'y');
  chart.setCursor({ left: chart.valToPos(xs[index] ?? min, 'x'), top });
}

import type { LiveChart } from './live-chart.ts';
import { zoomByKey } from './zoom.ts';

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

import uPlot from 'uplot';
import { plotLines } from '../../web/ui/modules/time-series/plot-lines.ts';
import { tracesOf } from '../../web/ui/modules/time-series/traces.ts';
import { generateExample } from '../../web/workbench/ensembles/examples.ts';

declare global {
  interface Window {
    measureChart(draws: number): Promise<ChartTimes>;
  }
}

/** Milliseconds of main thread, one entry for each draw. */
export interface ChartTimes {
  /** Mean and percentiles over the realizations for every month. */
  readonly statistics: number[];
  /** From the numbers to the picture, pixels included. */
  readonly draw: number[];
}

const theme = {
  text: '#111',
  muted: '#555',
  grid: '#ddd',
  surface: '#fff',
  accent: '#066',
  warning: '#a60',
  series: ['rgb(29, 111, 184)'],
  font: '12px sans-serif',
};

/** Draws 100 realizations of 20 years of months with mean and bands, as the time series module does. */
window.measureChart = async (draws) => {
  const data = generateExample({ kind: 'example', example: 'north-flank', seed: 11 });
  const rows = Int32Array.from(data.realizations.keys());
  const ensemble = { id: 'a', name: 'A', color: 'series-1', data, rows };
  const times: ChartTimes = { statistics: [], draw: [] };
  for (let i = 0; i < draws; i++) {
    const start = performance.now();
    const traces = tracesOf([ensemble], 'FOPR', [10, 50, 90]);
    const counted = performance.now();
    const shown = { realizations: true, mean: true, bands: true };
    const { options, data: columns } = plotLines(traces, shown, [])(theme);
    const size = { width: 800, height: 400, legend: { show: false } };
    const chart = new uPlot({ ...options, ...size }, columns, document.body);
    // uPlot draws in a microtask; reading a pixel waits until all of them are on the canvas.
    await Promise.resolve();
    chart.ctx.getImageData(0, 0, 1, 1);
    times.statistics.push(counted - start);
    times.draw.push(performance.now() - counted);
    chart.destroy();
  }
  return times;
};

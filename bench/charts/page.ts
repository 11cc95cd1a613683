import { LiveChart } from '../../web/ui/charts/live-chart.ts';
import { ALL_OF_IT } from '../../web/ui/charts/picture.ts';
import { distinguish } from '../../web/ui/modules/time-series/look.ts';
import { pictureOf } from '../../web/ui/modules/time-series/picture.ts';
import { overlayOf } from '../../web/ui/modules/time-series/pointed.ts';
import { type Traces, tracesOf } from '../../web/ui/modules/time-series/traces.ts';
import { dataOf, newRoom, readPixel } from './common.ts';

declare global {
  interface Window {
    measureChart(draws: number, realizations: number): Promise<ChartTimes>;
  }
}

/** Milliseconds of main thread time, one entry per draw. */
export interface ChartTimes {
  /** Mean and percentiles over the realizations for every month. */
  readonly statistics: number[];
  /** From numbers to pixels. */
  readonly draw: number[];
  /** Highlighting one realization, including pixels. */
  readonly hover: number[];
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
const look = {
  ...{ realizations: true, mean: true, bands: true, minMax: false, log: false },
  ...{ limits: [], minus: '', thresholds: false },
};

window.measureChart = async (draws, realizations) => {
  const room = newRoom();
  const data = dataOf(realizations);
  const times: ChartTimes = { statistics: [], draw: [], hover: [] };
  for (let i = 0; i < draws; i++) {
    // A new list of rows each time, because statistics are cached per list.
    const rows = Int32Array.from(data.realizations.keys());
    const ensemble = { id: 'a', name: 'A', color: 'series-1', data, rows };
    const start = performance.now();
    const traces: Traces = tracesOf([ensemble], {
      vectors: ['FOPR'],
      ranks: [10, 50, 90],
      count: 'exceedance',
    });
    const counted = performance.now();
    const own = { ...look, ...distinguish(traces.list, {}) };
    const chart = new LiveChart(room, {
      ...{ picture: pictureOf(traces, own, [], []), theme, zoom: ALL_OF_IT },
      ...{ zoomable: true, ranges: false },
      onCursor: () => undefined,
      onZoom: () => undefined,
      onRange: () => undefined,
    });
    // uPlot draws in a microtask.
    await Promise.resolve();
    readPixel(chart.uplot.ctx.canvas);
    const drawn = performance.now();
    const realization = { ensembleId: 'a', realization: i };
    chart.setOverlay(overlayOf(traces, own, data.times[i] ?? 0, realization, null));
    readPixel(room.querySelector('.chart-overlay'));
    times.statistics.push(counted - start);
    times.draw.push(drawn - counted);
    times.hover.push(performance.now() - drawn);
    chart.destroy();
  }
  room.remove();
  return times;
};

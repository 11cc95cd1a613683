import { LiveChart } from '../../web/ui/charts/live-chart.ts';
import { distinguish } from '../../web/ui/modules/time-series/look.ts';
import { pictureOf } from '../../web/ui/modules/time-series/picture.ts';
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
  const room = document.createElement('div');
  room.style.cssText = 'position: relative; width: 800px; height: 400px';
  document.body.append(room);
  const data = generateExample({ kind: 'example', example: 'north-flank', seed: 11 });
  const times: ChartTimes = { statistics: [], draw: [] };
  for (let i = 0; i < draws; i++) {
    // Statistics are kept as long as the list of rows is the same.
    const rows = Int32Array.from(data.realizations.keys());
    const ensemble = { id: 'a', name: 'A', color: 'series-1', data, rows };
    const start = performance.now();
    const traces = tracesOf([ensemble], {
      vectors: ['FOPR'],
      ranks: [10, 50, 90],
      count: 'exceedance',
    });
    const counted = performance.now();
    const look = {
      ...{ realizations: true, mean: true, bands: true, minMax: false, log: false },
      ...{ low: null, high: null, minus: '' },
      ...distinguish(traces.list, {}),
    };
    const picture = pictureOf(traces, look, [], []);
    const chart = new LiveChart(room, {
      ...{ picture, theme, zoom: null, zoomable: true, ranges: false },
      onCursor: () => undefined,
      onZoom: () => undefined,
      onRange: () => undefined,
    });
    // uPlot draws in a microtask; reading a pixel waits until all of them are on the canvas.
    await Promise.resolve();
    chart.uplot.ctx.getImageData(0, 0, 1, 1);
    times.statistics.push(counted - start);
    times.draw.push(performance.now() - counted);
    chart.destroy();
  }
  return times;
};

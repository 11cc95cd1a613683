import Plotly from 'plotly.js-basic-dist-min';
import uPlot from 'uplot';
import { dataOf, newRoom, readPixel, SIZE } from './common.ts';

declare global {
  interface Window {
    measureOthers(draws: number, realizations: number): Promise<OtherTimes>;
  }
}

/** Milliseconds that other libraries take to draw the same lines, including pixels. */
export interface OtherTimes {
  readonly uplot: number[];
  readonly plotly: number[];
}

window.measureOthers = async (draws, realizations) => {
  const data = dataOf(realizations);
  const { times: xs } = data;
  const values = data.vectors.get('FOPR')?.values ?? new Float64Array();
  const lines = Array.from(data.realizations, (_, row) =>
    values.subarray(row * xs.length, (row + 1) * xs.length),
  );
  const result: OtherTimes = { uplot: [], plotly: [] };
  for (let i = 0; i < draws; i++) {
    const room = newRoom();
    const start = performance.now();
    const series = lines.map(() => ({ stroke: 'rgb(29 111 184 / 0.1)', points: { show: false } }));
    const options = { ...SIZE, legend: { show: false }, series: [{}, ...series] };
    const chart = new uPlot(options, [xs, ...lines] as uPlot.AlignedData, room);
    await Promise.resolve();
    readPixel(chart.ctx.canvas);
    result.uplot.push(performance.now() - start);
    chart.destroy();
    const again = performance.now();
    await Plotly.newPlot(
      room,
      lines.map((y) => ({
        x: [...xs],
        y: [...y],
        mode: 'lines',
        line: { width: 1, color: 'rgba(29, 111, 184, 0.1)' },
      })),
      { ...SIZE, showlegend: false },
      { staticPlot: true },
    );
    // It draws SVG, so the pixels are there only after a frame.
    await new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve)));
    result.plotly.push(performance.now() - again);
    room.remove();
  }
  return result;
};

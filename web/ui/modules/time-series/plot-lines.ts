import type uPlot from 'uplot';
import type { Annotation } from '../../../workbench/content/schema.ts';
import { axes, utcDate } from '../../charts/axes.ts';
import type { Plot } from '../../charts/chart.tsx';
import { type ChartTheme, canvasColor, withAlpha } from '../../charts/chart-theme.ts';
import { annotationLines, drawLines } from '../../charts/draw-annotations.ts';
import type { Trace, Traces } from './traces.ts';

export interface LinesShown {
  readonly realizations: boolean;
  readonly mean: boolean;
  readonly bands: boolean;
}

/** The fainter the more there are, so that their density shows: 100 lines let a fifth through. */
const ALPHA_OF_ALL = 20;
const ALPHA_MIN = 0.08;
const ALPHA_MAX = 0.8;
const BAND_ALPHA = 0.2;
/** More lines could not be told apart, and take longer than a hand should wait. */
const REALIZATIONS_DRAWN_MAX = 400;

/** Of how many realizations one is drawn; statistics are always of all. */
export function drawnEvery(realizations: number): number {
  return Math.max(1, Math.ceil(realizations / REALIZATIONS_DRAWN_MAX));
}

/** The picture: for each ensemble its realizations, over them the bands, over them median and mean. */
export function plotLines(
  traces: Traces,
  shown: LinesShown,
  annotations: readonly Annotation[],
): Plot {
  return (theme) => {
    const series: uPlot.Series[] = [{}];
    const bands: uPlot.Band[] = [];
    const columns: Trace['mean'][] = [traces.times];
    const add = (values: Trace['mean'], look: uPlot.Series) => {
      columns.push(values);
      return series.push({ points: { show: false }, ...look }) - 1;
    };
    if (shown.realizations) for (const trace of traces.list) addRealizations(trace, theme, add);
    if (shown.bands) for (const trace of traces.list) bands.push(...addBands(trace, theme, add));
    if (shown.mean) {
      for (const { ensemble, mean } of traces.list) {
        add(mean, { stroke: canvasColor(theme, ensemble.color), width: 2.5 });
      }
    }
    const lines = annotationLines(annotations, 'y');
    const thresholds = lines.flatMap(({ scale, value }) => (scale === 'y' ? [value] : []));
    const options = {
      series,
      bands,
      tzDate: utcDate,
      scales: { x: { time: true }, y: { range: rangeWith(thresholds) } },
      axes: axes(theme, { time: true }, {}),
      hooks: { draw: [drawLines(lines, theme)] },
    };
    return { options, data: columns as uPlot.AlignedData };
  };
}

type Add = (values: Trace['mean'], look: uPlot.Series) => number;

function addRealizations({ ensemble, lines }: Trace, theme: ChartTheme, add: Add): void {
  const step = drawnEvery(lines.length);
  const alpha = Math.min(ALPHA_MAX, Math.max(ALPHA_MIN, (ALPHA_OF_ALL * step) / lines.length));
  const stroke = withAlpha(canvasColor(theme, ensemble.color), alpha);
  for (const [i, line] of lines.entries()) if (i % step === 0) add(line, { stroke, width: 1 });
}

/** Percentiles in pairs from the outside in; the one in the middle is a dashed line. */
function addBands({ ensemble, percentiles }: Trace, theme: ChartTheme, add: Add): uPlot.Band[] {
  const color = canvasColor(theme, ensemble.color);
  const edge = { stroke: withAlpha(color, 0.7), width: 1 };
  const bands: uPlot.Band[] = [];
  const last = percentiles.length - 1;
  for (let i = 0; i <= last - i; i++) {
    const low = percentiles[i];
    const high = percentiles[last - i];
    if (!low || !high) continue;
    if (i === last - i) {
      add(low, { stroke: color, width: 1.5, dash: [5, 4] });
      continue;
    }
    const top = add(high, edge);
    const bottom = add(low, edge);
    bands.push({ series: [top, bottom], fill: withAlpha(color, BAND_ALPHA) });
  }
  return bands;
}

/** All of the data with a little air, and the thresholds. */
function rangeWith(values: readonly number[]): uPlot.Scale.Range {
  return (_, min, max) => {
    if (min === null || max === null) return [0, 1];
    const low = Math.min(min, ...values);
    const high = Math.max(max, ...values);
    const air = (high - low) * 0.04 || Math.abs(high) * 0.1 || 1;
    return [low >= 0 && low < air * 3 ? 0 : low - air, high + air];
  };
}

import type uPlot from 'uplot';

/** The part of the x axis that a person chose to see; null: all of it. */
export interface Zoom {
  range: { min: number; max: number } | null;
}

/** How much a key press enlarges. */
const ZOOM_STEP = 0.6;

/** Lets a chart be zoomed by dragging and by double click, and writes down what was chosen. */
export function withZoom(options: uPlot.Options, zoom: Zoom): uPlot.Options {
  return {
    ...options,
    cursor: {
      ...options.cursor,
      drag: { x: true, y: false, dist: 4 },
      bind: {
        dblclick: (_, __, reset) => (event) => {
          zoom.range = null;
          return reset(event);
        },
      },
    },
    hooks: {
      ...options.hooks,
      setSelect: [
        (chart) => {
          const { left, width } = chart.select;
          if (width <= 0) return;
          zoom.range = { min: chart.posToVal(left, 'x'), max: chart.posToVal(left + width, 'x') };
        },
      ],
    },
  };
}

/** Shows a smaller (`closer`) or larger part around the cursor, or around the middle. */
export function zoomAround(chart: uPlot, zoom: Zoom, closer: boolean): void {
  const { min, max } = chart.scales.x ?? {};
  const xs = chart.data[0] ?? [];
  const first = xs[0];
  const last = xs.at(-1);
  if (min === undefined || max === undefined || first == null || last == null) return;
  const center = xs[chart.cursor.idx ?? -1] ?? (min + max) / 2;
  const factor = closer ? ZOOM_STEP : 1 / ZOOM_STEP;
  const range = {
    min: Math.max(first, center - (center - min) * factor),
    max: Math.min(last, center + (max - center) * factor),
  };
  if (range.min >= range.max) return;
  zoom.range = range.min <= first && range.max >= last ? null : range;
  chart.setScale('x', range);
}

export function showAll(chart: uPlot, zoom: Zoom): void {
  zoom.range = null;
  chart.setData(chart.data, true);
}

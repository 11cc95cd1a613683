import { useEffect, useRef } from 'preact/hooks';
import uPlot from 'uplot';
import { handleChartKey } from './chart-keys.ts';
import { type ChartTheme, readChartTheme } from './chart-theme.ts';
import { colorScheme } from './color-scheme.ts';
import { withZoom, type Zoom } from './zoom.ts';

/** What uPlot is to draw, in the colours of the theme. */
export type Plot = (theme: ChartTheme) => {
  readonly options: Omit<uPlot.Options, 'width' | 'height'>;
  readonly data: uPlot.AlignedData;
};

export interface ChartProps {
  /** Same function, same picture: a new one draws the chart anew. */
  readonly plot: Plot;
  /** What the picture shows, in a sentence or two, for those who do not see it. */
  readonly summary: string;
  /** Dragging or "+" zooms the x axis, a double click or "0" shows all of it. The zoom outlives a redraw. */
  readonly zoomable?: boolean;
  /** The pointer or an arrow key has moved; `cursor.idx` is null when it has left. */
  onCursor?(chart: uPlot): void;
}

/** A picture drawn by uPlot, as large as the room it is given. Arrow keys move the readout. */
export function Chart({ plot, summary, zoomable = false, onCursor }: ChartProps) {
  const host = useRef<HTMLDivElement>(null);
  const chart = useRef<uPlot | null>(null);
  const zoom = useRef<Zoom>({ range: null }).current;
  const report = useRef(onCursor);
  report.current = onCursor;
  const scheme = colorScheme.value;

  useEffect(() => {
    const room = host.current;
    if (!room) return;
    const { options, data } = plot(readChartTheme(room));
    const full = complete({ ...options, ...sizeOf(room) }, (made) => report.current?.(made));
    const made = new uPlot(zoomable ? withZoom(full, zoom) : full, data, room);
    if (zoom.range) made.setScale('x', zoom.range);
    chart.current = made;
    const observer = new ResizeObserver(() => made.setSize(sizeOf(room)));
    observer.observe(room);
    return () => {
      observer.disconnect();
      made.destroy();
      chart.current = null;
    };
  }, [plot, scheme, zoomable]);

  return (
    // biome-ignore lint/a11y/useSemanticElements: a picture with keys of its own has no element
    <div
      class="chart"
      role="group"
      aria-roledescription="chart"
      aria-label={summary}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: the arrow keys move the readout
      tabIndex={0}
      onKeyDown={(event) =>
        chart.current && handleChartKey(chart.current, event, zoomable ? zoom : undefined)
      }
    >
      <div class="chart-room" ref={host} aria-hidden="true" />
    </div>
  );
}

function complete(options: uPlot.Options, onCursor: (chart: uPlot) => void): uPlot.Options {
  return {
    ...options,
    legend: { show: false },
    cursor: { y: false, drag: { x: false, y: false }, points: { show: false }, ...options.cursor },
    hooks: { ...options.hooks, setCursor: [onCursor] },
  };
}

function sizeOf(room: HTMLElement): { width: number; height: number } {
  return { width: Math.max(80, room.clientWidth), height: Math.max(60, room.clientHeight) };
}

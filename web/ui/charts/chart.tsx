import { effect, type ReadonlySignal, signal } from '@preact/signals';
import { useEffect, useLayoutEffect, useRef } from 'preact/hooks';
import { type ColorScheme, chartTheme } from './chart-theme.ts';
import { type Drawing, distanceFromView, drawQueue } from './draw-queue.ts';
import { LiveChart } from './live-chart.ts';
import type { ChartCursor } from './painter.ts';
import { ALL_OF_IT, type Layer, type Picture, type Range, type Zoom } from './picture.ts';
import { handleChartKey, zoomByFingers } from './zoom.ts';

export interface ChartProps {
  readonly picture: Picture;
  /** Describes the chart in a sentence or two, for screen readers. */
  readonly summary: string;
  /** The part that is shown; absent: everything. */
  readonly zoom?: Zoom;
  /** Called when the person zooms by dragging, pinching or keys; a double click or "0" shows everything. Absent: no zoom. */
  onZoom?(zoom: Zoom): void;
  /** Called when the person selects a range of x by dragging, which then does not zoom. */
  onRange?(range: Range): void;
  /** A layer over the picture; drawn whenever it changes, without redrawing the picture. */
  readonly overlay?: ReadonlySignal<Layer | null>;
  /** Called when the pointer or an arrow key has moved the cursor; with null when the pointer has left. */
  onCursor?(cursor: ChartCursor | null): void;
  /** Called on a click or Enter, but not on a tap, which only moves the cursor. */
  onClick?(): void;
  /** Called with the chart once it is on screen, for exports, and with null when it is removed. */
  onChart?(chart: LiveChart | null): void;
}

const systemIsDark = matchMedia('(prefers-color-scheme: dark)');
const scheme = signal<ColorScheme>(currentScheme());

/** The theme that is on screen now. Canvases must be redrawn when it changes. */
export const colorScheme: ReadonlySignal<ColorScheme> = scheme;

const updateScheme = () => {
  scheme.value = currentScheme();
};
systemIsDark.addEventListener('change', updateScheme);
new MutationObserver(updateScheme).observe(document.documentElement, {
  attributeFilter: ['data-theme'],
});

function currentScheme(): ColorScheme {
  const chosen = document.documentElement.dataset.theme;
  if (chosen === 'light' || chosen === 'dark') return chosen;
  return systemIsDark.matches ? 'dark' : 'light';
}

addEventListener('beforeprint', () => drawQueue.print(true));
addEventListener('afterprint', () => drawQueue.print(false));

/** A chart that fills its container. Arrow keys move the cursor. */
export function Chart(props: ChartProps) {
  const { picture, summary, zoom = ALL_OF_IT, overlay } = props;
  const room = useRef<HTMLDivElement>(null);
  const live = useRef<LiveChart | null>(null);
  const latest = useRef(props);
  latest.current = props;
  const theme = chartTheme(colorScheme.value);
  const zoomable = props.onZoom !== undefined;

  useLayoutEffect(() => {
    const element = room.current;
    if (!element) return;
    let stop = () => {};
    const first: Drawing = {
      distance: () => distanceFromView(element),
      draw() {
        stop = begin(element);
      },
    };
    drawQueue.ask(first);
    return () => {
      drawQueue.forget(first);
      stop();
    };
  }, [zoomable]);

  /** Creates the chart from the latest props. Returns how to remove it. */
  function begin(element: HTMLElement): () => void {
    const { picture, zoom = ALL_OF_IT, overlay, onRange } = latest.current;
    const chart = new LiveChart(element, {
      picture,
      theme: chartTheme(colorScheme.peek()),
      zoom,
      zoomable,
      ranges: onRange !== undefined,
      onRange: (range) => latest.current.onRange?.(range),
      onCursor: (cursor) => latest.current.onCursor?.(cursor),
      onZoom: (range) => latest.current.onZoom?.(range),
    });
    live.current = chart;
    if (overlay) chart.setOverlay(overlay.peek());
    latest.current.onChart?.(chart);
    const observer = new ResizeObserver(() => chart.fit());
    observer.observe(element);
    const stopFingers = zoomable ? zoomByFingers(element, chart) : () => {};
    return () => {
      stopFingers();
      observer.disconnect();
      chart.destroy();
      live.current = null;
      latest.current.onChart?.(null);
    };
  }

  useLayoutEffect(
    () => live.current?.update(picture, theme, zoom),
    [picture, theme, JSON.stringify(zoom)],
  );

  useEffect(
    () =>
      overlay &&
      effect(() => {
        const layer = overlay.value;
        live.current?.setOverlay(layer);
      }),
    [overlay],
  );

  return (
    // biome-ignore lint/a11y/useSemanticElements: HTML has no element for a chart with its own keys
    <div
      class="chart"
      data-x={picture.x.kind}
      role="group"
      aria-roledescription="chart"
      aria-label={summary}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: the arrow keys move the cursor
      tabIndex={0}
      onKeyDown={(event) => {
        if (!live.current) return;
        if (event.key === 'Enter') props.onClick?.();
        else handleChartKey(live.current, event, zoomable);
      }}
    >
      <div
        class="chart-room"
        ref={room}
        aria-hidden="true"
        onClick={(event) =>
          (event as unknown as PointerEvent).pointerType !== 'touch' && props.onClick?.()
        }
      />
    </div>
  );
}

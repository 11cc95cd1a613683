import { effect, type ReadonlySignal } from '@preact/signals';
import { useEffect, useLayoutEffect, useRef } from 'preact/hooks';
import { chartTheme } from './chart-theme.ts';
import { colorScheme } from './color-scheme.ts';
import { type Drawing, distanceFromView, drawQueue } from './draw-queue.ts';
import { LiveChart } from './live-chart.ts';
import type { ChartCursor } from './painter.ts';
import { ALL_OF_IT, type Layer, type Picture, type Range, type Zoom } from './picture.ts';
import { handleChartKey, zoomByFingers } from './zoom.ts';

export interface ChartProps {
  readonly picture: Picture;
  /** What the picture shows, in a sentence or two, for those who do not see it. */
  readonly summary: string;
  /** The part that is shown; all of it without. */
  readonly zoom?: Zoom;
  /** Dragging, two fingers or keys zoom along one axis or both; a double click or "0" shows all again. Without it nothing zooms. */
  onZoom?(zoom: Zoom): void;
  /** Dragging draws a range of values, and zooms nothing. */
  onRange?(range: Range): void;
  /** Drawn over the picture whenever it changes, without drawing the picture again. */
  readonly overlay?: ReadonlySignal<Layer | null>;
  /** The pointer or an arrow key has moved; null when the pointer has left. */
  onCursor?(cursor: ChartCursor | null): void;
  /** A click or Enter, not a tap: a finger only reads out. */
  onClick?(): void;
  /** Told of the chart on screen, for what is taken away of it; null when there is none any more. */
  onChart?(chart: LiveChart | null): void;
}

addEventListener('beforeprint', () => drawQueue.print(true));
addEventListener('afterprint', () => drawQueue.print(false));

/** A picture as large as the room it is given. Arrow keys move the readout. */
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

  /** Makes the chart of what is to be shown by then. */
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
    // biome-ignore lint/a11y/useSemanticElements: a picture with keys of its own has no element
    <div
      class="chart"
      role="group"
      aria-roledescription="chart"
      aria-label={summary}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: the arrow keys move the readout
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

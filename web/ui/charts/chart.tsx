import { effect, type ReadonlySignal } from '@preact/signals';
import { useEffect, useLayoutEffect, useRef } from 'preact/hooks';
import type { ChartCursor } from './chart-cursor.ts';
import { chartTheme } from './chart-theme.ts';
import { colorScheme } from './color-scheme.ts';
import { LiveChart } from './live-chart.ts';
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
    const chart = new LiveChart(element, {
      picture: latest.current.picture,
      theme: chartTheme(colorScheme.peek()),
      zoom: latest.current.zoom ?? ALL_OF_IT,
      zoomable,
      ranges: latest.current.onRange !== undefined,
      onRange: (range) => latest.current.onRange?.(range),
      onCursor: (cursor) => latest.current.onCursor?.(cursor),
      onZoom: (range) => latest.current.onZoom?.(range),
    });
    live.current = chart;
    latest.current.onChart?.(chart);
    const observer = new ResizeObserver(() => chart.fit());
    observer.observe(element);
    const stopFingers = zoomable ? zoomByFingers(element, chart) : () => undefined;
    return () => {
      stopFingers();
      observer.disconnect();
      chart.destroy();
      live.current = null;
      latest.current.onChart?.(null);
    };
  }, [zoomable]);

  const part = JSON.stringify(zoom);
  const shown = useRef({ picture, theme, part });
  useLayoutEffect(() => {
    const before = shown.current;
    shown.current = { picture, theme, part };
    const isSame = before.picture === picture && before.theme === theme && before.part === part;
    if (!isSame) live.current?.update(picture, theme, zoom);
  }, [picture, theme, part]);

  useEffect(
    () => overlay && effect(() => live.current?.setOverlay(overlay.value)),
    [overlay, zoomable],
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

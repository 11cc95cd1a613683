import { computed, type ReadonlySignal, useSignal } from '@preact/signals';
import type { ComponentChildren, RefObject } from 'preact';
import { useId, useLayoutEffect, useMemo, useRef } from 'preact/hooks';
import type { Annotation } from '../../workbench/content/schema.ts';
import { Chart, type ChartProps } from '../charts/chart.tsx';
import { annotationWords } from '../charts/layers/annotations.ts';
import type { LiveChart } from '../charts/live-chart.ts';
import type { Layer, Range, Zoom } from '../charts/picture.ts';
import { IconButton } from '../components/button.tsx';
import { Fewer, Refusals } from './legend-parts.tsx';
import type { ModuleProps } from './module.ts';
import { chartBody } from './take-away/chart-body.ts';
import { TakeAway, type TakeAwayProps } from './take-away/take-away.tsx';

/** Settings of modules with a chart; the zoom only if the chart can be zoomed. */
interface Kept {
  readonly details?: boolean;
  readonly zoom?: Range | null;
  readonly zoomY?: readonly Range[] | null;
}

export interface ModuleChartProps
  extends Pick<ChartProps, 'picture' | 'overlay' | 'onCursor' | 'onClick' | 'onRange'>,
    Pick<TakeAwayProps, 'moduleId' | 'title' | 'legend' | 'columns'> {
  /** Access to the settings for the zoom and the details. */
  kept: Pick<ModuleProps<Kept>, 'settings' | 'change'>;
  /** Whether the chart can be zoomed. */
  zooms?: boolean;
  /** Describes the picture for screen readers; the annotations are added. */
  summary: string;
  annotations: readonly Annotation[];
  /**
   * Values under the pointer. They float over the half of the picture where the pointer is not or, if that is too narrow,
   * stand below the picture in place of the legend (`isBelow`).
   */
  readout?(isBelow: boolean): ComponentChildren;
  /** The width of a floating readout in CSS pixels; absent: it fits. */
  readoutWidth?: number;
  /** The legend, in one line below the picture; fully visible if the details are open. */
  children: ComponentChildren;
  /** The legend as text, apart from the colours, for an exported picture. */
  words?: readonly string[];
  /** The numbers behind the picture, shown below the legend on request. */
  details?: ComponentChildren;
  /** Sentences that say what is left out and why. */
  refused?: readonly string[];
  /** Where fewer than all realizations count. */
  counts?: readonly string[];
  /** What else is always visible. */
  notes?: ComponentChildren;
}

/** A module's chart with its legend, details and the menu to download or copy it. */
export function ModuleChart({ kept, zooms, readout, children, ...rest }: ModuleChartProps) {
  const { picture, overlay, onCursor, onClick, onRange, title, legend, columns } = rest;
  const { refused = [], counts = [] } = rest;
  const chart = useRef<LiveChart | null>(null);
  const frame = useRef<HTMLDivElement>(null);
  const isBelow = useIsBelow(frame, rest.readoutWidth ?? 0);
  const { zoom = null, zoomY = null, details = false } = kept.settings;
  const detailsId = useId();
  return (
    <>
      <div class="chart-frame" ref={frame} data-below={isBelow}>
        <Chart
          picture={picture}
          summary={rest.summary + annotationWords(rest.annotations)}
          onChart={(live) => {
            chart.current = live;
          }}
          zoom={{ x: zoom, y: zoomY }}
          {...(zooms && {
            onZoom: ({ x, y }: Zoom) => kept.change({ zoom: x, zoomY: y }),
          })}
          {...(onRange && { onRange })}
          {...(overlay && { overlay })}
          {...(onCursor && { onCursor })}
          {...(onClick && { onClick })}
        />
        {rest.notes}
        <Refusals reasons={refused} />
        <Fewer words={counts} />
        <div class="chart-foot">
          <div class="chart-words" data-open={details}>
            {children}
            {readout?.(isBelow)}
          </div>
          <IconButton
            icon={details ? 'chevron-down' : 'chevron-right'}
            label={`${details ? 'Hide' : 'Show'} details of ${title}`}
            aria-expanded={details}
            data-screen-only
            aria-controls={detailsId}
            onClick={() => kept.change({ details: !details })}
          />
          <TakeAway
            moduleId={rest.moduleId}
            picture={() => chart.current && chartBody(chart.current)}
            title={title}
            legend={legend}
            notes={[...(rest.words ?? []), counts.join(', '), ...refused].filter(Boolean)}
            columns={columns}
          />
        </div>
      </div>
      {details && rest.details && (
        <section
          class="chart-details"
          id={detailsId}
          aria-label={`Details of ${title}`}
          // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard.
          tabIndex={0}
        >
          {rest.details}
        </section>
      )}
    </>
  );
}

/** Distance of a floating readout from the edge of the chart and from the pointer. */
const AROUND_PX = 28;

/** Whether a readout of this width has no room in half of a chart. */
function useIsBelow(frame: RefObject<HTMLElement | null>, width: number): boolean {
  const isBelow = useSignal(false);
  useLayoutEffect(() => {
    const element = frame.current;
    if (!element) return;
    const fit = () => {
      isBelow.value = width > element.clientWidth / 2 - AROUND_PX;
    };
    fit();
    const observer = new ResizeObserver(fit);
    observer.observe(element);
    return () => observer.disconnect();
  }, [frame, width]);
  return isBelow.value;
}

/** A layer that is created again whenever a signal it reads changes. */
export function useOverlay(
  make: () => Layer | null,
  inputs: readonly unknown[],
): ReadonlySignal<Layer | null> {
  return useMemo(() => computed(make), inputs);
}

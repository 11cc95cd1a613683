import { computed, type ReadonlySignal } from '@preact/signals';
import type { ComponentChildren } from 'preact';
import { useMemo, useRef } from 'preact/hooks';
import type { Annotation } from '../../workbench/content/schema.ts';
import { Chart, type ChartProps } from '../charts/chart.tsx';
import { annotationWords } from '../charts/layers/annotations.ts';
import type { LiveChart } from '../charts/live-chart.ts';
import type { Layer, Range, Zoom } from '../charts/picture.ts';
import type { ModuleProps } from './module.ts';
import { chartBody } from './take-away/chart-body.ts';
import { TakeAway, type TakeAwayProps } from './take-away/take-away.tsx';

/** Settings of a module whose chart can be zoomed. */
interface Zoomed {
  readonly zoom?: Range | null;
  readonly zoomY?: readonly Range[] | null;
}

export interface ModuleChartProps
  extends Pick<ChartProps, 'picture' | 'overlay' | 'onCursor' | 'onClick' | 'onRange'>,
    Pick<TakeAwayProps, 'moduleId' | 'title' | 'legend' | 'columns'> {
  /** Where the zoom is kept, if the chart has one. */
  zoomed?: Pick<ModuleProps<Zoomed>, 'settings' | 'change'>;
  /** The picture in words; the annotations are added. */
  summary: string;
  annotations: readonly Annotation[];
  /** What floats over the picture. */
  over?: ComponentChildren;
  /** What stands below it: which colour is what, and numbers. */
  children: ComponentChildren;
}

/** A module's chart with what stands around it and the menu with which it leaves the page. */
export function ModuleChart({ zoomed, over, children, ...rest }: ModuleChartProps) {
  const { picture, overlay, onCursor, onClick, onRange, title, legend, columns } = rest;
  const chart = useRef<LiveChart | null>(null);
  const { zoom = null, zoomY = null } = zoomed?.settings ?? {};
  return (
    <>
      <div class="chart-frame">
        <Chart
          picture={picture}
          summary={rest.summary + annotationWords(rest.annotations)}
          onChart={(live) => {
            chart.current = live;
          }}
          zoom={{ x: zoom, y: zoomY }}
          {...(zoomed && {
            onZoom: ({ x, y }: Zoom) => zoomed.change({ zoom: x, zoomY: y }),
          })}
          {...(onRange && { onRange })}
          {...(overlay && { overlay })}
          {...(onCursor && { onCursor })}
          {...(onClick && { onClick })}
        />
        {over}
      </div>
      <div class="chart-foot">
        <div class="chart-words">{children}</div>
        <TakeAway
          moduleId={rest.moduleId}
          picture={() => chart.current && chartBody(chart.current)}
          title={title}
          legend={legend}
          columns={columns}
        />
      </div>
    </>
  );
}

/** A layer that is made anew whenever a signal it reads has changed. */
export function useOverlay(
  make: () => Layer | null,
  inputs: readonly unknown[],
): ReadonlySignal<Layer | null> {
  return useMemo(() => computed(make), inputs);
}

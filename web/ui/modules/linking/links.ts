import { type Signal, signal } from '@preact/signals';
import { useMemo } from 'preact/hooks';
import type { Workbench } from '../../../workbench/workbench.ts';

/** One realization of one ensemble. */
export interface Realization {
  readonly ensembleId: string;
  readonly realization: number;
}

/** What is pointed at in one chart and shown in all of a dashboard. */
export interface Links {
  /** Seconds since 1970. */
  readonly time: Signal<number | null>;
  readonly realization: Signal<Realization | null>;
}

const shared = new WeakMap<Workbench, Links>();

/** The links of a module: those of all charts of its dashboard, or its own where the dashboard is not linked. */
export function useLinks(workbench: Workbench, moduleId: string): Links {
  const dashboard = workbench.content.value.dashboards.find(({ modules }) =>
    modules.some(({ id }) => id === moduleId),
  );
  const own = useMemo(newLinks, []);
  if (dashboard?.linked === false) return own;
  const links = shared.get(workbench) ?? newLinks();
  shared.set(workbench, links);
  return links;
}

function newLinks(): Links {
  return { time: signal(null), realization: signal(null) };
}

import { type Signal, signal } from '@preact/signals';
import { useMemo } from 'preact/hooks';
import type { Dashboard } from '../../../workbench/content/schema.ts';
import type { Workbench } from '../../../workbench/workbench.ts';
import type { QuantityChosen } from '../quantity.ts';

/** One realization of one ensemble. */
export interface Realization {
  readonly ensembleId: string;
  readonly realization: number;
}

/** Realizations whose value lies in a range that was drawn in a chart. */
export interface Brush {
  readonly quantity: QuantityChosen;
  readonly low: number;
  readonly high: number;
  /** Realization numbers by ensemble id. */
  readonly realizations: ReadonlyMap<string, ReadonlySet<number>>;
}

/** What is pointed at in one chart and shown in all of a dashboard. */
export interface Links {
  /** Seconds since 1970. */
  readonly time: Signal<number | null>;
  readonly realization: Signal<Realization | null>;
  readonly brush: Signal<Brush | null>;
}

/** Of the dashboard that is open: another one begins anew. */
const shared = new WeakMap<Workbench, { readonly dashboardId: string; readonly links: Links }>();

/** The dashboard that a module is on. Reads the content: call it while rendering. */
function dashboardOf(workbench: Workbench, moduleId: string): Dashboard | undefined {
  return workbench.content.value.dashboards.find(({ modules }) =>
    modules.some(({ id }) => id === moduleId),
  );
}

/** The day that all charts of a module's dashboard read vectors on; null where each has its own. */
export function dashboardDate(workbench: Workbench, moduleId: string): string | null {
  return dashboardOf(workbench, moduleId)?.date ?? null;
}

/** The links of a module: those of all charts of its dashboard, or its own where the dashboard is not linked. */
export function useLinks(workbench: Workbench, moduleId: string): Links {
  const dashboard = dashboardOf(workbench, moduleId);
  const own = useMemo(newLinks, []);
  if (dashboard?.linked === false) return own;
  const dashboardId = dashboard?.id ?? '';
  const before = shared.get(workbench);
  if (before?.dashboardId === dashboardId) return before.links;
  const links = newLinks();
  shared.set(workbench, { dashboardId, links });
  return links;
}

function newLinks(): Links {
  return { time: signal(null), realization: signal(null), brush: signal(null) };
}

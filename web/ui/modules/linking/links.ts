import { computed, type Signal, signal } from '@preact/signals';
import { useMemo } from 'preact/hooks';
import type { Dashboard, SessionContent } from '../../../workbench/content/schema.ts';
import { activeDashboard } from '../../../workbench/content/select.ts';
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

/** The dashboard that a module is on: the open one, as a rule. */
function dashboardOf(content: SessionContent, moduleId: string): Dashboard | undefined {
  const isOn = ({ modules }: Dashboard) => modules.some(({ id }) => id === moduleId);
  const open = activeDashboard(content);
  return open && isOn(open) ? open : content.dashboards.find(isOn);
}

/** What a module's dashboard says; a module renders again only when that changes. */
function useOfDashboard<T>(
  workbench: Workbench,
  moduleId: string,
  read: (dashboard: Dashboard | undefined) => T,
): T {
  return useMemo(
    () => computed(() => read(dashboardOf(workbench.content.value, moduleId))),
    [workbench, moduleId],
  ).value;
}

/** The day that all charts of a module's dashboard read vectors on; null where each has its own. */
export function useDashboardDate(workbench: Workbench, moduleId: string): string | null {
  return useOfDashboard(workbench, moduleId, (dashboard) => dashboard?.date ?? null);
}

/** The links of a module: those of all charts of its dashboard, or its own where the dashboard is not linked. */
export function useLinks(workbench: Workbench, moduleId: string): Links {
  const dashboardId = useOfDashboard(workbench, moduleId, (dashboard) =>
    dashboard?.linked === false ? null : (dashboard?.id ?? ''),
  );
  const own = useMemo(newLinks, []);
  if (dashboardId === null) return own;
  const before = shared.get(workbench);
  if (before?.dashboardId === dashboardId) return before.links;
  const links = newLinks();
  shared.set(workbench, { dashboardId, links });
  return links;
}

function newLinks(): Links {
  return { time: signal(null), realization: signal(null), brush: signal(null) };
}

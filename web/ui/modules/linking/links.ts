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

/** Realizations with a value in a range that was selected in a chart. */
export interface Brush {
  readonly quantity: QuantityChosen;
  readonly low: number;
  readonly high: number;
  /** For a quantity of words: the words in the range. */
  readonly words?: readonly string[];
  /** Realization numbers by ensemble id. */
  readonly realizations: ReadonlyMap<string, ReadonlySet<number>>;
  /** The number of realizations that they were selected from. */
  readonly among: number;
}

/** What is pointed at in one chart and highlighted in all charts of the dashboard. */
export interface Links {
  /** Seconds since 1970. */
  readonly time: Signal<number | null>;
  readonly realization: Signal<Realization | null>;
  readonly brush: Signal<Brush | null>;
}

/** The links of the open dashboard; reset when another one is opened. */
const shared = new WeakMap<Workbench, { readonly dashboardId: string; readonly links: Links }>();

/** The dashboard that contains a module, usually the open one. */
function dashboardOf(content: SessionContent, moduleId: string): Dashboard | undefined {
  const isOn = ({ modules }: Dashboard) => modules.some(({ id }) => id === moduleId);
  const open = activeDashboard(content);
  return open && isOn(open) ? open : content.dashboards.find(isOn);
}

/** Reads a value from a module's dashboard; the module renders again only when the value changes. */
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

/** The dashboard's date, on which all its charts read vectors; null if each chart has its own. */
export function useDashboardDate(workbench: Workbench, moduleId: string): string | null {
  return useOfDashboard(workbench, moduleId, (dashboard) => dashboard?.date ?? null);
}

/**
 * The links of a module: shared with the dashboard's other charts, or its own if the dashboard is not linked. What was
 * selected ends when that changes.
 */
export function useLinks(workbench: Workbench, moduleId: string): Links {
  const dashboardId = useOfDashboard(workbench, moduleId, (dashboard) =>
    dashboard?.linked === false ? null : (dashboard?.id ?? ''),
  );
  const own = useMemo(newLinks, [dashboardId === null]);
  if (dashboardId === null) {
    shared.delete(workbench);
    return own;
  }
  const before = shared.get(workbench);
  if (before?.dashboardId === dashboardId) return before.links;
  const links = newLinks();
  shared.set(workbench, { dashboardId, links });
  return links;
}

function newLinks(): Links {
  return { time: signal(null), realization: signal(null), brush: signal(null) };
}

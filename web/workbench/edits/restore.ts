import { produce } from 'immer';
import { DASHBOARDS_MAX, MODULES_PER_DASHBOARD_MAX } from '../content/limits.ts';
import type { SessionContent } from '../content/schema.ts';
import { moduleById } from '../content/select.ts';

/**
 * Restores a deleted dashboard as it was in `before`, at its position, and opens it; later edits stay. Does nothing if
 * it exists, or at the limit of dashboards.
 */
export function restoreDashboard(
  content: SessionContent,
  before: SessionContent,
  id: string,
): SessionContent {
  const dashboard = before.dashboards.find((one) => one.id === id);
  const isThere = content.dashboards.some((one) => one.id === id);
  if (!dashboard || isThere || content.dashboards.length >= DASHBOARDS_MAX) return content;
  const place = placeOf(id, before.dashboards, content.dashboards);
  return produce(content, (draft) => {
    draft.dashboards.splice(place, 0, dashboard as (typeof draft.dashboards)[number]);
    draft.activeDashboardId = id;
  });
}

/**
 * Restores a removed module as it was in `before`, at its place on its dashboard, and opens that dashboard; later edits
 * stay. Does nothing if it exists, or if its dashboard is gone or full.
 */
export function restoreModule(
  content: SessionContent,
  before: SessionContent,
  id: string,
): SessionContent {
  const found = moduleById(before, id);
  if (!found || moduleById(content, id)) return content;
  const { dashboard, module } = found;
  const index = content.dashboards.findIndex((one) => one.id === dashboard.id);
  const modules = content.dashboards[index]?.modules;
  if (!modules || modules.length >= MODULES_PER_DASHBOARD_MAX) return content;
  const place = placeOf(id, dashboard.modules, modules);
  return produce(content, (draft) => {
    const target = draft.dashboards[index]?.modules;
    target?.splice(place, 0, module as (typeof target)[number]);
    draft.activeDashboardId = dashboard.id;
  });
}

interface Item {
  readonly id: string;
}

/** The index after the nearest predecessor that still exists; 0 if none does. */
function placeOf(id: string, before: readonly Item[], now: readonly Item[]): number {
  const followed = before
    .slice(
      0,
      before.findIndex((one) => one.id === id),
    )
    .reverse();
  const nearest = followed.find((one) => now.some((other) => other.id === one.id));
  return now.findIndex((one) => one.id === nearest?.id) + 1;
}

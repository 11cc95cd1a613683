import { produce } from 'immer';
import { DASHBOARDS_MAX, MODULES_PER_DASHBOARD_MAX } from '../content/limits.ts';
import type { SessionContent } from '../content/schema.ts';
import { moduleById } from '../content/select.ts';

/**
 * Brings a deleted dashboard back as it was in `before`, at its place, and opens it; what was edited since stays.
 * Nothing happens where it is there already, or where there are as many as there may be.
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
 * Brings a removed module back as it was in `before`, at its place on its dashboard, which is opened; what was edited
 * since stays. Nothing happens where it is there already, where its dashboard is gone, or where that one is full.
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

/** Right after the nearest of those that it followed and that are still there; first if none is. */
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

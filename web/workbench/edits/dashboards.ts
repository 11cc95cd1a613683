import { produce } from 'immer';
import { newId } from '../content/ids.ts';
import { DASHBOARDS_MAX, NAME_MAX_LENGTH } from '../content/limits.ts';
import type { Dashboard, ModuleInstance, SessionContent } from '../content/schema.ts';
import { shortName } from '../content/short-name.ts';

export { activateDashboard } from './activate-dashboard.ts';

/** Adds an empty dashboard at the end and opens it. Does nothing at the limit. */
export function addDashboard(content: SessionContent, name: string, id = newId()): SessionContent {
  if (content.dashboards.length >= DASHBOARDS_MAX) return content;
  return produce(content, (draft) => {
    draft.dashboards.push({ id, name: name.trim() || 'Dashboard', modules: [] });
    draft.activeDashboardId = id;
  });
}

/** Renames a dashboard; an empty name changes nothing. */
export function renameDashboard(content: SessionContent, id: string, name: string): SessionContent {
  const text = name.trim();
  return produce(content, (draft) => {
    const dashboard = draft.dashboards.find((one) => one.id === id);
    if (dashboard && text !== '') dashboard.name = text;
  });
}

/** Moves a dashboard to the index `to`, counted without the dashboard itself. */
export function moveDashboard(content: SessionContent, id: string, to: number): SessionContent {
  const from = content.dashboards.findIndex((one) => one.id === id);
  const place = Math.min(Math.max(to, 0), content.dashboards.length - 1);
  if (from < 0 || from === place) return content;
  return produce(content, (draft) => {
    draft.dashboards.splice(place, 0, ...draft.dashboards.splice(from, 1));
  });
}

/** Adds a copy with new ids after the original and opens it. */
export function duplicateDashboard(
  content: SessionContent,
  id: string,
  makeId: () => string = newId,
): SessionContent {
  const index = content.dashboards.findIndex((one) => one.id === id);
  const original = content.dashboards[index];
  if (!original || content.dashboards.length >= DASHBOARDS_MAX) return content;
  const copy: Dashboard = {
    id: makeId(),
    name: copyName(original.name, content.dashboards),
    modules: original.modules.map((module) => ({ ...module, id: makeId() })),
  };
  const ids = new Map(
    original.modules.map((module, i) => [module.id, copy.modules[i] as ModuleInstance]),
  );
  return produce(content, (draft) => {
    draft.dashboards.splice(index + 1, 0, copy as (typeof draft.dashboards)[number]);
    draft.activeDashboardId = copy.id;
    for (const { charts } of draft.userCreatedItems.annotations) {
      if (charts === 'all') continue;
      const copies = charts.flatMap((module) => ids.get(module)?.id ?? []);
      if (copies.length > 0) charts.push(...copies);
    }
  });
}

/** Deletes a dashboard; if it was open, its neighbour is opened. */
export function deleteDashboard(content: SessionContent, id: string): SessionContent {
  const index = content.dashboards.findIndex((one) => one.id === id);
  if (index < 0) return content;
  return produce(content, (draft) => {
    draft.dashboards.splice(index, 1);
    if (draft.activeDashboardId !== id) return;
    const next = draft.dashboards[Math.min(index, draft.dashboards.length - 1)];
    draft.activeDashboardId = next?.id ?? '';
  });
}

/** The first free name of "Overview copy", "Overview copy 2", ... */
function copyName(name: string, taken: readonly { name: string }[]): string {
  const names = new Set(taken.map((one) => one.name));
  for (let n = 1; ; n++) {
    const suffix = n === 1 ? ' copy' : ` copy ${n}`;
    const candidate = shortName(name, NAME_MAX_LENGTH - suffix.length) + suffix;
    if (!names.has(candidate)) return candidate;
  }
}

/** Changes a dashboard's view: its enlarged module, whether its charts are linked, and its date. */
export function changeDashboardView(
  content: SessionContent,
  id: string,
  changes: Partial<Pick<Dashboard, 'linked' | 'enlarged' | 'date'>>,
): SessionContent {
  return produce(content, (draft) => {
    const dashboard = draft.dashboards.find((one) => one.id === id);
    if (dashboard) Object.assign(dashboard, changes);
  });
}

import { produce } from 'immer';
import { newId } from '../content/ids.ts';
import { GRID_COLUMNS, MODULES_PER_DASHBOARD_MAX } from '../content/limits.ts';
import { sameJsonText } from '../content/same-json-text.ts';
import type { Layout, ModuleInstance, SessionContent } from '../content/schema.ts';
import { moduleById } from '../content/select.ts';

export interface NewModule {
  readonly type: string;
  readonly settings: Readonly<Record<string, unknown>>;
  readonly size: { readonly w: number; readonly h: number };
  readonly title?: string;
}

/** Adds a module at the first free place of a dashboard. */
export function addModule(
  content: SessionContent,
  dashboardId: string,
  { size, ...module }: NewModule,
  id = newId(),
): SessionContent {
  return produce(content, (draft) => {
    const dashboard = draft.dashboards.find((one) => one.id === dashboardId);
    if (!dashboard || dashboard.modules.length >= MODULES_PER_DASHBOARD_MAX) return;
    dashboard.modules.push({ id, ...module, layout: freePlace(dashboard.modules, size) });
  });
}

/** Moves or resizes several modules in one edit, keeping them inside the grid. */
export function layoutModules(
  content: SessionContent,
  layouts: ReadonlyMap<string, Layout>,
): SessionContent {
  let hasChanged = false;
  const placed = (module: ModuleInstance): ModuleInstance => {
    const asked = layouts.get(module.id);
    const layout = asked ? { ...module.layout, ...inGrid(asked) } : module.layout;
    if (sameJsonText(layout, module.layout)) return module;
    hasChanged = true;
    return { ...module, layout };
  };
  const dashboards = content.dashboards.map((dashboard) => {
    const isAsked = dashboard.modules.some(({ id }) => layouts.has(id));
    return isAsked ? { ...dashboard, modules: dashboard.modules.map(placed) } : dashboard;
  });
  return hasChanged ? { ...content, dashboards } : content;
}

/** Copies a module to the first free place of the same or another dashboard. */
export function duplicateModule(
  content: SessionContent,
  id: string,
  copyId = newId(),
  toDashboardId?: string,
): SessionContent {
  const found = moduleById(content, id);
  const to = content.dashboards.find((one) => one.id === (toDashboardId ?? found?.dashboard.id));
  if (!found || !to || to.modules.length >= MODULES_PER_DASHBOARD_MAX) return content;
  const { module } = found;
  const copy = { ...module, id: copyId, layout: freePlace(to.modules, module.layout) };
  return produce(content, (draft) => {
    const target = draft.dashboards.find((one) => one.id === to.id);
    target?.modules.push(copy as (typeof target.modules)[number]);
    for (const { charts } of draft.userCreatedItems.annotations) {
      if (charts !== 'all' && charts.includes(id)) charts.push(copyId);
    }
  });
}

/** Moves a module to the first free place of another dashboard. */
export function moveModule(
  content: SessionContent,
  id: string,
  toDashboardId: string,
): SessionContent {
  const found = moduleById(content, id);
  const to = content.dashboards.find((one) => one.id === toDashboardId);
  if (!found || !to || to === found.dashboard) return content;
  if (to.modules.length >= MODULES_PER_DASHBOARD_MAX) return content;
  const moved = { ...found.module, layout: freePlace(to.modules, found.module.layout) };
  return produce(removeModule(content, id), (draft) => {
    const target = draft.dashboards.find((one) => one.id === toDashboardId);
    target?.modules.push(moved as (typeof target.modules)[number]);
  });
}

export function removeModule(content: SessionContent, id: string): SessionContent {
  return produce(content, (draft) => {
    for (const dashboard of draft.dashboards) {
      const index = dashboard.modules.findIndex((one) => one.id === id);
      if (index >= 0) dashboard.modules.splice(index, 1);
    }
  });
}

/** Changes the given settings; the others stay. */
export function changeModuleSettings(
  content: SessionContent,
  id: string,
  changes: Readonly<Record<string, unknown>>,
): SessionContent {
  return editModule(content, id, (module) => ({
    ...module,
    settings: { ...module.settings, ...changes },
  }));
}

/** Sets a module's title; an empty one removes it, so that the derived title shows. */
export function renameModule(content: SessionContent, id: string, title: string): SessionContent {
  const text = title.trim();
  return editModule(content, id, ({ title: _, ...module }) =>
    text === '' ? module : { ...module, title: text },
  );
}

function editModule(
  content: SessionContent,
  id: string,
  edit: (module: ModuleInstance) => ModuleInstance,
): SessionContent {
  const found = moduleById(content, id);
  if (!found) return content;
  const after = edit(found.module);
  if (sameJsonText(found.module, after)) return content;
  const modules = found.dashboard.modules.map((one) => (one === found.module ? after : one));
  const dashboards = content.dashboards.map((one) =>
    one === found.dashboard ? { ...one, modules } : one,
  );
  return { ...content, dashboards };
}

function inGrid({ x, y, w, h }: Layout): Layout {
  const width = Math.min(Math.max(Math.round(w), 1), GRID_COLUMNS);
  return {
    x: Math.min(Math.max(Math.round(x), 0), GRID_COLUMNS - width),
    y: Math.max(Math.round(y), 0),
    w: width,
    h: Math.max(Math.round(h), 1),
  };
}

/** The topmost, then leftmost place where a module of this size covers no other. */
export function freePlace(
  modules: readonly { readonly layout: Layout }[],
  size: { readonly w: number; readonly h: number },
): Layout {
  const w = Math.min(size.w, GRID_COLUMNS);
  const bottom = Math.max(0, ...modules.map(({ layout }) => layout.y + layout.h));
  for (let y = 0; y < bottom; y++) {
    for (let x = 0; x + w <= GRID_COLUMNS; x++) {
      const place = { x, y, w, h: size.h };
      if (!modules.some(({ layout }) => overlap(layout, place))) return place;
    }
  }
  return { x: 0, y: bottom, w, h: size.h };
}

function overlap(a: Layout, b: Layout): boolean {
  return a.x < b.x + b.w && b.x < a.x + a.w && a.y < b.y + b.h && b.y < a.y + a.h;
}

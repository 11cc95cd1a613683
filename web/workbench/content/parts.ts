import { ID_PATTERN } from './ids.ts';
import { areItems, type Item, isObject, type Json } from './json.ts';
import type { SessionContent } from './schema.ts';

/**
 * Splits a content into parts and joins them again: `join(split(content))` equals `content` for any JSON object.
 * The journal's Worker runs this on content that is not validated yet, so a list of an unexpected shape stays as it is
 * in the part `frame`.
 */

/** Everything that is in no other part. `dashboards` and `ensembles`: ids, if these items are parts. */
interface Frame {
  rest: Json;
  dashboards?: string[];
  ensembles?: string[];
}

/** A dashboard whose modules can be parts. */
type SplitDashboard = Item & { modules: Item[] };

const WHOLE = ['settings', 'userCreatedItems', 'realizationFilterSet'] as const;
const DASHBOARD = 'dashboard:';
const ENSEMBLE = 'ensemble:';
const MODULE = 'module:';

export const partNames = {
  dashboard: (dashboardId: string) => `${DASHBOARD}${dashboardId}`,
  ensemble: (ensembleId: string) => `${ENSEMBLE}${ensembleId}`,
  module: (dashboardId: string, moduleId: string) => `${MODULE}${dashboardId}:${moduleId}`,
};

/** Splits a content into parts by name. Parts that are unchanged since the last call are the same objects. */
export function split(content: SessionContent): Map<string, unknown> {
  const frame: Frame = { rest: { ...content } };
  const rest = frame.rest;
  const dashboards = areDashboards(rest.dashboards) ? rest.dashboards : null;
  const parts = new Map<string, unknown>();
  for (const dashboard of dashboards ?? []) {
    const { name, own, modules } = dashboardParts(dashboard);
    lastBuilt.set(name, own);
    parts.set(name, own);
    for (const [module, part] of modules) parts.set(module, part);
  }
  if (dashboards) {
    frame.dashboards = dashboards.map((dashboard) => dashboard.id);
    delete rest.dashboards;
  }
  const set = rest.ensembleSet;
  if (isObject(set) && Object.keys(set).join() === 'ensembles' && areNamed(set.ensembles)) {
    frame.ensembles = set.ensembles.map((ensemble) => ensemble.id);
    for (const ensemble of set.ensembles) parts.set(partNames.ensemble(ensemble.id), ensemble);
    delete rest.ensembleSet;
  }
  for (const name of WHOLE) {
    if (!isObject(rest[name])) continue;
    parts.set(name, rest[name]);
    delete rest[name];
  }
  return parts.set('frame', reusedIfEqual('frame', frame));
}

/** Cached by dashboard, so that the cost of an edit does not grow with the unchanged dashboards. */
const dashboardParts = memoized(({ modules, ...dashboard }: SplitDashboard) => {
  const name = partNames.dashboard(dashboard.id);
  const own = reusedIfEqual(name, { ...dashboard, modules: modules.map((module) => module.id) });
  const named = modules.map(
    (module) => [partNames.module(dashboard.id, module.id), module] as const,
  );
  return { name, own, modules: named };
});

/**
 * Joins parts to a content. Also accepts the result of a merge: ids without a part are dropped, parts that no list
 * names come last, and modules whose dashboard is gone get a new one.
 */
export function join(parts: ReadonlyMap<string, unknown>): SessionContent {
  const frame = (parts.get('frame') ?? { rest: {} }) as Frame;
  const content: Json = { ...frame.rest };
  for (const name of WHOLE) {
    if (parts.has(name)) content[name] = parts.get(name);
  }
  const ensembles = pick(parts, ENSEMBLE, frame.ensembles);
  if (frame.ensembles || ensembles.length > 0) {
    content.ensembleSet = { ensembles: ensembles.map((id) => parts.get(partNames.ensemble(id))) };
  }
  const modules = modulesByDashboard(parts);
  const dashboards = pick(parts, DASHBOARD, frame.dashboards);
  const orphaned = [...modules.keys()].filter((id) => !dashboards.includes(id)).sort();
  if (frame.dashboards || dashboards.length + orphaned.length > 0) {
    content.dashboards = [...dashboards, ...orphaned].map((id) => {
      const found = parts.get(partNames.dashboard(id)) ?? { id, name: 'Recovered', modules: [] };
      const dashboard = found as Json & { modules: string[] };
      const ids = inOrder(modules.get(id) ?? [], dashboard.modules);
      return {
        ...dashboard,
        modules: ids.map((module) => parts.get(partNames.module(id, module))),
      };
    });
  }
  return content as unknown as SessionContent;
}

/** The dashboard and module, or the ensemble, that a part belongs to. */
export function ownerOf(name: string): { dashboard?: string; module?: string; ensemble?: string } {
  if (name.startsWith(DASHBOARD)) return { dashboard: name.slice(DASHBOARD.length) };
  if (name.startsWith(ENSEMBLE)) return { ensemble: name.slice(ENSEMBLE.length) };
  if (!name.startsWith(MODULE)) return {};
  const [dashboard = '', module = ''] = name.slice(MODULE.length).split(':');
  return { dashboard, module };
}

function pick(parts: ReadonlyMap<string, unknown>, prefix: string, order: string[] = []): string[] {
  const ids = [...parts.keys()].filter((name) => name.startsWith(prefix));
  return inOrder(
    ids.map((name) => name.slice(prefix.length)),
    order,
  );
}

/** `ids` in the order of `order`, then the others sorted. */
function inOrder(ids: readonly string[], order: readonly string[]): string[] {
  const present = new Set(ids);
  const named = new Set(order);
  return [...order.filter((id) => present.has(id)), ...ids.filter((id) => !named.has(id)).sort()];
}

function modulesByDashboard(parts: ReadonlyMap<string, unknown>): Map<string, string[]> {
  const found = new Map<string, string[]>();
  for (const name of parts.keys()) {
    const { dashboard, module } = ownerOf(name);
    if (dashboard === undefined || module === undefined) continue;
    found.set(dashboard, [...(found.get(dashboard) ?? []), module]);
  }
  return found;
}

/** Whether a value is a list of items whose ids can be used in part names. */
function areNamed(value: unknown): value is Item[] {
  return areItems(value) && value.every(({ id }) => ID_PATTERN.test(id));
}

function areDashboards(value: unknown): value is SplitDashboard[] {
  return areNamed(value) && value.every(hasNamedModules);
}

const hasNamedModules = memoized((dashboard: Json) => areNamed(dashboard.modules));

/** Caches results by their argument, an immutable object. */
function memoized<From extends object, To>(make: (from: From) => To): (from: From) => To {
  const known = new WeakMap<From, To>();
  return (from) => {
    if (!known.has(from)) known.set(from, make(from));
    return known.get(from) as To;
  };
}

/** The last object for each part that is built here rather than taken from the content. */
const lastBuilt = new Map<string, object>();

/** The last object with this name if it has equal JSON, so that an unchanged part keeps its identity. */
function reusedIfEqual<T extends object>(name: string, value: T): T {
  const last = lastBuilt.get(name);
  if (JSON.stringify(last) === JSON.stringify(value)) return last as T;
  lastBuilt.set(name, value);
  return value;
}

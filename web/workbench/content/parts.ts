import { ID_PATTERN } from './ids.ts';
import { areItems, type Item, isObject, type Json } from './json.ts';
import type { SessionContent } from './schema.ts';

/**
 * How a content falls into parts, and back: `join(split(content))` equals `content`, for any JSON object.
 * No schema in here: the journal's Worker runs this on contents that are not validated yet, so a list that does not
 * look as it should stays whole in the part `frame`.
 */

/** Everything that no other part holds. A list of ids is present where the things it names are parts. */
interface Frame {
  rest: Json;
  dashboards?: string[];
  ensembles?: string[];
}

/** A dashboard whose modules can stand as parts. */
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

/** Splits a content into a new map; what has not been touched since the last call comes back as the same object. */
export function split(content: SessionContent): Map<string, unknown> {
  const frame: Frame = { rest: { ...content } };
  const rest = frame.rest;
  const dashboards = areDashboards(rest.dashboards) ? rest.dashboards : null;
  const parts = new Map<string, unknown>();
  for (const dashboard of dashboards ?? []) {
    const { name, own, modules } = dashboardParts(dashboard);
    lastMade.set(name, own);
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
  return parts.set('frame', steady('frame', frame));
}

/** Of a dashboard that was not touched all parts are known: what an edit costs must not grow with the other dashboards. */
const dashboardParts = remembered(({ modules, ...dashboard }: SplitDashboard) => {
  const name = partNames.dashboard(dashboard.id);
  const own = steady(name, { ...dashboard, modules: modules.map((module) => module.id) });
  const named = modules.map(
    (module) => [partNames.module(dashboard.id, module.id), module] as const,
  );
  return { name, own, modules: named };
});

/**
 * Puts a content together again. It also takes what a merge of two people's parts may leave: a name without its part
 * is dropped, a part that no list names comes last, and modules whose dashboard is gone get one.
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

/** Which dashboard and module, or which ensemble, a part belongs to. */
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

/** `ids` as `order` has them, then by name those that it does not mention. */
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

/** A list of things whose ids can stand in part names. */
function areNamed(value: unknown): value is Item[] {
  return areItems(value) && value.every(({ id }) => ID_PATTERN.test(id));
}

function areDashboards(value: unknown): value is SplitDashboard[] {
  return areNamed(value) && value.every(hasNamedModules);
}

const hasNamedModules = remembered((dashboard: Json) => areNamed(dashboard.modules));

/** Results by the object they were made of, which nobody changes. */
function remembered<From extends object, To>(make: (from: From) => To): (from: From) => To {
  const known = new WeakMap<From, To>();
  return (from) => {
    if (!known.has(from)) known.set(from, make(from));
    return known.get(from) as To;
  };
}

/** The parts that are made here and not found in the content, as they last came out, also by undo. */
const lastMade = new Map<string, object>();

/** The object that came last under this name if it says the same: a part that did not change keeps its identity. */
function steady<T extends object>(name: string, value: T): T {
  const last = lastMade.get(name);
  if (JSON.stringify(last) === JSON.stringify(value)) return last as T;
  lastMade.set(name, value);
  return value;
}

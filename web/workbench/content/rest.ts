import { EMPTY_CONTENT } from './empty.ts';
import { isObject, type Json } from './json.ts';
import { partLabel } from './labels.ts';
import { MigrationError, migrate } from './migrations.ts';
import { moduleTitle } from './module-title.ts';
import { partNames } from './parts.ts';
import { readContent } from './read.ts';
import type { SessionContent } from './schema.ts';
import { type UnknownField, withoutUnknownFields } from './unknown-fields.ts';

/** The readable parts of a content, and the names of what was left out. */
export interface ReadRest {
  readonly content: SessionContent;
  readonly lost: readonly string[];
}

const FIXED = ['settings', 'userCreatedItems', 'realizationFilterSet'] as const;

/**
 * Reads the valid parts of a value that `readContent` refuses as a whole: dashboards, modules, ensembles, settings and
 * so on are kept or dropped one by one. An unknown field drops only itself. Null if no dashboard and no ensemble can be
 * read, or if a newer build wrote the value.
 */
export function readRest(value: unknown): ReadRest | null {
  const found = migrated(value);
  if (found === null) return null;
  const { known: stored, unknown } = withoutUnknownFields(found);
  const lost = unknown.map((field) => fieldLabel(stored, field));
  const content: Json = { ...EMPTY_CONTENT };
  for (const name of FIXED) {
    if (isReadable({ [name]: stored[name] })) content[name] = stored[name];
    else lost.push(partLabel(name, undefined));
  }
  if (isReadable({ activeDashboardId: stored.activeDashboardId }))
    content.activeDashboardId = stored.activeDashboardId;
  content.dashboards = readableItems(itemsOf(stored, 'dashboards', 'Dashboards', lost), {
    isReadable: (dashboard) => isReadable({ dashboards: [{ ...dashboard, modules: [] }] }),
    label: (dashboard) => labelOf(partNames.dashboard, dashboard),
    lost,
  }).map((dashboard) => ({ ...dashboard, modules: readableModules(dashboard, lost) }));
  const set = isObject(stored.ensembleSet) ? stored.ensembleSet : {};
  const ensembles = readableItems(itemsOf(set, 'ensembles', 'Ensembles', lost), {
    isReadable: (ensemble) => isReadable({ ensembleSet: { ensembles: [ensemble] } }),
    label: (ensemble) => labelOf(partNames.ensemble, ensemble),
    lost,
  });
  content.ensembleSet = { ensembles };
  if ((content.dashboards as Json[]).length + ensembles.length === 0) return null;
  const read = readContent(content);
  return read.ok ? { content: read.content, lost } : null;
}

function migrated(value: unknown): Json | null {
  try {
    return migrate(value) as unknown as Json;
  } catch (error) {
    if (!(error instanceof MigrationError)) throw error;
    return null;
  }
}

/** Whether a content with only this part can be read. */
function isReadable(part: Json): boolean {
  return readContent({ ...EMPTY_CONTENT, ...part }).ok;
}

function readableModules(dashboard: Json, lost: string[]): readonly Json[] {
  const where = `The modules of ${labelOf(partNames.dashboard, dashboard)}`;
  return readableItems(itemsOf(dashboard, 'modules', where, lost), {
    isReadable: (module) => isReadable({ dashboards: [{ ...dashboard, modules: [module] }] }),
    label: (module) => moduleLabel(dashboard, module),
    lost,
  });
}

function moduleLabel(dashboard: Json, { id, type, title, settings }: Json): string {
  const module = {
    type: typeof type === 'string' ? type : 'module',
    settings: isObject(settings) ? settings : {},
    ...(typeof title === 'string' ? { title } : {}),
  };
  const around = new Map([[partNames.dashboard(String(dashboard.id)), dashboard]]);
  const name = partNames.module(String(dashboard.id), String(id));
  return partLabel(name, module, around, moduleTitle);
}

function fieldLabel(content: Json, { path, name }: UnknownField): string {
  const owner = ownerLabel(content, path);
  return `The field '${name}'${owner === null ? '' : ` of ${owner}`}`;
}

/** Name of the part that a path leads into; null if it has none. The path exists, because a field was found there. */
function ownerLabel(content: Json, [area, ...path]: readonly PropertyKey[]): string | null {
  const at = (from: unknown, key: PropertyKey | undefined) => (from as Json)[String(key)] as Json;
  if (area === 'dashboards') {
    const dashboard = at(content.dashboards, path[0]);
    if (path[1] !== 'modules') return labelOf(partNames.dashboard, dashboard);
    return moduleLabel(dashboard, at(dashboard.modules, path[2]));
  }
  if (area === 'ensembleSet' && path.length > 0) {
    const { ensembles } = content.ensembleSet as Json;
    return labelOf(partNames.ensemble, at(ensembles, path[1]));
  }
  return FIXED.some((fixed) => fixed === area) ? partLabel(String(area), undefined) : null;
}

/** The items that can be read; the first of two with the same id. */
function readableItems(
  items: readonly unknown[],
  {
    isReadable,
    label,
    lost,
  }: { isReadable(item: Json): boolean; label(item: Json): string; lost: string[] },
): readonly Json[] {
  const ids = new Set<unknown>();
  return items.filter((item): item is Json => {
    const isKept = isObject(item) && !ids.has(item.id) && isReadable(item);
    if (isKept) ids.add(item.id);
    else lost.push(label(isObject(item) ? item : {}));
    return isKept;
  });
}

function itemsOf(from: Json, key: string, label: string, lost: string[]): readonly unknown[] {
  const items = from[key];
  if (Array.isArray(items)) return items;
  lost.push(label);
  return [];
}

function labelOf(partName: (id: string) => string, item: Json): string {
  return partLabel(partName(typeof item.id === 'string' ? item.id : 'without a name'), item);
}

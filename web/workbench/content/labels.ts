import { ownerOf, partNames } from './parts.ts';
import type { ModuleInstance } from './schema.ts';

type Named = Pick<ModuleInstance, 'type' | 'title' | 'settings'>;

const FIXED: Readonly<Record<string, string>> = {
  metadata: 'Title and description',
  drafts: 'What was being typed',
  settings: 'Settings',
  userCreatedItems: 'Markers and thresholds',
  realizationFilterSet: 'Realization filter',
  frame: 'Order of dashboards and ensembles',
};

/**
 * A part's name for people: "Dashboard 'Overview'", "Note on 'Overview'", "Ensemble 'Base case'", "Settings".
 * `parts`: the content's parts, to look up the name of a module's dashboard; without them it is left out.
 * `titleOf`: names a module; pass `moduleTitle` to include what it shows.
 */
export function partLabel(
  name: string,
  part: unknown,
  parts?: ReadonlyMap<string, unknown>,
  titleOf: (module: Named) => string = ({ title, type }) => title ?? moduleName(type),
): string {
  const fixed = FIXED[name];
  if (fixed !== undefined) return fixed;
  const { dashboard, module, ensemble } = ownerOf(name);
  if (ensemble !== undefined) return withName('Ensemble', part, ensemble);
  if (module === undefined) {
    return dashboard === undefined ? name : withName('Dashboard', part, dashboard);
  }
  const instance = asModule(part);
  const kind = moduleName(instance.type);
  const title = titleOf(instance);
  const own = title === kind ? kind : `${kind} '${title}'`;
  const on = nameOf(parts?.get(partNames.dashboard(dashboard ?? '')));
  return on === undefined ? own : `${own} on '${on}'`;
}

/** The name of its own that a part has: of a dashboard, an ensemble, a module or the session; undefined for others. */
export function partTitle(
  name: string,
  part: unknown,
  titleOf: (module: Named) => string,
): string | undefined {
  if (part === undefined) return undefined;
  if (ownerOf(name).module !== undefined) return titleOf(asModule(part));
  const { title } = part as { title?: unknown };
  return name === 'metadata' && typeof title === 'string' ? title : nameOf(part);
}

/** A module type's name for people: "Time series" for "time-series". */
export function moduleName(type: string): string {
  const words = type.replaceAll('-', ' ');
  return words.charAt(0).toUpperCase() + words.slice(1);
}

/** A module's part; fields that are missing or unknown here have neutral values. */
function asModule(part: unknown): Named {
  return { type: 'module', settings: {}, ...(part as Partial<ModuleInstance> | undefined) };
}

function withName(kind: string, part: unknown, id: string): string {
  return `${kind} '${nameOf(part) ?? id}'`;
}

function nameOf(part: unknown): string | undefined {
  const name = (part as { name?: unknown } | undefined)?.name;
  return typeof name === 'string' ? name : undefined;
}

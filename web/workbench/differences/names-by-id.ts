import { moduleTitle } from '../content/module-title.ts';
import { ownerOf } from '../content/parts.ts';
import type { ModuleInstance } from '../content/schema.ts';

interface Named {
  readonly id?: unknown;
  readonly name?: unknown;
}

/** Names by id of dashboards, modules, ensembles, markers and thresholds in these parts. Later parts win. */
export function namesById(
  parts: Iterable<readonly [name: string, part: unknown]>,
): ReadonlyMap<string, string> {
  const names = new Map<string, string>();
  const add = (id: unknown, name: unknown) => {
    if (typeof id === 'string' && typeof name === 'string') names.set(id, name);
  };
  for (const [name, part] of parts) {
    const { dashboard, module, ensemble } = ownerOf(name);
    if (part === undefined || part === null) continue;
    if (module !== undefined) add(module, moduleTitle(part as ModuleInstance));
    else add(dashboard ?? ensemble, (part as Named).name);
    const { annotations } = part as { annotations?: unknown };
    if (!Array.isArray(annotations)) continue;
    for (const { id, name: given } of annotations as Named[]) add(id, given);
  }
  return names;
}

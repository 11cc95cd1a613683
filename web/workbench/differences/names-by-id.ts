import { moduleName } from '../content/labels.ts';
import { ownerOf } from '../content/parts.ts';

interface Named {
  readonly id?: unknown;
  readonly name?: unknown;
  readonly title?: unknown;
  readonly type?: unknown;
}

/** What the ids in these parts stand for: dashboards, modules, ensembles, markers and thresholds. Later parts win. */
export function namesById(
  parts: Iterable<readonly [name: string, part: unknown]>,
): ReadonlyMap<string, string> {
  const names = new Map<string, string>();
  const add = (id: unknown, { name, title, type }: Named) => {
    const known = title ?? name ?? (typeof type === 'string' ? moduleName(type) : undefined);
    if (typeof id === 'string' && typeof known === 'string') names.set(id, known);
  };
  for (const [name, part] of parts) {
    const { dashboard, module, ensemble } = ownerOf(name);
    if (part === undefined || part === null) continue;
    add(module ?? dashboard ?? ensemble, part as Named);
    const { annotations } = part as { annotations?: unknown };
    if (!Array.isArray(annotations)) continue;
    for (const annotation of annotations as Named[]) add(annotation.id, annotation);
  }
  return names;
}

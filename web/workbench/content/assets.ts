import { isObject } from './json.ts';
import type { SessionContent } from './schema.ts';

const known = new WeakMap<object, readonly string[]>();

/**
 * Hashes of the assets that a content's ensembles refer to, without duplicates. The journal's Worker runs this on
 * content that is not validated yet, so every property named `asset` counts.
 */
export function assetsOf({ ensembleSet }: SessionContent): readonly string[] {
  const ensembles = isObject(ensembleSet) ? ensembleSet.ensembles : null;
  if (!Array.isArray(ensembles)) return [];
  return [...new Set((ensembles as unknown[]).flatMap(assetsIn))];
}

function assetsIn(ensemble: unknown): readonly string[] {
  if (!isObject(ensemble)) return [];
  const before = known.get(ensemble);
  if (before) return before;
  const found = new Set<string>();
  collect(ensemble, found);
  const assets = [...found];
  known.set(ensemble, assets);
  return assets;
}

function collect(value: unknown, into: Set<string>): void {
  if (typeof value !== 'object' || value === null) return;
  for (const [key, inner] of Object.entries(value)) {
    if (key === 'asset' && typeof inner === 'string') into.add(inner);
    else collect(inner, into);
  }
}

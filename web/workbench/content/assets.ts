import { isObject } from './json.ts';
import type { SessionContent } from './schema.ts';

const known = new WeakMap<object, readonly string[]>();

/**
 * Hashes of the assets that a content's ensembles refer to, without duplicates. The journal's Worker runs this on
 * content that is not validated yet, so every property named `asset` counts.
 */
export function assetsOf(content: SessionContent): readonly string[] {
  return [...new Set(ensemblesOf(content).flatMap(assetsIn))];
}

/** Names of the ensembles whose data lie in any of these assets. */
export function ensemblesWith(content: unknown, hashes: readonly string[]): readonly string[] {
  return ensemblesOf(content)
    .filter((ensemble) => assetsIn(ensemble).some((hash) => hashes.includes(hash)))
    .map((ensemble) => String((ensemble as { readonly name: unknown }).name));
}

function ensemblesOf(content: unknown): readonly unknown[] {
  const { ensembleSet } = content as Partial<SessionContent>;
  const ensembles: unknown = isObject(ensembleSet) ? ensembleSet.ensembles : null;
  return Array.isArray(ensembles) ? ensembles : [];
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

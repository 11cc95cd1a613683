/** The deepest nesting that is allowed. Deeper content is an attack or a mistake. */
export const JSON_MAX_DEPTH = 64;

/**
 * The same text for equal values: keys sorted, no white space. So equal values have equal hashes, independent of
 * the order of their keys. `__proto__` is an ordinary key.
 * @param value JSON data: no cycles, no functions, no dates.
 * @throws RangeError beyond {@link JSON_MAX_DEPTH} levels.
 */
export function canonicalJson(value: unknown): string {
  return JSON.stringify(sorted(value, 0));
}

function sorted(value: unknown, depth: number): unknown {
  if (typeof value !== 'object' || value === null) return value;
  if (depth >= JSON_MAX_DEPTH) {
    throw new RangeError(`The content is nested deeper than ${JSON_MAX_DEPTH} levels.`);
  }
  if (Array.isArray(value)) return value.map((item) => sorted(item, depth + 1));
  // Without a prototype, `copy.__proto__ = x` creates a property instead of changing the prototype.
  const copy: Record<string, unknown> = Object.create(null);
  for (const key of Object.keys(value).sort()) {
    copy[key] = sorted((value as Record<string, unknown>)[key], depth + 1);
  }
  return copy;
}

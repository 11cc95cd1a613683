/** JSON as it came, of which no shape is known yet. */
export type Json = Record<string, unknown>;
/** Something in a list that is told from the others by its id. */
export type Item = Json & { readonly id: string };

export function isObject(value: unknown): value is Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** A list of objects with ids, none twice. */
export function areItems(value: unknown): value is Item[] {
  if (!Array.isArray(value)) return false;
  const ids = new Set<unknown>();
  for (const item of value) {
    if (!isObject(item) || typeof item.id !== 'string') return false;
    ids.add(item.id);
  }
  return ids.size === value.length;
}

export function idsOf(items: readonly Item[]): string[] {
  return items.map(({ id }) => id);
}

/** A list as an object: each item by its id. */
export function byId(items: readonly Item[]): Json {
  return Object.fromEntries(items.map((item) => [item.id, item]));
}

/** A field of the object itself, not of what every object has. */
export function own(object: Readonly<Json>, key: string): unknown {
  return Object.hasOwn(object, key) ? object[key] : undefined;
}

/** A JSON object that is not validated yet. */
export type Json = Record<string, unknown>;
/** A list item with an id. */
export type Item = Json & { readonly id: string };

export function isObject(value: unknown): value is Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Whether a value is a list of objects with unique ids. */
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

/** A list as an object: its items by id. */
export function byId(items: readonly Item[]): Json {
  return Object.fromEntries(items.map((item) => [item.id, item]));
}

/** An own property of the object; undefined for inherited ones. */
export function own(object: Readonly<Json>, key: string): unknown {
  return Object.hasOwn(object, key) ? object[key] : undefined;
}

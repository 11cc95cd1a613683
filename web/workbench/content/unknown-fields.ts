import * as z from 'zod/mini';
import { isObject, type Json } from './json.ts';
import { SessionContentSchema } from './schema.ts';

/** An unknown field: the path to its owner, and its name. */
export interface UnknownField {
  readonly path: readonly PropertyKey[];
  readonly name: string;
}

/** Removes unknown fields from a content, which may have other problems too. */
export function withoutUnknownFields(stored: Json): {
  readonly known: Json;
  readonly unknown: readonly UnknownField[];
} {
  const issues = z.safeParse(SessionContentSchema, stored).error?.issues ?? [];
  const unknown = issues.flatMap((issue) =>
    issue.code === 'unrecognized_keys'
      ? issue.keys.map((name) => ({ path: issue.path, name }))
      : [],
  );
  const known = unknown.reduce(
    (content, { path, name }) => without(content, [...path, name]) as Json,
    stored,
  );
  return { known, unknown };
}

/** Copies only the objects along the path. */
function without(value: unknown, [at, ...path]: readonly PropertyKey[]): unknown {
  if (Array.isArray(value)) {
    return value.map((item, index) => (index === at ? without(item, path) : item));
  }
  if (!isObject(value)) return value;
  const fields = Object.entries(value);
  return Object.fromEntries(
    path.length === 0
      ? fields.filter(([key]) => key !== at)
      : fields.map(([key, field]) => [key, key === at ? without(field, path) : field]),
  );
}

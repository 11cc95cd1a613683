import * as z from 'zod/mini';
import { isObject, type Json } from './json.ts';
import { SessionContentSchema } from './schema.ts';

/** A field that a content may not have: where, and its name. */
export interface UnknownField {
  readonly path: readonly PropertyKey[];
  readonly name: string;
}

/** Takes the fields out that do not belong where they stand, in a content that need not be sound. */
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

/** A copy as far as the path leads. */
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

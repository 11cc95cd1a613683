import * as z from 'zod/mini';
import { operations } from '../../contract/operations.ts';
import { Problem } from '../../contract/problem.ts';
import {
  ContentDelta,
  DeletedSession,
  NewSession,
  Session,
  SessionMetadata,
  SessionUpdate,
  SessionVersion,
  UpdatedSession,
} from '../../contract/sessions.ts';
import {
  DeletedSnapshot,
  NewSnapshot,
  Snapshot,
  SnapshotAccessLog,
  SnapshotMetadata,
  SnapshotVisit,
  SnapshotVisitPage,
} from '../../contract/snapshots.ts';
import { alwaysThere, commonWords, propertyWords } from './openapi-words.ts';

const named = {
  SessionMetadata,
  Session,
  NewSession,
  SessionUpdate,
  ContentDelta,
  PageSessionMetadata: operations['list-sessions'].answer,
  SessionVersion,
  SessionVersionPage: operations['list-session-versions'].answer,
  DeletedSession,
  DeletedSessionPage: operations['list-deleted-sessions'].answer,
  SnapshotMetadata,
  Snapshot,
  NewSnapshot,
  PageSnapshotMetadata: operations['list-snapshots'].answer,
  DeletedSnapshot,
  DeletedSnapshotPage: operations['list-deleted-snapshots'].answer,
  SnapshotVisit,
  SnapshotVisitPage,
  SnapshotAccessLog,
  PageSnapshotAccessLog: operations['list-snapshot-access-logs'].answer,
  Problem,
} satisfies Record<string, z.ZodMiniType>;

type JsonSchema = z.core.JSONSchema.BaseSchema;

export const refOf = (name: string) => `#/components/schemas/${name}`;

/** All named schemas, by name. */
export function components(): Record<string, JsonSchema> {
  const registry = z.registry<{ id: string }>();
  for (const [id, schema] of Object.entries(named)) registry.add(schema, { id });
  const { schemas } = z.toJSONSchema(registry, { ...options, uri: refOf });
  return Object.fromEntries(
    Object.entries(schemas).map(([name, { $id, $schema, ...schema }]) => {
      const required = [...(schema.required ?? []), ...(alwaysThere[name] ?? [])];
      return [name, explained({ ...schema, required }, { ...commonWords, ...propertyWords[name] })];
    }),
  );
}

/** A reference if the schema has a name, otherwise the schema itself. */
export function schemaOf(schema: z.ZodMiniType): JsonSchema {
  // `content` is only absent if the client asks for that, so it is documented as in the original.
  const wanted = schema === UpdatedSession ? Session : schema;
  const name = Object.entries(named).find(([, known]) => known === wanted)?.[0];
  if (name) return { $ref: refOf(name) };
  const { $schema, ...plain } = z.toJSONSchema(wanted, options);
  return explained(plain, commonWords);
}

/** Adds a description to each property, recursively; `path` is the path of `schema` in its component. */
function explained(
  schema: JsonSchema,
  words: Readonly<Record<string, string>>,
  path = '',
): JsonSchema {
  const { properties, items } = schema;
  return {
    ...schema,
    ...(properties && {
      properties: Object.fromEntries(
        Object.entries(properties).map(([name, property]) => {
          const inner = explained(property as JsonSchema, words, `${path}${name}.`);
          return [name, { ...inner, description: words[path + name] ?? '' }];
        }),
      ),
    }),
    ...(items !== undefined && { items: explained(items as JsonSchema, words, path) }),
  };
}

/** Allows further fields in responses and drops the unreadable pattern for dates. */
const options = {
  io: 'output',
  override: ({ jsonSchema }: { jsonSchema: z.core.JSONSchema.BaseSchema }) => {
    delete jsonSchema.additionalProperties;
    if (jsonSchema.format === 'date-time') delete jsonSchema.pattern;
    if (jsonSchema.type === 'integer') {
      if (jsonSchema.minimum === Number.MIN_SAFE_INTEGER) delete jsonSchema.minimum;
      if (jsonSchema.maximum === Number.MAX_SAFE_INTEGER) delete jsonSchema.maximum;
    }
  },
} as const;

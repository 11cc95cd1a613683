import * as z from 'zod/mini';
import { operations } from '../../contract/operations.ts';
import { Problem } from '../../contract/problem.ts';
import {
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

const named = {
  SessionMetadata,
  Session,
  NewSession,
  SessionUpdate,
  UpdatedSession,
  SessionPage: operations['list-sessions'].answer,
  SessionVersion,
  SessionVersionPage: operations['list-session-versions'].answer,
  DeletedSession,
  DeletedSessionPage: operations['list-deleted-sessions'].answer,
  SnapshotMetadata,
  Snapshot,
  NewSnapshot,
  SnapshotPage: operations['list-snapshots'].answer,
  DeletedSnapshot,
  DeletedSnapshotPage: operations['list-deleted-snapshots'].answer,
  SnapshotVisit,
  SnapshotVisitPage,
  SnapshotAccessLog,
  SnapshotAccessLogPage: operations['list-snapshot-access-logs'].answer,
  Problem,
} satisfies Record<string, z.ZodMiniType>;

const refOf = (name: string) => `#/components/schemas/${name}`;

/** The schemas that have a name, by that name. */
export function components(): Record<string, unknown> {
  const registry = z.registry<{ id: string }>();
  for (const [id, schema] of Object.entries(named)) registry.add(schema, { id });
  const { schemas } = z.toJSONSchema(registry, { ...options, uri: refOf });
  return Object.fromEntries(
    Object.entries(schemas).map(([name, { $id, $schema, ...schema }]) => [name, schema]),
  );
}

/** A reference where the schema has a name, the schema itself where it has none. */
export function schemaOf(schema: z.ZodMiniType): unknown {
  const name = Object.entries(named).find(([, known]) => known === schema)?.[0];
  if (name) return { $ref: refOf(name) };
  const { $schema, ...plain } = z.toJSONSchema(schema, options);
  return plain;
}

/** Fields may be added to any answer, and a pattern for every day of every year helps no reader. */
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

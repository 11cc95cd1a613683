import * as z from 'zod/mini';
import { AssetHashes, MissingAssets } from './assets.ts';
import * as field from './fields.ts';
import {
  DeletionQuery,
  HealthQuery,
  ListDeletedQuery,
  ListNewestQuery,
  ListSessionsQuery,
  ListSnapshotAccessLogsQuery,
  ListSnapshotsQuery,
  pageOf,
} from './lists.ts';
import {
  DeletedSession,
  NewSession,
  Session,
  SessionMetadata,
  SessionUpdate,
  SessionVersion,
  UpdatedSession,
} from './sessions.ts';
import {
  DeletedSnapshot,
  NewSnapshot,
  Snapshot,
  SnapshotAccessLog,
  SnapshotMetadata,
  SnapshotVisitPage,
} from './snapshots.ts';

/**
 * One operation of the API. The table below is the only place where a method or a path is written:
 * the endpoints register from it, the OpenAPI document and the browser's client are derived from it.
 */
export interface Operation {
  readonly method: 'GET' | 'POST' | 'PUT' | 'DELETE';
  /** Below the route prefix `/api/`; `{name}` is a path parameter. */
  readonly path: string;
  readonly access: 'signed-in' | 'open';
  readonly params?: z.ZodMiniType;
  readonly query?: z.ZodMiniType;
  readonly body?: z.ZodMiniType;
  /** The body is bytes (`application/octet-stream`), not JSON. */
  readonly takes?: 'bytes';
  /** Request headers that change what the operation does. */
  readonly headers?: readonly (
    | 'If-Match'
    | 'If-None-Match'
    | 'Idempotency-Key'
    | 'Prefer'
    | 'Range'
  )[];
  readonly status: 200 | 201 | 204;
  /** Shape of the JSON answer; absent where the answer is empty. */
  readonly answer?: z.ZodMiniType;
  /** The answer is bytes (`application/octet-stream`), not JSON. */
  readonly gives?: 'bytes';
  /** Other answers that are no errors, and what they mean. */
  readonly also?: Readonly<Record<number, string>>;
  /** The errors this operation has of its own, beside 400, 401, 403, 429, 500 and 503. */
  readonly errors: readonly number[];
}

const bySession = z.object({ session_id: field.id });
const bySnapshot = z.object({ snapshot_id: field.id });

export const operations = {
  'list-sessions': {
    method: 'GET',
    path: 'persistence/sessions',
    access: 'signed-in',
    query: ListSessionsQuery,
    status: 200,
    answer: pageOf(SessionMetadata),
    errors: [],
  },
  'get-session': {
    method: 'GET',
    path: 'persistence/sessions/{session_id}',
    access: 'signed-in',
    params: bySession,
    headers: ['If-None-Match'],
    status: 200,
    answer: Session,
    errors: [304, 404],
  },
  'get-session-metadata': {
    method: 'GET',
    path: 'persistence/sessions/metadata/{session_id}',
    access: 'signed-in',
    params: bySession,
    headers: ['If-None-Match'],
    status: 200,
    answer: SessionMetadata,
    errors: [304, 404],
  },
  'create-session': {
    method: 'POST',
    path: 'persistence/sessions',
    access: 'signed-in',
    body: NewSession,
    headers: ['Idempotency-Key'],
    status: 201,
    answer: z.string(),
    errors: [409, 411, 413, 415, 422],
  },
  'update-session': {
    method: 'PUT',
    path: 'persistence/sessions/{session_id}',
    access: 'signed-in',
    params: bySession,
    body: SessionUpdate,
    headers: ['If-Match', 'Prefer'],
    status: 200,
    answer: UpdatedSession,
    errors: [404, 411, 412, 413, 415],
  },
  'delete-session': {
    method: 'DELETE',
    path: 'persistence/sessions/{session_id}',
    access: 'signed-in',
    params: bySession,
    query: DeletionQuery,
    headers: ['If-Match'],
    status: 204,
    errors: [404, 412],
  },
  'list-session-versions': {
    method: 'GET',
    path: 'persistence/sessions/{session_id}/versions',
    access: 'signed-in',
    params: bySession,
    query: ListNewestQuery,
    status: 200,
    answer: pageOf(SessionVersion),
    errors: [404],
  },
  'get-session-version': {
    method: 'GET',
    path: 'persistence/sessions/{session_id}/versions/{version}',
    access: 'signed-in',
    params: z.extend(bySession, { version: field.versionInPath }),
    status: 200,
    answer: Session,
    errors: [404],
  },
  'list-deleted-sessions': {
    method: 'GET',
    path: 'persistence/deleted_sessions',
    access: 'signed-in',
    query: ListDeletedQuery,
    status: 200,
    answer: pageOf(DeletedSession),
    errors: [],
  },
  'restore-deleted-session': {
    method: 'POST',
    path: 'persistence/deleted_sessions/{session_id}/restore',
    access: 'signed-in',
    params: bySession,
    status: 200,
    answer: SessionMetadata,
    errors: [404],
  },
  'list-snapshots': {
    method: 'GET',
    path: 'persistence/snapshots',
    access: 'signed-in',
    query: ListSnapshotsQuery,
    status: 200,
    answer: pageOf(SnapshotMetadata),
    errors: [],
  },
  'get-snapshot': {
    method: 'GET',
    path: 'persistence/snapshots/{snapshot_id}',
    access: 'signed-in',
    params: bySnapshot,
    headers: ['If-None-Match'],
    status: 200,
    answer: Snapshot,
    errors: [304, 404],
  },
  'create-snapshot': {
    method: 'POST',
    path: 'persistence/snapshots',
    access: 'signed-in',
    body: NewSnapshot,
    headers: ['Idempotency-Key'],
    status: 201,
    answer: z.string(),
    errors: [409, 411, 413, 415, 422],
  },
  'delete-snapshot': {
    method: 'DELETE',
    path: 'persistence/snapshots/{snapshot_id}',
    access: 'signed-in',
    params: bySnapshot,
    query: DeletionQuery,
    status: 204,
    errors: [404],
  },
  'list-deleted-snapshots': {
    method: 'GET',
    path: 'persistence/deleted_snapshots',
    access: 'signed-in',
    query: ListDeletedQuery,
    status: 200,
    answer: pageOf(DeletedSnapshot),
    errors: [],
  },
  'restore-snapshot': {
    method: 'POST',
    path: 'persistence/snapshots/{snapshot_id}/restore',
    access: 'signed-in',
    params: bySnapshot,
    status: 200,
    answer: SnapshotMetadata,
    errors: [404],
  },
  'list-snapshot-visits': {
    method: 'GET',
    path: 'persistence/snapshots/{snapshot_id}/visits',
    access: 'signed-in',
    params: bySnapshot,
    query: ListNewestQuery,
    status: 200,
    answer: SnapshotVisitPage,
    errors: [404],
  },
  'list-snapshot-access-logs': {
    method: 'GET',
    path: 'persistence/snapshot_access_logs',
    access: 'signed-in',
    query: ListSnapshotAccessLogsQuery,
    status: 200,
    answer: pageOf(SnapshotAccessLog),
    errors: [],
  },
  'delete-snapshot-access-log': {
    method: 'DELETE',
    path: 'persistence/snapshot_access_logs/{snapshot_id}',
    access: 'signed-in',
    params: bySnapshot,
    status: 204,
    errors: [],
  },
  'find-missing-assets': {
    method: 'POST',
    path: 'persistence/assets/missing',
    access: 'signed-in',
    body: AssetHashes,
    status: 200,
    answer: MissingAssets,
    errors: [411, 413, 415],
  },
  'put-asset': {
    method: 'PUT',
    path: 'persistence/assets/{hash}',
    access: 'signed-in',
    params: z.object({ hash: field.sha256 }),
    takes: 'bytes',
    status: 201,
    also: { 200: 'It was there already' },
    errors: [411, 413, 415, 422],
  },
  'get-asset': {
    method: 'GET',
    path: 'persistence/assets/{hash}',
    access: 'signed-in',
    params: z.object({ hash: field.sha256 }),
    headers: ['Range'],
    status: 200,
    gives: 'bytes',
    also: { 206: 'The part that Range asks for' },
    errors: [404, 416],
  },
  health: {
    method: 'GET',
    path: 'health',
    access: 'open',
    query: HealthQuery,
    status: 200,
    answer: z.object({ status: z.literal('ok'), version: z.optional(z.string()) }),
    errors: [401, 503],
  },
  openapi: {
    method: 'GET',
    path: 'openapi.json',
    access: 'open',
    headers: ['If-None-Match'],
    status: 200,
    answer: z.record(z.string(), z.unknown()),
    errors: [304],
  },
} as const satisfies Record<string, Operation>;

export type OperationName = keyof typeof operations;

import * as z from 'zod/mini';
import * as field from './fields.ts';
import type { Operation } from './operation.ts';
import {
  DeletedSnapshot,
  NewSnapshot,
  Snapshot,
  SnapshotAccessLog,
  SnapshotMetadata,
  SnapshotVisitPage,
} from './snapshots.ts';

const bySnapshot = z.object({ snapshot_id: field.id });

/** Operations on snapshots, deleted snapshots and the logs of who has opened them. */
export const snapshotOperations = {
  'list-snapshots': {
    method: 'GET',
    path: 'persistence/snapshots',
    access: 'signed-in',
    status: 200,
    answer: field.pageOf(SnapshotMetadata),
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
    headers: ['If-Match'],
    status: 204,
    errors: [404, 412],
  },
  'list-deleted-snapshots': {
    method: 'GET',
    path: 'persistence/deleted_snapshots',
    access: 'signed-in',
    status: 200,
    answer: field.pageOf(DeletedSnapshot),
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
    status: 200,
    answer: SnapshotVisitPage,
    errors: [404],
  },
  'list-snapshot-access-logs': {
    method: 'GET',
    path: 'persistence/snapshot_access_logs',
    access: 'signed-in',
    status: 200,
    answer: field.pageOf(SnapshotAccessLog),
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
} as const satisfies Record<string, Operation>;

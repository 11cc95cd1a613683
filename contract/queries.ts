import type * as z from 'zod/mini';
import {
  DeletionQuery,
  HealthQuery,
  ListDeletedQuery,
  ListNewestQuery,
  ListSessionsQuery,
  ListSnapshotAccessLogsQuery,
  ListSnapshotsQuery,
} from './lists.ts';
import type { OperationName } from './operations.ts';

/**
 * The query parameters of the operations that have some. Only the server parses them: the browser, which writes them, needs
 * just their types.
 */
export const queries = {
  health: HealthQuery,
  'list-sessions': ListSessionsQuery,
  'delete-session': DeletionQuery,
  'list-session-versions': ListNewestQuery,
  'list-deleted-sessions': ListDeletedQuery,
  'list-snapshots': ListSnapshotsQuery,
  'delete-snapshot': DeletionQuery,
  'list-deleted-snapshots': ListDeletedQuery,
  'list-snapshot-visits': ListNewestQuery,
  'list-snapshot-access-logs': ListSnapshotAccessLogsQuery,
} as const satisfies Partial<Record<OperationName, z.ZodMiniType>>;

export type Queries = typeof queries;

/** The parameters of an operation; undefined if it has none. */
export function queryOf(name: OperationName): z.ZodMiniType | undefined {
  return name in queries ? queries[name as keyof Queries] : undefined;
}

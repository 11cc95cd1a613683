import type { OperationName } from '../../contract/operations.ts';

/**
 * The original's names for its list operations. Its client generator makes function names of them
 * (`getSessionsMetadata`), which its frontend calls.
 */
const lists: Readonly<Partial<Record<OperationName, string>>> = {
  'list-sessions': 'get_sessions_metadata',
  'list-snapshots': 'get_snapshots_metadata',
  'list-snapshot-access-logs': 'get_snapshot_access_logs',
};

/** The `operationId`, from which client generators make names. */
export function operationIdOf(name: OperationName): string {
  return lists[name] ?? name.replaceAll('-', '_');
}

const sortBy: Readonly<Partial<Record<OperationName, string>>> = {
  'list-sessions': 'SessionSortBy',
  'list-snapshots': 'SnapshotSortBy',
  'list-snapshot-access-logs': 'SnapshotAccessLogSortBy',
};

/** The schema name of a query parameter, if it has one; client generators make an enumeration of it. */
export function schemaNameOf(operation: OperationName, parameter: string): string | undefined {
  if (parameter === 'sort_direction') return 'SortDirection';
  return parameter === 'sort_by' ? sortBy[operation] : undefined;
}

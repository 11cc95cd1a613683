import type { OperationName } from '../../contract/operations.ts';

/**
 * Names that the original has given to what is listed; its generator makes the functions of its client
 * from them (`getSessionsMetadata`), and its frontend calls those.
 */
const lists: Readonly<Partial<Record<OperationName, string>>> = {
  'list-sessions': 'get_sessions_metadata',
  'list-snapshots': 'get_snapshots_metadata',
  'list-snapshot-access-logs': 'get_snapshot_access_logs',
};

/** The operation's id for generators of clients. */
export function operationIdOf(name: OperationName): string {
  return lists[name] ?? name.replaceAll('-', '_');
}

const sortBy: Readonly<Partial<Record<OperationName, string>>> = {
  'list-sessions': 'SessionSortBy',
  'list-snapshots': 'SnapshotSortBy',
  'list-snapshot-access-logs': 'SnapshotAccessLogSortBy',
};

/** The name of a query parameter's schema, where it has one: generators make an enumeration of it. */
export function schemaNameOf(operation: OperationName, parameter: string): string | undefined {
  if (parameter === 'sort_direction') return 'SortDirection';
  return parameter === 'sort_by' ? sortBy[operation] : undefined;
}

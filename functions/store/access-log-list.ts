import type { ListSnapshotAccessLogsQuery } from '../../contract/lists.ts';
import { AccessLogDocument, toAccessLog } from './access-log-document.ts';
import { type ListQuery, searchFilters } from './list-query.ts';

/** The query of `list-snapshot-access-logs`; sorted by last visit, newest first, by default. */
export function accessLogList(visitor: string, query: ListSnapshotAccessLogsQuery): ListQuery {
  const sortBy = query.sort_by ?? 'last_visited_at';
  const ignoreCase = query.sort_lowercase === true && sortBy === 'snapshot_metadata.title';
  return {
    owner: visitor,
    ownerPath: 'visitor_id',
    select: Object.keys(AccessLogDocument.shape),
    sortBy: ignoreCase ? 'snapshot_metadata.title__lower' : sortBy,
    direction: query.sort_direction ?? (query.sort_by ? 'asc' : 'desc'),
    filters: [
      // The container also holds the records of idempotency keys.
      { path: 'kind', is: 'absent' },
      ...searchFilters('snapshot_metadata', query),
      { path: 'snapshot_metadata.created_at', is: '>=', value: query.filter_created_from },
      { path: 'snapshot_metadata.created_at', is: '<=', value: query.filter_created_to },
      { path: 'last_visited_at', is: '>=', value: query.filter_last_visited_from },
      { path: 'last_visited_at', is: '<=', value: query.filter_last_visited_to },
      { path: 'snapshot_owner_id', is: '=', value: query.filter_owner_id },
      { path: 'snapshot_deleted', is: '=', value: query.filter_snapshot_deleted },
      { path: 'snapshot_id', is: 'in', value: query.filter_ids },
    ],
    pageSize: query.page_size,
    cursor: query.cursor,
    withTotal: query.with_total,
  };
}

export const accessLogRow = { schema: AccessLogDocument, toItem: toAccessLog };

import type { ListSessionsQuery } from '../../contract/lists.ts';
import type { ListQuery } from './list-query.ts';
import { SessionHead, toSessionMetadata } from './session-document.ts';

/** What `list-sessions` asks of the database; newest first unless told otherwise. */
export function sessionList(owner: string, query: ListSessionsQuery): ListQuery {
  const sortBy = query.sort_by ?? 'metadata.updated_at';
  const ignoreCase = query.sort_lowercase === true && sortBy === 'metadata.title';
  return {
    owner,
    ownerPath: 'owner_id',
    select: ['id', 'owner_id', 'metadata', '_etag'],
    sortBy: ignoreCase ? 'metadata.title__lower' : sortBy,
    direction: query.sort_direction ?? (query.sort_by ? 'asc' : 'desc'),
    filters: [
      { path: 'metadata.title__lower', is: 'contains', value: query.filter_title?.toLowerCase() },
      { path: 'metadata.updated_at', is: '>=', value: query.filter_updated_from },
      { path: 'metadata.updated_at', is: '<=', value: query.filter_updated_to },
    ],
    pageSize: query.page_size,
    cursor: query.cursor,
  };
}

export const sessionRow = { schema: SessionHead, toItem: toSessionMetadata };

import type { ListDeletedQuery, ListSessionsQuery } from '../../contract/lists.ts';
import type { DeletedSession } from '../../contract/sessions.ts';
import type { Row } from './cosmos-container.ts';
import { deletionTimes } from './lifetime.ts';
import { type Filter, type ListQuery, searchFilters } from './list-query.ts';
import { SessionHead, toSessionMetadata } from './session-document.ts';

/** The container also holds old versions and the records of idempotency keys. */
const sessionsOnly: readonly Filter[] = [{ path: 'kind', is: 'absent' }];

/** The query of `list-sessions`; newest first by default. */
export function sessionList(owner: string, query: ListSessionsQuery): ListQuery {
  const sortBy = query.sort_by ?? 'metadata.updated_at';
  const ignoreCase = query.sort_lowercase === true && sortBy === 'metadata.title';
  return {
    owner,
    ownerPath: 'owner_id',
    select: ['id', 'owner_id', 'metadata'],
    sortBy: ignoreCase ? 'metadata.title__lower' : sortBy,
    direction: query.sort_direction ?? (query.sort_by ? 'asc' : 'desc'),
    filters: [
      ...sessionsOnly,
      { path: 'deleted_at', is: 'absent' },
      ...searchFilters('metadata', query),
      { path: 'metadata.updated_at', is: '>=', value: query.filter_updated_from },
      { path: 'metadata.updated_at', is: '<=', value: query.filter_updated_to },
      { path: 'id', is: 'in', value: query.filter_ids },
    ],
    pageSize: query.page_size,
    cursor: query.cursor,
    withTotal: query.with_total,
  };
}

export const sessionRow = { schema: SessionHead, toItem: toSessionMetadata };

/** The query of `list-deleted-sessions`. */
export function deletedSessionList(owner: string, query: ListDeletedQuery): ListQuery {
  return {
    owner,
    ownerPath: 'owner_id',
    select: ['id', 'owner_id', 'metadata'],
    sortBy: 'deleted_at',
    direction: 'desc',
    filters: [
      ...sessionsOnly,
      { path: 'deleted_at', is: 'present' },
      ...searchFilters('metadata', query),
    ],
    pageSize: query.page_size,
    cursor: query.cursor,
    withTotal: query.with_total,
  };
}

export const deletedSessionRow = {
  schema: SessionHead,
  toItem: (head: SessionHead, etag: string, row: Row): DeletedSession => ({
    ...toSessionMetadata(head, etag),
    ...deletionTimes(row),
  }),
};

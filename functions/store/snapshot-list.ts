import type { ListDeletedQuery, ListSnapshotsQuery } from '../../contract/lists.ts';
import type { DeletedSnapshot } from '../../contract/snapshots.ts';
import type { Row } from './cosmos-container.ts';
import { deletionTimes } from './lifetime.ts';
import { type ListQuery, searchFilters } from './list-query.ts';
import { SnapshotHead, toSnapshotMetadata } from './snapshot-document.ts';

/** A snapshot is never updated, so `updated_at` sorts by creation. */
const sortPaths = {
  title: 'metadata.title',
  title_lower: 'metadata.title__lower',
  created_at: 'metadata.created_at',
  updated_at: 'metadata.created_at',
} as const;

const SELECT = ['id', 'owner_id', 'owner_name', 'metadata'];

/** The query of `list-snapshots`; newest first by default. */
export function snapshotList(owner: string, query: ListSnapshotsQuery): ListQuery {
  const named = (query.sort_by ?? 'created_at').replace(
    /^metadata\./,
    '',
  ) as keyof typeof sortPaths;
  const ignoreCase = query.sort_lowercase === true && named === 'title';
  return {
    owner,
    ownerPath: 'owner_id',
    select: SELECT,
    sortBy: sortPaths[ignoreCase ? 'title_lower' : named],
    direction: query.sort_direction ?? (query.sort_by ? 'asc' : 'desc'),
    filters: [
      { path: 'deleted_at', is: 'absent' },
      ...searchFilters('metadata', query),
      { path: 'metadata.created_at', is: '>=', value: query.filter_created_from },
      { path: 'metadata.created_at', is: '<=', value: query.filter_created_to },
      { path: 'id', is: 'in', value: query.filter_ids },
    ],
    pageSize: query.page_size,
    cursor: query.cursor,
    withTotal: query.with_total,
  };
}

export const snapshotRow = { schema: SnapshotHead, toItem: toSnapshotMetadata };

/** The query of `list-deleted-snapshots`. */
export function deletedSnapshotList(owner: string, query: ListDeletedQuery): ListQuery {
  return {
    owner,
    ownerPath: 'owner_id',
    select: SELECT,
    sortBy: 'deleted_at',
    direction: 'desc',
    filters: [{ path: 'deleted_at', is: 'present' }, ...searchFilters('metadata', query)],
    pageSize: query.page_size,
    cursor: query.cursor,
    withTotal: query.with_total,
  };
}

export const deletedSnapshotRow = {
  schema: SnapshotHead,
  toItem: (head: SnapshotHead, etag: string, row: Row): DeletedSnapshot => ({
    ...toSnapshotMetadata(head, etag),
    ...deletionTimes(row),
  }),
};

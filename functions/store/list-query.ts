import type { SqlParameter, SqlQuerySpec } from '@azure/cosmos';
import { PAGE_SIZE_DEFAULT } from '../../contract/limits.ts';
import type { ListDeletedQuery } from '../../contract/lists.ts';
import { readCursor, type SortValue } from './cursor.ts';
import { LIFETIME_PATHS } from './lifetime.ts';

/**
 * A condition of a list; `path` comes from our own code, `value` only ever travels as a parameter. One
 * whose value is undefined does not count.
 */
export type Filter =
  | {
      readonly path: string;
      readonly is: '=' | '!=' | '>=' | '<=' | 'contains';
      /** For `contains`: another path where it may be found as well; some documents have none there. */
      readonly or?: string;
      readonly value: string | boolean | undefined;
    }
  | { readonly path: string; readonly is: 'in'; readonly value: readonly string[] | undefined }
  | { readonly path: string; readonly is: 'absent' | 'present' };

/** What search asks of the folds in a document's metadata. */
export function searchFilters(
  metadata: string,
  query: Pick<ListDeletedQuery, 'filter_title' | 'filter_text'>,
): readonly Filter[] {
  const path = `${metadata}.title__lower`;
  const or = `${metadata}.description__lower`;
  return [
    { path, is: 'contains', value: query.filter_title },
    { path, or, is: 'contains', value: query.filter_text },
  ];
}

export interface ListQuery {
  /** Whose list: the value of the property `ownerPath`, and what a cursor is bound to. */
  readonly owner: string;
  readonly ownerPath: string;
  /** Paths to load, beside the ETag and what tells how long an item stays; `content` never among them. */
  readonly select: readonly string[];
  readonly sortBy: string;
  readonly direction: 'asc' | 'desc';
  readonly filters: readonly Filter[];
  readonly pageSize: number | undefined;
  readonly cursor: string | undefined;
  /** Whether the first page says how many there are in all. */
  readonly withTotal?: boolean | undefined;
}

export interface PreparedList {
  readonly spec: SqlQuerySpec;
  /** Counts the whole list; undefined where that is not wanted, or this is not the first page. */
  readonly count: SqlQuerySpec | undefined;
  readonly pageSize: number;
  readonly sortBy: string;
  /** What its cursors are bound to: the owner, the order and the filters. */
  readonly identity: string;
}

/**
 * Writes a list as Cosmos SQL. Pages go on by key, after the sort value and id of the last item, since
 * Cosmos continuation tokens are missing for sorted queries across partitions and break while items
 * change. Throws BadCursor.
 */
export function prepareList(query: ListQuery): PreparedList {
  const { ownerPath, owner, sortBy, direction } = query;
  const filters = query.filters.filter((each) => !('value' in each && each.value === undefined));
  const identity = JSON.stringify([owner, query.select, sortBy, direction, filters]);
  const after = query.cursor === undefined ? undefined : readCursor(query.cursor, identity);

  const where = [`c.${ownerPath} = @owner`, ...filters.map(condition)];
  const parameters: SqlParameter[] = [
    { name: '@owner', value: owner },
    ...filters.flatMap(parameter),
  ];
  const count =
    query.withTotal && !after
      ? { query: `SELECT VALUE COUNT(1) FROM c WHERE ${where.join(' AND ')}`, parameters }
      : undefined;
  if (after) {
    where.push(isAfter(sortBy, direction, after.value));
    if (after.value !== undefined) parameters.push({ name: '@value', value: after.value });
    parameters.push({ name: '@id', value: after.id });
  }
  const order = direction.toUpperCase();
  const paths = new Set([...query.select, ...LIFETIME_PATHS, '_etag']);
  const select = [...paths].map((path) => `c.${path}`).join(', ');
  return {
    spec: {
      query: `SELECT ${select} FROM c WHERE ${where.join(' AND ')} ORDER BY c.${sortBy} ${order}, c.id ${order}`,
      parameters,
    },
    count,
    pageSize: query.pageSize ?? PAGE_SIZE_DEFAULT,
    sortBy,
    identity,
  };
}

function condition(filter: Filter, index: number): string {
  const { path, is } = filter;
  switch (is) {
    case 'absent':
      return `NOT IS_DEFINED(c.${path})`;
    case 'present':
      return `IS_DEFINED(c.${path})`;
    case 'contains':
      return filter.or === undefined
        ? `CONTAINS(c.${path}, @filter${index})`
        : `(CONTAINS(c.${path}, @filter${index}) OR CONTAINS(c.${filter.or}, @filter${index}))`;
    case 'in':
      return `c.${path} IN (${(filter.value ?? []).map((_, at) => `@filter${index}_${at}`).join(', ')})`;
    default:
      return `c.${path} ${is} @filter${index}`;
  }
}

function parameter(filter: Filter, index: number): SqlParameter[] {
  if (filter.is === 'in') {
    return (filter.value ?? []).map((value, at) => ({ name: `@filter${index}_${at}`, value }));
  }
  return 'value' in filter ? [{ name: `@filter${index}`, value: filter.value ?? '' }] : [];
}

/** The kinds of value as Cosmos sorts them, each by the test that finds it; it compares none with another. */
const KINDS = ['NOT IS_DEFINED', 'IS_NULL', 'IS_NUMBER', 'IS_STRING'] as const;

/** What comes after a position: the rest of its own kind, and all of the kinds beyond. */
function isAfter(sortBy: string, direction: 'asc' | 'desc', value: SortValue): string {
  const field = `c.${sortBy}`;
  const beyond = direction === 'asc' ? '>' : '<';
  const tied = value === undefined ? `NOT IS_DEFINED(${field})` : `${field} = @value`;
  const after = [`(${tied} AND c.id ${beyond} @id)`];
  if (value !== undefined) after.push(`${field} ${beyond} @value`);
  const kind = KINDS.indexOf(kindOf(value));
  const kindsBeyond = direction === 'asc' ? KINDS.slice(kind + 1) : KINDS.slice(0, kind);
  after.push(...kindsBeyond.map((is) => `${is}(${field})`));
  return `(${after.join(' OR ')})`;
}

function kindOf(value: SortValue): (typeof KINDS)[number] {
  if (value === undefined) return 'NOT IS_DEFINED';
  if (value === null) return 'IS_NULL';
  return typeof value === 'number' ? 'IS_NUMBER' : 'IS_STRING';
}

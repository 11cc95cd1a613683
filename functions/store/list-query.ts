import type { SqlParameter, SqlQuerySpec } from '@azure/cosmos';
import { PAGE_SIZE_DEFAULT } from '../../contract/limits.ts';
import type { ListDeletedQuery } from '../../contract/lists.ts';
import { readCursor, type SortValue } from './cursor.ts';
import { LIFETIME_PATHS } from './lifetime.ts';

/**
 * A condition of a list. `path` comes from our own code; `value` is only ever sent as a parameter. A
 * filter whose value is undefined is ignored.
 */
export type Filter =
  | {
      readonly path: string;
      /** `matches` takes a regular expression. */
      readonly is: '=' | '!=' | '>=' | '<=' | 'contains' | 'matches';
      /** For `contains` and `matches`: a second path to search; may be absent in a document. */
      readonly or?: string;
      readonly value: string | boolean | undefined;
    }
  | { readonly path: string; readonly is: 'in'; readonly value: readonly string[] | undefined }
  | { readonly path: string; readonly is: 'absent' | 'present' };

/** A word that begins with #, as people tag their descriptions. */
const TAG = /^#[\p{L}\p{N}][\p{L}\p{N}_-]*$/u;

/** What may surround a tag. Listed one by one, because `\p` is not known to work in every RegexMatch. */
const BETWEEN = '\\s!"$%\'()*+,.:;<=>?@\\[\\\\\\]^`{|}~–—‘’“”„«»·•、。';

/** A regular expression that finds a tag as a whole word: "#hm" is not in "#hm2". */
function wholeTag(tag: string): string {
  return `(^|[${BETWEEN}-])${tag}($|[${BETWEEN}#&/])`;
}

/** The filters for a search in a document's normalised title and description. A text that is one tag finds only that tag. */
export function searchFilters(
  metadata: string,
  query: Pick<ListDeletedQuery, 'filter_title' | 'filter_text'>,
): readonly Filter[] {
  const path = `${metadata}.title__lower`;
  const or = `${metadata}.description__lower`;
  const { filter_title, filter_text } = query;
  return [
    { path, is: 'contains', value: filter_title },
    filter_text !== undefined && TAG.test(filter_text)
      ? { path, or, is: 'matches', value: wholeTag(filter_text) }
      : { path, or, is: 'contains', value: filter_text },
  ];
}

export interface ListQuery {
  /** The owner of the list: the value of `ownerPath`. Cursors are bound to it. */
  readonly owner: string;
  readonly ownerPath: string;
  /** Paths to load, besides the ETag and the lifetime fields; never `content`. */
  readonly select: readonly string[];
  readonly sortBy: string;
  readonly direction: 'asc' | 'desc';
  readonly filters: readonly Filter[];
  readonly pageSize: number | undefined;
  readonly cursor: string | undefined;
  /** Whether the first page includes the total count. */
  readonly withTotal?: boolean | undefined;
}

export interface PreparedList {
  readonly spec: SqlQuerySpec;
  /** Counts the whole list; undefined if no count is wanted or this is not the first page. */
  readonly count: SqlQuerySpec | undefined;
  readonly pageSize: number;
  readonly sortBy: string;
  /** What a cursor is bound to: owner, selected fields, order and filters. */
  readonly identity: string;
}

/**
 * Writes a list as Cosmos SQL. Uses keyset pagination (sort value and id of the last item) because Cosmos
 * continuation tokens are missing for sorted queries across partitions and break when items change.
 * Throws BadCursor.
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
    case 'matches': {
      const find = is === 'contains' ? 'CONTAINS' : 'RegexMatch';
      const finds = [path, filter.or].flatMap((where) =>
        where === undefined ? [] : `${find}(c.${where}, @filter${index})`,
      );
      return finds.length === 1 ? `${finds[0]}` : `(${finds.join(' OR ')})`;
    }
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

/** Types of sort values in Cosmos DB's order, each as the test that finds it. Comparisons never match across types. */
const KINDS = ['NOT IS_DEFINED', 'IS_NULL', 'IS_NUMBER', 'IS_STRING'] as const;

/** Condition for items after a position: the rest of the same type, and all later types. */
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

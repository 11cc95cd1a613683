import type { SqlQuerySpec } from '@azure/cosmos';
import { PAGE_SIZE_DEFAULT } from '../../contract/limits.ts';
import { type CursorPosition, readCursor } from './cursor.ts';

/** A condition of a list; `path` comes from our own code, `value` only ever travels as a parameter. */
export interface Filter {
  readonly path: string;
  readonly is: '=' | '>=' | '<=' | 'contains';
  readonly value: string | boolean | undefined;
}

export interface ListQuery {
  /** Whose list: the value of the property `ownerPath`, and what a cursor is bound to. */
  readonly owner: string;
  readonly ownerPath: string;
  /** Paths to load, `content` never among them. */
  readonly select: readonly string[];
  readonly sortBy: string;
  readonly direction: 'asc' | 'desc';
  readonly filters: readonly Filter[];
  readonly pageSize: number | undefined;
  readonly cursor: string | undefined;
}

export interface PreparedList {
  readonly spec: SqlQuerySpec;
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
  const filters = query.filters.filter(({ value }) => value !== undefined);
  const identity = JSON.stringify([owner, query.select, sortBy, direction, filters]);
  const after = query.cursor === undefined ? undefined : readCursor(query.cursor, identity);

  const where = [`c.${ownerPath} = @owner`, ...filters.map(condition)];
  const parameters = [{ name: '@owner', value: owner }, ...filters.map(parameter)];
  if (after) {
    where.push(isAfter(sortBy, direction));
    parameters.push({ name: '@value', value: after.value }, { name: '@id', value: after.id });
  }
  const order = direction.toUpperCase();
  const select = query.select.map((path) => `c.${path}`).join(', ');
  return {
    spec: {
      query: `SELECT ${select} FROM c WHERE ${where.join(' AND ')} ORDER BY c.${sortBy} ${order}, c.id ${order}`,
      parameters,
    },
    pageSize: query.pageSize ?? PAGE_SIZE_DEFAULT,
    sortBy,
    identity,
  };
}

function condition({ path, is }: Filter, index: number): string {
  return is === 'contains'
    ? `CONTAINS(c.${path}, @filter${index})`
    : `c.${path} ${is} @filter${index}`;
}

function parameter(
  { value }: Filter,
  index: number,
): { name: string; value: CursorPosition['value'] | boolean } {
  return { name: `@filter${index}`, value: value ?? '' };
}

/**
 * What comes after a position. Documents without the sort value come first going up and last going down,
 * so going down they have to be asked for as well, to be counted as left out.
 */
function isAfter(sortBy: string, direction: 'asc' | 'desc'): string {
  const beyond = direction === 'asc' ? '>' : '<';
  const unsorted = direction === 'asc' ? '' : ` OR NOT IS_DEFINED(c.${sortBy})`;
  return `(c.${sortBy} ${beyond} @value OR (c.${sortBy} = @value AND c.id ${beyond} @id)${unsorted})`;
}

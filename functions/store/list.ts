import type { SqlQuerySpec } from '@azure/cosmos';
import type * as z from 'zod/mini';
import type { CosmosContainer, Row } from './cosmos-container.ts';
import { type SortValue, writeCursor } from './cursor.ts';
import { isOver } from './lifetime.ts';
import { type ListQuery, prepareList } from './list-query.ts';

export interface Page<Item> {
  readonly items: Item[];
  readonly pageToken: string | null;
  /** How many documents of this page could not be read; absent if none. */
  readonly leftOut?: number;
  /** Length of the whole list, if requested. */
  readonly total?: number;
}

/**
 * One page of a list. Unreadable documents are skipped and counted; expired ones are skipped. With a
 * `partition` it costs one round trip; without, it crosses partitions. Throws BadCursor.
 */
export async function listPage<T extends { id: string }, Head, Item>(
  container: CosmosContainer<T>,
  query: ListQuery,
  row: { schema: z.ZodMiniType<Head>; toItem: (head: Head, etag: string, row: Row) => Item },
  partition?: string,
): Promise<Page<Item>> {
  const { spec, count, pageSize, sortBy, identity } = prepareList(query);
  const wanted = pageSize + 1;
  const rows: Row[] = [];
  let leftOut = 0;
  const scope = partition === undefined ? {} : { partition };
  for await (const page of container.query(spec, { ...scope, pageSize: wanted })) {
    const present = page.filter((found) => !isOver(found));
    const sortable = present.filter((found) => isSortable(found, sortBy));
    leftOut += present.length - sortable.length;
    rows.push(...sortable);
    if (rows.length >= wanted) break;
  }

  const shown = rows.slice(0, pageSize);
  const items: Item[] = [];
  for (const found of shown) {
    const head = row.schema.safeParse(found);
    if (head.success) items.push(row.toItem(head.data, String(found._etag), found));
    else leftOut++;
  }
  const last = rows.length > pageSize ? shown.at(-1) : undefined;
  // A list that fits into one page needs no count query.
  const total = count && (last ? await countOf(container, count, scope) : shown.length);
  return {
    items,
    pageToken: last ? writeCursor(positionOf(last, sortBy), identity) : null,
    ...(leftOut > 0 ? { leftOut } : {}),
    ...(total !== undefined && { total }),
  };
}

/**
 * Counts what `listPage` would list, and what has just expired as well: Azure takes that out of queries by itself, soon
 * after, the emulator never does. No index serves a condition on `_ts + ttl`, so it would read each document, content
 * included. One partition may return several partial counts.
 */
async function countOf<T extends { id: string }>(
  container: CosmosContainer<T>,
  spec: SqlQuerySpec,
  scope: { partition?: string },
): Promise<number> {
  let total = 0;
  for await (const counts of container.query(spec, { ...scope, pageSize: 1 })) {
    for (const count of counts) total += Number(count);
  }
  return total;
}

/** No cursor can be written for other types, so a page cannot end on such a document. */
function isSortable(row: unknown, sortBy: string): row is Row {
  const value = valueAt(row, sortBy);
  return value == null || typeof value === 'string' || typeof value === 'number';
}

function positionOf(row: Row, sortBy: string) {
  return { value: valueAt(row, sortBy) as SortValue, id: String(row.id) };
}

function valueAt(row: unknown, path: string): unknown {
  return path
    .split('.')
    .reduce<unknown>((value, name) => (value as Row | undefined | null)?.[name], row);
}

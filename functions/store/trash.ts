import type { PatchOperation } from '@azure/cosmos';
import type * as z from 'zod/mini';
import type { StoreContext } from './context.ts';
import type { CosmosContainer, Row, Stored } from './cosmos-container.ts';
import { CreateKey, type Keyed } from './create-key.ts';
import { Corrupt, NotFound, PreconditionFailed, Throttled, Unavailable } from './errors.ts';
import { deletedAt, endOf, ttlOf } from './lifetime.ts';

const NOT_IN_TRASH = 'FROM c WHERE NOT IS_DEFINED(c.deleted_at)';
const MAX_RACES = 5;
const BUSY_RETRY_AFTER_MS = 1000;

/** Id and partition of a document. */
export interface Place {
  readonly id: string;
  readonly partition: string;
}

/**
 * Moves a document, readable or not, to the trash for `milliseconds`: one round trip. Throws NotFound
 * (also if it is there already), PreconditionFailed.
 */
export async function putIntoTrash<T extends { id: string }>(
  container: CosmosContainer<T>,
  { id, partition }: Place,
  milliseconds: number,
  ifMatch?: string,
): Promise<void> {
  const now = new Date().toISOString();
  const operations: PatchOperation[] = [
    { op: 'set', path: '/deleted_at', value: now },
    { op: 'set', path: '/ttl', value: ttlOf(milliseconds) },
  ];
  try {
    await container.mark(id, partition, operations, { ifMatch, onlyIf: NOT_IN_TRASH });
  } catch (error) {
    if (!(error instanceof PreconditionFailed || error instanceof Unavailable)) throw error;
    const found = deletedAt(await container.peek(id, partition, []));
    // The first response was lost: this call moved it there.
    if (found === now) return;
    if (found !== undefined) throw new NotFound('Not found.');
    throw error;
  }
}

/**
 * Takes a document out of the trash. One that is not there is returned unchanged.
 * @param head what must be readable of the document before it is changed.
 * Throws NotFound, Corrupt, Throttled.
 */
export async function takeOutOfTrash<T extends { id: string }>(
  container: CosmosContainer<T>,
  { id, partition }: Place,
  head: z.ZodMiniObject,
): Promise<Stored<T>> {
  for (let races = 0; races < MAX_RACES; races++) {
    const row = await container.peek(id, partition, Object.keys(head.shape));
    if (deletedAt(row) === undefined) return container.read(id, partition);
    const readable = head.safeParse(row);
    if (!readable.success) throw new Corrupt(readable.error);
    try {
      return await container.patch(id, partition, restoring(row), { ifMatch: etagOf(row) });
    } catch (error) {
      // Lost a race, or the outcome is unknown: read again.
      if (!(error instanceof PreconditionFailed || error instanceof Unavailable)) throw error;
    }
  }
  throw new Throttled(BUSY_RETRY_AFTER_MS);
}

/** An item with an expiry date keeps it. */
function restoring(row: Row): PatchOperation[] {
  const end = endOf({ expires_at: row.expires_at });
  return [
    { op: 'remove', path: '/deleted_at' },
    end === Infinity
      ? { op: 'remove', path: '/ttl' }
      : { op: 'set', path: '/ttl', value: ttlOf(end - Date.now()) },
  ];
}

/**
 * Deletes a document permanently, whether or not it is in the trash. A repeated POST does not create it again.
 * @param row its `create_key_hash` and `create_body_hash`, if it has them.
 * Throws NotFound, PreconditionFailed.
 */
export async function deleteForGood<T extends { id: string }>(
  container: CosmosContainer<T>,
  context: StoreContext,
  { id, partition }: Place,
  row: Row,
  ifMatch?: string,
): Promise<void> {
  const { create_key_hash: keyHash, create_body_hash: bodyHash } = row;
  // The record is closed before the document is deleted, so that a repeated POST always finds one of them.
  if (typeof keyHash === 'string' && typeof bodyHash === 'string') {
    await new CreateKey(container.name as Keyed, context, keyHash).close(id, bodyHash);
  }
  await container.delete(id, partition, ifMatch);
}

/** The fields that `deleteForGood` needs. */
export const ORIGIN_PATHS = ['create_key_hash', 'create_body_hash'];

/** The quoted ETag of a row. */
export function etagOf(row: Row): string {
  return String(row._etag);
}

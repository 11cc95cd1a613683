import { isReadable, isUnsaved } from './buffers.ts';
import type { Database, Transaction } from './transactions.ts';

const DAY_MS = 24 * 60 * 60 * 1000;
/** How long kept copies stay. */
export const KEPT_FOR_MS = 30 * DAY_MS;
/** How long a buffer without unsaved work stays; a tab may still be using it. */
const CLEAN_FOR_MS = 7 * DAY_MS;
const ANSWER_TIMEOUT_MS = 10_000;

/**
 * Deletes lists and parts that nothing refers to any more, and copies and buffers that have expired. Never deletes
 * unsaved work.
 * @param serverMs the server's time, since this device's clock may be wrong; null: nothing expires now.
 */
export function sweep(database: Database, serverMs: number | null): Promise<void> {
  return database.run('strict', async (tx) => {
    if (serverMs !== null) await expire(tx, serverMs);
    const [buffers, kept, lists] = [
      await tx.keys('buffers'),
      await tx.keys('kept'),
      await tx.all('lists'),
    ];
    const living = new Set([...buffers, ...kept]);
    const named = new Set<string>();
    for (const [key, list] of lists) {
      // Keys are `head:<id>`, `pin:<id>:<generation>` and so on; ids contain no colon.
      if (!living.has(key.split(':')[1] ?? '')) tx.delete('lists', key);
      else for (const { hash } of list.values()) named.add(hash);
    }
    for (const hash of await tx.keys('parts')) {
      if (!named.has(hash)) tx.delete('parts', hash);
    }
  });
}

/** Deletes everything of the owner, except the buffers in `but`. */
export async function clear(
  database: Database,
  ownerId: string,
  but: ReadonlySet<string>,
): Promise<void> {
  await database.run('strict', async (tx) => {
    for (const store of ['buffers', 'kept', 'damaged'] as const) {
      for (const [id, record] of await tx.all(store)) {
        const { ownerId: owner } = 'ownerId' in record ? record : (record.info ?? {});
        if (owner === ownerId && !but.has(id)) tx.delete(store, id);
      }
    }
  });
  await sweep(database, null);
}

/** Time counts from the first sweep that saw the record, so that start and end are both the server's time. */
async function expire(tx: Transaction, nowMs: number): Promise<void> {
  for (const [id, record] of await tx.all('kept')) {
    if (record.sinceMs === undefined) tx.put('kept', id, { ...record, sinceMs: nowMs });
    else if (record.sinceMs + KEPT_FOR_MS < nowMs) tx.delete('kept', id);
  }
  for (const [id, record] of await tx.all('buffers')) {
    if (!isReadable(record) || isUnsaved(record)) continue;
    const { rootHash, clean } = record;
    if (clean?.rootHash !== rootHash)
      tx.put('buffers', id, { ...record, clean: { rootHash, sinceMs: nowMs } });
    else if (clean.sinceMs + CLEAN_FOR_MS < nowMs) tx.delete('buffers', id);
  }
}

/** The time of the site's server, in milliseconds since 1970; null if it does not respond. */
export async function serverNow(): Promise<number | null> {
  try {
    const signal = AbortSignal.timeout(ANSWER_TIMEOUT_MS);
    const { headers } = await fetch('/sw.js', { method: 'HEAD', cache: 'no-store', signal });
    return Date.parse(headers.get('Date') ?? '') || null;
  } catch {
    return null;
  }
}

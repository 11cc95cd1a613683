import { type BufferRecord, headKey, pinKey } from './database.ts';
import { JournalError } from './journal-error.ts';
import type { PartList } from './parts.ts';
import type { Database, Mode } from './transactions.ts';

/** The buffer before an update. */
export interface Before {
  readonly record: BufferRecord | undefined;
  /** @throws JournalError `missing` if there is no such list. */
  list(key: string): Promise<PartList>;
}

/** What an update writes. */
export interface After {
  readonly record: Omit<BufferRecord, 'revision'>;
  /** Lists to write, by key; null deletes one. */
  readonly lists: ReadonlyMap<string, PartList | null>;
  /** Texts of parts that may not be stored yet, by hash. */
  readonly texts: ReadonlyMap<string, string>;
}

/**
 * Reads a buffer, calls `change`, and writes what that returns. `change` hashes, which cannot be awaited inside a
 * transaction. So there are two transactions, and the second checks that the buffer has not changed in between.
 * @throws JournalError `stale` if another tab has written the buffer meanwhile.
 */
export async function updateBuffer(
  database: Database,
  bufferId: string,
  mode: Mode,
  change: (before: Before) => Promise<After>,
): Promise<BufferRecord> {
  const record = await database.run('read', (tx) => tx.get('buffers', bufferId));
  const after = await change({ record, list: (key) => readList(database, key) });
  const next: BufferRecord = { ...after.record, revision: (record?.revision ?? 0) + 1 };
  await database.run(mode, async (tx) => {
    const now = await tx.get('buffers', bufferId);
    if (now?.revision !== record?.revision) {
      throw new JournalError('stale', 'Another tab has written this buffer.');
    }
    for (const [hash, text] of after.texts) tx.put('parts', hash, text);
    for (const [key, list] of after.lists) {
      if (list) tx.put('lists', key, list);
      else tx.delete('lists', key);
    }
    tx.put('buffers', bufferId, next);
  });
  return next;
}

/** Changes of an existing buffer. Fields that are left out stay as they are. */
interface Changes {
  readonly record: Partial<BufferRecord>;
  readonly lists: After['lists'];
  readonly texts?: After['texts'];
}

/**
 * As `updateBuffer`, for a buffer that must exist.
 * @throws JournalError `missing` or `stale`
 */
export function changeBuffer(
  database: Database,
  bufferId: string,
  change: (record: BufferRecord, list: Before['list']) => Promise<Changes>,
): Promise<BufferRecord> {
  return updateBuffer(database, bufferId, 'strict', async (before) => {
    const record = present(before.record);
    const changes = await change(record, before.list);
    return { texts: new Map(), ...changes, record: { ...record, ...changes.record } };
  });
}

/** What was found. @throws JournalError `missing` if nothing was */
export function present<T>(found: T | undefined): T {
  if (found === undefined) throw new JournalError('missing', 'It is not on this device any more.');
  return found;
}

async function readList(database: Database, key: string): Promise<PartList> {
  return present(await database.run('read', (tx) => tx.get('lists', key)));
}

/**
 * The list of a generation that is pinned or the head.
 * @throws JournalError `missing`
 */
export function keyOf({ generation: head, sent }: BufferRecord, bufferId: string, of: number) {
  if (sent.some(({ generation }) => generation === of)) return pinKey(bufferId, of);
  if (of === head) return headKey(bufferId);
  throw new JournalError('missing', `Generation ${of} was not kept.`);
}

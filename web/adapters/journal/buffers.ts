import {
  type BufferSummary,
  type DamagedBuffer,
  type DamagedRest,
  type OpenedBuffer,
  type Parts,
  plainMetadata,
  type SessionMetadata,
} from '../../kernel/index.ts';
import { type BufferRecord, baseKey, headKey } from './database.ts';
import { JournalError } from './journal-error.ts';
import { decode, sizeOf } from './parts.ts';
import { lostParts, readParts, readTexts } from './reading.ts';
import type { Database } from './transactions.ts';
import { present } from './update-buffer.ts';

/** True if a buffer has something that the server may not have. */
export function isUnsaved({ rootHash, baseRootHash, sent }: BufferRecord): boolean {
  return rootHash !== baseRootHash || sent.length > 0;
}

/** True if this build can read the record. Other records are neither offered nor changed. */
export function isReadable(record: Partial<BufferRecord> | undefined): record is BufferRecord {
  return (
    typeof record?.info?.ownerId === 'string' &&
    typeof record.generation === 'number' &&
    typeof record.rootHash === 'string' &&
    Array.isArray(record.sent)
  );
}

/** The owner's buffers with unsaved work, the latest first. */
export function buffers(database: Database, ownerId: string): Promise<BufferSummary[]> {
  return database.run('read', async (tx) => {
    const own = [...(await tx.all('buffers')).values()]
      .filter(isReadable)
      .filter((record) => record.info.ownerId === ownerId && isUnsaved(record))
      .sort((a, b) => b.info.lastModifiedMs - a.info.lastModifiedMs);
    return Promise.all(
      own.map(async ({ info, generation, title, description }) => ({
        ...info,
        generation,
        title,
        description,
        bytes: sizeOf(await tx.get('lists', headKey(info.bufferId))),
      })),
    );
  });
}

/** The newest intact version of a session that is the base of a buffer. */
export async function findBase(
  database: Database,
  ownerId: string,
  sessionId: string,
): Promise<{ metadata: SessionMetadata; parts: Parts } | null> {
  const records = await database.run('read', async (tx) => [...(await tx.all('buffers')).values()]);
  const based = records
    .filter(isReadable)
    .filter(({ info }) => info.ownerId === ownerId && info.base?.id === sessionId)
    .sort((a, b) => (b.info.base?.version ?? 0) - (a.info.base?.version ?? 0));
  for (const record of based) {
    const parts = await baseOf(database, record);
    if (parts && record.info.base) return { metadata: record.info.base, parts };
  }
  return null;
}

/** Opens a buffer. A damaged one is set aside, and the call fails; if only its base is damaged, that is left out. */
export async function open(database: Database, bufferId: string): Promise<OpenedBuffer> {
  const record = await database.run('read', async (tx) => {
    const found = await tx.get('buffers', bufferId);
    if (!found && (await tx.get('damaged', bufferId)))
      throw new JournalError('damaged', 'It was set aside.');
    return present(found);
  });
  const { info, generation, rootHash, sent } = record;
  let parts: Parts;
  try {
    parts = await readParts(database, headKey(bufferId), rootHash);
  } catch (error) {
    if (error instanceof JournalError) await setAside(database, record, error.message);
    throw error;
  }
  const baseParts = await baseOf(database, record);
  const baseRootHash = baseParts && record.baseRootHash;
  return { info, generation, rootHash, baseRootHash, parts, baseParts, sent };
}

async function baseOf(database: Database, record: BufferRecord): Promise<Parts | null> {
  if (record.baseRootHash === null) return null;
  try {
    return await readParts(database, baseKey(record.info.bufferId), record.baseRootHash);
  } catch (error) {
    // The base can be fetched from the server again; the head cannot.
    if (error instanceof JournalError) return null;
    throw error;
  }
}

/** Moves a damaged buffer, with all texts that can be read, to the store `damaged`. */
async function setAside(database: Database, record: BufferRecord, why: string): Promise<void> {
  const { bufferId, ownerId } = record.info;
  const found = await readTexts(database, headKey(bufferId));
  const lost = found ? await lostParts(found) : [];
  await database.run('strict', async (tx) => {
    tx.put('damaged', bufferId, {
      ownerId,
      title: record.title,
      why,
      foundAtMs: Date.now(),
      record,
      texts: found?.texts ?? new Map(),
      // If all parts are intact but do not belong together, no rest can be opened.
      ...(lost.length > 0 && { lost }),
    });
    tx.delete('buffers', bufferId);
  });
}

export function damaged(database: Database, ownerId: string): Promise<DamagedBuffer[]> {
  return database.run('read', async (tx) =>
    [...(await tx.all('damaged'))]
      .filter(([, found]) => found.ownerId === ownerId)
      .map(([id, { foundAtMs, title, why }]) => ({ id, foundAtMs, title, why })),
  );
}

/** All that can be read of a damaged buffer, as JSON for a download. */
export async function readDamaged(database: Database, id: string): Promise<string> {
  const { texts, ...rest } = present(await database.run('read', (tx) => tx.get('damaged', id)));
  return JSON.stringify({ ...rest, parts: Object.fromEntries(texts) }, null, 2);
}

/** @throws JournalError `damaged` if it is not known which parts are intact */
export async function restOf(database: Database, id: string): Promise<DamagedRest> {
  const found = await database.run('read', (tx) => tx.get('damaged', id));
  const lost = found?.lost ?? [];
  const whole = [...(found?.texts ?? [])].filter(([name]) => !lost.includes(name));
  if (!found || lost.length * whole.length === 0)
    throw new JournalError('damaged', 'It was set aside.');
  return { metadata: plainMetadata(found.record), parts: decode(new Map(whole)), lost };
}

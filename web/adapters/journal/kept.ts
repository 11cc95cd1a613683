import type { KeptCopy, KeptInfo, PartsModel } from '../../kernel/index.ts';
import { headKey, keptKey } from './database.ts';
import { sha256 } from './hash.ts';
import { JournalError } from './journal-error.ts';
import { flatten, type PartList, sizeOf } from './parts.ts';
import { readParts, readTexts } from './reading.ts';
import type { Database } from './transactions.ts';
import { present } from './update-buffer.ts';

/** Name of the only part of a copy that is stored as one text. */
const AS_SENT_PART = 'content';

/** Stores a buffer's head, or a content text, as a kept copy. @returns the copy's id */
export async function keep(
  database: Database,
  info: KeptInfo,
  source: { bufferId: string } | { contentText: string },
): Promise<string> {
  const id = crypto.randomUUID();
  const text = 'contentText' in source ? source.contentText : null;
  const hash = text === null ? '' : await sha256(text);
  await database.run('strict', async (tx) => {
    const list: PartList =
      'bufferId' in source
        ? present(await tx.get('lists', headKey(source.bufferId)))
        : new Map([[AS_SENT_PART, { hash, size: source.contentText.length }]]);
    if (text !== null) tx.put('parts', hash, text);
    tx.put('lists', keptKey(id), list);
    tx.put('kept', id, { info, asSent: text !== null });
  });
  return id;
}

/** The owner's kept copies, the latest first. */
export function kept(database: Database, ownerId: string): Promise<KeptCopy[]> {
  return database.run('read', async (tx) => {
    const own = [...(await tx.all('kept'))]
      .filter(([, { info }]) => info.ownerId === ownerId)
      .sort(([, a], [, b]) => b.info.keptAtMs - a.info.keptAtMs);
    return Promise.all(
      own.map(async ([id, { info, sinceMs }]) => ({
        ...info,
        keptAtMs: sinceMs ?? info.keptAtMs,
        id,
        bytes: sizeOf(await tx.get('lists', keptKey(id))),
      })),
    );
  });
}

export async function openKept(
  database: Database,
  model: PartsModel<unknown>,
  id: string,
): Promise<{ info: KeptInfo; contentText: string }> {
  const { info, asSent } = present(await database.run('read', (tx) => tx.get('kept', id)));
  if (asSent) {
    const text = (await readTexts(database, keptKey(id)))?.texts.get(AS_SENT_PART);
    if (text === undefined) throw new JournalError('damaged', 'The copy is missing.');
    return { info, contentText: text };
  }
  const parts = await readParts(database, keptKey(id), null);
  return { info, contentText: flatten(model, parts) };
}

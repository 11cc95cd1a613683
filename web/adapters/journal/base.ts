import {
  type BufferInfo,
  DRAFTS_PART,
  METADATA_PART,
  type Metadata,
  type PartsModel,
  plainMetadata,
  type Sent,
  type SessionMetadata,
} from '../../kernel/index.ts';
import { baseKey, headKey, pinKey } from './database.ts';
import { type Encoded, encode, type PartList, partsOfText, rootHash } from './parts.ts';
import type { Database } from './transactions.ts';
import { changeBuffer, keyOf } from './update-buffer.ts';

/** Changes only the base, to the server's version. `contentText` null: its content stays. */
export async function rebase(
  database: Database,
  model: PartsModel<unknown>,
  info: BufferInfo,
  contentText: string | null,
): Promise<{ baseRootHash: string }> {
  const key = baseKey(info.bufferId);
  const { baseRootHash } = await changeBuffer(database, info.bufferId, async (_, list) => {
    const metadata = serverMetadata(info);
    const base =
      contentText === null
        ? await withMetadata(await list(key), metadata)
        : await encode(partsOfText(model, contentText, metadata));
    return {
      record: { info, baseRootHash: await rootHash(base.list) },
      lists: new Map([[key, base.list]]),
      texts: base.texts,
    };
  });
  return { baseRootHash: baseRootHash ?? '' };
}

/** The server has saved `generation`: makes it the base and removes the pins. */
export async function confirmSaved(
  database: Database,
  info: BufferInfo,
  generation: number,
): Promise<{ baseRootHash: string; headRootHash: string }> {
  const { bufferId } = info;
  const record = await changeBuffer(database, bufferId, async (existing, list) => {
    const head = await list(headKey(bufferId));
    const saved = await list(keyOf(existing, bufferId, generation));
    const metadata = serverMetadata(info);
    // Drafts are never sent.
    const sent = new Map([...saved].filter(([name]) => name !== DRAFTS_PART));
    const base = await withMetadata(sent, metadata);
    const isSameTitle = head.get(METADATA_PART)?.hash === saved.get(METADATA_PART)?.hash;
    const nextHead = isSameTitle ? (await withMetadata(head, metadata)).list : head;
    return {
      record: {
        ...(isSameTitle && metadata),
        info,
        rootHash: await rootHash(nextHead),
        baseRootHash: await rootHash(base.list),
        sent: [],
      },
      lists: new Map<string, PartList | null>([
        [headKey(bufferId), nextHead],
        [baseKey(bufferId), base.list],
        ...noPins(bufferId, existing.sent),
      ]),
      texts: base.texts,
    };
  });
  return { baseRootHash: record.baseRootHash ?? '', headRootHash: record.rootHash };
}

/** No request is pending any more: removes the pins. */
export async function unpin(database: Database, bufferId: string): Promise<void> {
  await changeBuffer(database, bufferId, async ({ sent }) => ({
    record: { sent: [] },
    lists: noPins(bufferId, sent),
  }));
}

/** Title and description of the server's version that a buffer is based on. */
export function serverMetadata({ base }: BufferInfo): Metadata {
  return plainMetadata(base as SessionMetadata);
}

async function withMetadata(list: PartList, metadata: Metadata): Promise<Encoded> {
  const own = await encode(new Map([[METADATA_PART, metadata]]));
  return { list: new Map([...list, ...own.list]), texts: own.texts };
}

/** Changes that delete the lists of all pins. */
export function noPins(bufferId: string, sent: readonly Sent[]): Map<string, PartList | null> {
  return new Map(sent.map(({ generation }) => [pinKey(bufferId, generation), null]));
}

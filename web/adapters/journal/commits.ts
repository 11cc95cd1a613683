import type { PartsModel } from '../../kernel/content-model.ts';
import { type Metadata, plainMetadata } from '../../kernel/metadata.ts';
import { METADATA_PART, metadataOf } from '../../kernel/parts.ts';
import type { BufferInfo, Commit, Committed, Parts, Sent } from '../../kernel/ports/journal.ts';
import { type BufferRecord, baseKey, headKey, pinKey } from './database.ts';
import { JournalError } from './journal-error.ts';
import { type Encoded, encode, type PartList, partsOfText, rootHash } from './parts.ts';
import type { Database } from './transactions.ts';
import { type After, type Before, updateBuffer } from './update-buffer.ts';

/** Writes an edit (or the whole) as the buffer's new head. */
export async function commit(
  database: Database,
  change: Commit,
): Promise<Omit<Committed, 'content'>> {
  const { info, generation } = change;
  const record = await updateBuffer(database, info.bufferId, 'autosave', (before) =>
    'whole' in change
      ? replaced(before, info, generation, change.whole, change.base)
      : edited(before, info, generation, change.changes, change.onGeneration),
  );
  return { generation, rootHash: record.rootHash };
}

/** Head and base become the server's content. */
export async function load<Content>(
  database: Database,
  model: PartsModel<Content>,
  info: BufferInfo,
  generation: number,
  contentText: string,
): Promise<{ rootHash: string }> {
  const parts = partsOfText(model, contentText, serverMetadata(info));
  const record = await updateBuffer(database, info.bufferId, 'strict', async (before) => {
    const after = await replaced(before, info, generation, parts, parts);
    return {
      record: { ...after.record, sent: [] },
      lists: new Map([...after.lists, ...noPins(info.bufferId, after.record.sent)]),
      texts: after.texts,
    };
  });
  return { rootHash: record.rootHash };
}

/** Only the base becomes the server's; `contentText` null keeps the base's content. */
export async function rebase<Content>(
  database: Database,
  model: PartsModel<Content>,
  info: BufferInfo,
  contentText: string | null,
): Promise<{ baseRootHash: string }> {
  const key = baseKey(info.bufferId);
  const { baseRootHash } = await updateBuffer(
    database,
    info.bufferId,
    'strict',
    async ({ record, list }) => {
      const existing = present(record);
      const metadata = serverMetadata(info);
      const base =
        contentText === null
          ? await withMetadata(await list(key), metadata)
          : await encode(partsOfText(model, contentText, metadata));
      return {
        record: { ...existing, info, baseRootHash: await rootHash(base.list) },
        lists: new Map([[key, base.list]]),
        texts: base.texts,
      };
    },
  );
  return { baseRootHash: baseRootHash ?? '' };
}

/** The server holds `generation`: it becomes the base, and nothing is sent any more. */
export async function settle(
  database: Database,
  info: BufferInfo,
  generation: number,
): Promise<{ baseRootHash: string; headRootHash: string }> {
  const { bufferId } = info;
  const record = await updateBuffer(database, bufferId, 'strict', async (before) => {
    const existing = present(before.record);
    const head = await before.list(headKey(bufferId));
    const isPinned = existing.sent.some((sent) => sent.generation === generation);
    if (!isPinned && generation !== existing.generation) {
      throw new JournalError('missing', `Generation ${generation} was not kept.`);
    }
    const settled = isPinned ? await before.list(pinKey(bufferId, generation)) : head;
    const metadata = serverMetadata(info);
    const base = await withMetadata(settled, metadata);
    const follows = head.get(METADATA_PART)?.hash === settled.get(METADATA_PART)?.hash;
    const nextHead = follows ? (await withMetadata(head, metadata)).list : head;
    return {
      record: {
        ...existing,
        ...(follows && plainMetadata(metadata)),
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

/** Nothing that was sent is under way any more. */
export async function unpin(database: Database, bufferId: string): Promise<void> {
  await updateBuffer(database, bufferId, 'strict', async (before) => {
    const existing = present(before.record);
    return {
      record: { ...existing, sent: [] },
      lists: noPins(bufferId, existing.sent),
      texts: new Map(),
    };
  });
}

export function present(record: BufferRecord | undefined): BufferRecord {
  if (!record) throw new JournalError('missing', 'There is no such buffer.');
  return record;
}

async function edited(
  { record, list }: Before,
  info: BufferInfo,
  generation: number,
  changes: ReadonlyMap<string, unknown>,
  onGeneration: number,
): Promise<After> {
  if (record?.generation !== onGeneration) {
    throw new JournalError('stale', `Generation ${onGeneration} is not the head.`);
  }
  const key = headKey(info.bufferId);
  const head = new Map(await list(key));
  const written = new Map<string, unknown>();
  for (const [name, part] of changes) {
    if (part === undefined) head.delete(name);
    else written.set(name, part);
  }
  const { list: refs, texts } = await encode(written);
  for (const [name, ref] of refs) head.set(name, ref);
  const metadata = (changes.get(METADATA_PART) ?? record) as Metadata;
  return {
    record: {
      ...record,
      ...plainMetadata(metadata),
      info,
      generation,
      rootHash: await rootHash(head),
    },
    lists: new Map([[key, head]]),
    texts,
  };
}

async function replaced(
  { record }: Before,
  info: BufferInfo,
  generation: number,
  whole: Parts,
  baseParts: Parts | null,
): Promise<After> {
  const head = await encode(whole);
  const base = baseParts && (baseParts === whole ? head : await encode(baseParts));
  return {
    record: {
      ...plainMetadata(metadataOf(whole)),
      info,
      generation,
      rootHash: await rootHash(head.list),
      baseRootHash: base && (await rootHash(base.list)),
      sent: record?.sent ?? [],
    },
    lists: new Map([
      [headKey(info.bufferId), head.list],
      [baseKey(info.bufferId), base?.list ?? null],
    ]),
    texts: base ? new Map([...head.texts, ...base.texts]) : head.texts,
  };
}

/** What the server calls the session that a buffer is based on. */
function serverMetadata({ base }: BufferInfo): Metadata {
  if (!base) throw new JournalError('failed', 'The buffer names no state of the server.');
  return base;
}

async function withMetadata(list: PartList, metadata: Metadata): Promise<Encoded> {
  const own = await encode(new Map([[METADATA_PART, plainMetadata(metadata)]]));
  return { list: new Map([...list, ...own.list]), texts: own.texts };
}

function noPins(bufferId: string, sent: readonly Sent[]): Map<string, PartList | null> {
  return new Map(sent.map(({ generation }) => [pinKey(bufferId, generation), null]));
}

import {
  type BufferInfo,
  type Commit,
  type Committed,
  METADATA_PART,
  type Metadata,
  metadataOf,
  type Parts,
  type PartsModel,
  plainMetadata,
} from '../../kernel/index.ts';
import { noPins, serverMetadata } from './base.ts';
import { baseKey, headKey } from './database.ts';
import { JournalError } from './journal-error.ts';
import { encode, partsOfText, rootHash, sizeOf } from './parts.ts';
import type { Database } from './transactions.ts';
import { type After, type Before, updateBuffer } from './update-buffer.ts';

/** Writes changed parts, or all parts, as the buffer's new head. */
export async function commit(database: Database, change: Commit): Promise<Committed> {
  const { info, generation } = change;
  let bytes = 0;
  const record = await updateBuffer(database, info.bufferId, 'autosave', async (before) => {
    const after =
      'whole' in change
        ? await replaced(before, info, generation, change.whole, change.base)
        : await edited(before, info, generation, change.changes, change.onGeneration);
    bytes = sizeOf(after.lists.get(headKey(info.bufferId)));
    return after;
  });
  return { generation, rootHash: record.rootHash, bytes };
}

/** Makes the server's content head and base. */
export async function load(
  database: Database,
  model: PartsModel<unknown>,
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

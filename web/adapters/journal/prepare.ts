import {
  type Body,
  contentParts,
  metadataOf,
  type Parts,
  type PartsModel,
  type Prepared,
  type PrepareOptions,
  type Sent,
} from '../../kernel/index.ts';
import { canonicalJson } from './canonical-json.ts';
import { headKey, pinKey } from './database.ts';
import { sha256 } from './hash.ts';
import { JournalError } from './journal-error.ts';
import { encode, rootHash } from './parts.ts';
import { readParts } from './reading.ts';
import type { Database } from './transactions.ts';
import { changeBuffer, present } from './update-buffer.ts';

/** Smaller bodies are not compressed. */
const GZIP_MIN_BYTES = 1024;

/** Makes a request body from the head or a pinned generation. */
export async function prepare<Content>(
  database: Database,
  model: PartsModel<Content>,
  bufferId: string,
  { generation: wanted, metadata, pin, expiresAt }: PrepareOptions,
): Promise<Prepared> {
  const record = present(await database.run('read', (tx) => tx.get('buffers', bufferId)));
  const generation = wanted ?? record.generation;
  const isHead = generation === record.generation;
  const isPinned = record.sent.some((sent) => sent.generation === generation);
  if (!isHead && !isPinned) {
    throw new JournalError('missing', `Generation ${generation} was not kept.`);
  }
  const key = isPinned ? pinKey(bufferId, generation) : headKey(bufferId);
  const parts = await readParts(database, key, isPinned ? null : record.rootHash);
  const prepared = { ...(await packed(model, parts, { metadata, expiresAt })), generation };
  if (pin) {
    await pinGeneration(database, bufferId, key, {
      generation,
      contentHash: prepared.contentHash,
      createKey: pin.createKey,
      title: prepared.title,
      description: prepared.description,
    });
  }
  return prepared;
}

/** Makes a request body from parts. */
export async function packed<Content>(
  model: PartsModel<Content>,
  parts: Parts,
  { metadata, expiresAt }: Pick<PrepareOptions, 'metadata' | 'expiresAt'>,
): Promise<Prepared> {
  const joined = model.join(contentParts(parts));
  const content = canonicalJson(joined);
  const { title, description } = metadata ?? metadataOf(parts);
  const contentBytes = new TextEncoder().encode(content);
  // An empty description clears the server's; null would leave it as it is.
  const sent = { title, description: description ?? '', content, ...(expiresAt && { expiresAt }) };
  const body = await bodyOf(JSON.stringify({ ...sent, assets: model.assets?.(joined) }));
  return {
    generation: 0,
    rootHash: await rootHash((await encode(parts)).list),
    contentHash: await sha256(contentBytes),
    contentBytes: contentBytes.length,
    storedBytes: Math.min(contentBytes.length, base64Length(body.bytes.length)),
    title,
    description,
    body,
  };
}

function pinGeneration(database: Database, bufferId: string, key: string, sent: Sent) {
  return changeBuffer(database, bufferId, async (existing, list) => {
    const others = existing.sent.filter((one) => canonicalJson(one) !== canonicalJson(sent));
    return {
      record: { sent: [...others, sent] },
      lists: new Map([[pinKey(bufferId, sent.generation), await list(key)]]),
    };
  });
}

async function bodyOf(json: string): Promise<Body> {
  const plain = new TextEncoder().encode(json);
  if (plain.length < GZIP_MIN_BYTES) return { bytes: plain, encoding: 'identity' };
  const stream = new Blob([plain]).stream().pipeThrough(new CompressionStream('gzip'));
  const bytes = new Uint8Array(await new Response(stream).arrayBuffer());
  return { bytes, encoding: 'gzip' };
}

function base64Length(bytes: number): number {
  return Math.ceil(bytes / 3) * 4;
}

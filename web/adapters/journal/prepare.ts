import {
  type Body,
  contentParts,
  metadataOf,
  type Parts,
  type PartsModel,
  type Prepared,
  type PrepareOptions,
} from '../../kernel/index.ts';
import { canonicalJson } from './canonical-json.ts';
import { baseKey, headKey, pinKey } from './database.ts';
import { instructionsFor } from './delta.ts';
import { sha256 } from './hash.ts';
import { readParts } from './reading.ts';
import type { Database } from './transactions.ts';
import { changeBuffer, keyOf, present } from './update-buffer.ts';

/** Smaller bodies are not compressed. */
const GZIP_MIN_BYTES = 1024;

/** Makes a request body from the head or a pinned generation. */
export async function prepare(
  database: Database,
  model: PartsModel<unknown>,
  bufferId: string,
  options: PrepareOptions,
): Promise<Prepared> {
  const record = present(await database.run('read', (tx) => tx.get('buffers', bufferId)));
  const { pin, onto, generation = record.generation } = options;
  const key = keyOf(record, bufferId, generation);
  const parts = await readParts(database, key, key === headKey(bufferId) ? record.rootHash : null);
  // Without an intact base the whole content is sent.
  const base = onto
    ? await readParts(database, baseKey(bufferId), null)
        .then((parts) => flattened(model, parts))
        .catch(() => null)
    : null;
  const prepared = { ...(await packed(model, parts, options, base)), generation };
  if (pin) {
    const { contentHash, title, description } = prepared;
    const sent = { generation, contentHash, title, description, ...pin };
    await changeBuffer(database, bufferId, async (existing, list) => {
      const others = existing.sent.filter((one) => canonicalJson(one) !== canonicalJson(sent));
      return {
        record: { sent: [...others, sent] },
        lists: new Map([[pinKey(bufferId, generation), await list(key)]]),
      };
    });
  }
  return prepared;
}

/**
 * Makes a request body from parts. If `base` is the content that it replaces, the body has what differs from it, unless
 * the whole content is hardly larger.
 */
export async function packed(
  model: PartsModel<unknown>,
  parts: Parts,
  { metadata, expiresAt, onto }: PrepareOptions,
  base: Flat | null = null,
): Promise<Prepared> {
  const { content, bytes, contentHash, assets, named } = await flattened(model, parts);
  const { title, description } = metadata ?? metadataOf(parts);
  // An empty description clears the server's; null would leave it as it is.
  const sent = { title, description: description ?? '', expiresAt: expiresAt ?? undefined };
  // Also if only the delta is sent: its size says how full the session is.
  const whole = await bodyOf({ ...sent, content, assets });
  const delta =
    base &&
    base.contentHash === onto &&
    (await bodyOf({
      ...sent,
      contentDelta: {
        baseHash: base.contentHash,
        contentHash,
        assetsHash: await sha256(base.named),
        instructions: instructionsFor(base.bytes, bytes),
      },
      assets: named === base.named ? undefined : assets,
    }));
  return {
    generation: 0,
    contentHash,
    // In base64.
    storedBytes: Math.min(bytes.length, Math.ceil(whole.bytes.length / 3) * 4),
    title,
    description,
    body:
      delta && delta.bytes.length * 2 < whole.bytes.length ? { ...delta, isDelta: true } : whole,
  };
}

/** A content as it is sent, and the assets that it names, also as one text. */
interface Flat {
  readonly content: string;
  readonly bytes: Uint8Array;
  readonly contentHash: string;
  readonly assets: readonly string[] | undefined;
  readonly named: string;
}

async function flattened(model: PartsModel<unknown>, parts: Parts): Promise<Flat> {
  const joined = model.join(contentParts(parts));
  const content = canonicalJson(joined);
  const bytes = new TextEncoder().encode(content);
  const assets = model.assets?.(joined);
  const named = [...(assets ?? [])].sort().join('\n');
  return { content, bytes, contentHash: await sha256(bytes), assets, named };
}

async function bodyOf(fields: object): Promise<Body> {
  const plain = new TextEncoder().encode(JSON.stringify(fields));
  if (plain.length < GZIP_MIN_BYTES) return { bytes: plain, encoding: 'identity' };
  const stream = new Blob([plain]).stream().pipeThrough(new CompressionStream('gzip'));
  const bytes = new Uint8Array(await new Response(stream).arrayBuffer());
  return { bytes, encoding: 'gzip' };
}

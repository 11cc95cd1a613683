import {
  contentParts,
  METADATA_PART,
  type Metadata,
  type Parts,
  type PartsModel,
} from '../../kernel/index.ts';
import { canonicalJson } from './canonical-json.ts';
import { sha256 } from './hash.ts';

/** Refers to a part: the hash of its JSON, and its length in UTF-16 units. */
export interface PartRef {
  readonly hash: string;
  readonly size: number;
}
export type PartList = ReadonlyMap<string, PartRef>;

/** Parts ready to be stored: their list, and their texts by hash. */
export interface Encoded {
  readonly list: PartList;
  readonly texts: ReadonlyMap<string, string>;
}

/** @throws RangeError if a part is nested too deep */
export async function encode(parts: Parts): Promise<Encoded> {
  const list = new Map<string, PartRef>();
  const texts = new Map<string, string>();
  const encoded = await Promise.all(
    [...parts].map(async ([name, part]) => {
      const text = canonicalJson(part);
      return { name, text, hash: await sha256(text) };
    }),
  );
  for (const { name, text, hash } of encoded) {
    list.set(name, { hash, size: text.length });
    texts.set(hash, text);
  }
  return { list, texts };
}

/** The root hash of a list: SHA-256 over its lines `name\0hash`, sorted by name. */
export function rootHash(list: PartList): Promise<string> {
  return sha256(
    [...list]
      .map(([name, { hash }]) => `${name}\0${hash}`)
      .sort()
      .join('\n'),
  );
}

/** The size of all parts of a list; 0 if there is none. */
export function sizeOf(list: PartList | null | undefined): number {
  return [...(list?.values() ?? [])].reduce((sum, { size }) => sum + size, 0);
}

export function decode(texts: ReadonlyMap<string, string>): Map<string, unknown> {
  return new Map([...texts].map(([name, text]) => [name, JSON.parse(text) as unknown]));
}

/** Splits a content text into parts of the current schema. @throws what the model throws */
export function partsOfText(
  model: PartsModel<unknown>,
  contentText: string,
  metadata: Metadata,
): Parts {
  const parts = model.split(model.migrate(JSON.parse(contentText)));
  return parts.set(METADATA_PART, metadata);
}

/** Joins parts to a content string: the same string for equal contents. */
export function flatten(model: PartsModel<unknown>, parts: Parts): string {
  return canonicalJson(model.join(contentParts(parts)));
}

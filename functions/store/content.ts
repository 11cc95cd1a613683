import { promisify } from 'node:util';
import { createGzip, gunzip } from 'node:zlib';
import { CONTENT_MAX_BYTES, ITEM_MAX_BYTES } from '../../contract/limits.ts';
import type { Reserve } from './context.ts';
import { Corrupt, TooLarge } from './errors.ts';
import { sha256 } from './ids.ts';

const decompress = promisify(gunzip);

/** Upper bound for an item's fields other than content, title and description, in bytes. */
const ITEM_OVERHEAD_BYTES = 2_000;

/** Size of gzip's output chunks. Each chunk costs one turn of the event loop, so small ones are slow. */
const GZIP_CHUNK_BYTES = 256 * 1024;

/**
 * Memory is counted in sizes of request bodies. A response holds the text, its JSON and copies made by
 * the HTTP library, about three times the memory of a request body with the same content.
 */
const BODIES_PER_ANSWER = 3;

/** Length in characters of so many bytes encoded as base64. */
const base64Length = (bytes: number) => 4 * Math.ceil(bytes / 3);

/** Content as received: a string, or its UTF-8 bytes. */
export type SentContent = string | Uint8Array;

/** A request body `T` whose content may be a string or UTF-8 bytes. */
export type Sent<T> = {
  [Field in keyof T]: Field extends 'content' ? T[Field] | Uint8Array : T[Field];
};

/** Content as stored in a document: gzip in base64 if that is smaller, otherwise plain text. */
export interface StoredContent {
  readonly content: string;
  readonly content_encoding: 'gzip' | 'identity';
}

export interface EncodedContent {
  readonly stored: StoredContent;
  /** Lower-case hex SHA-256 of the content's UTF-8 bytes. */
  readonly hash: string;
  /** UTF-8 bytes of the content. */
  readonly bytes: number;
}

/** Compresses and hashes content. Throws TooLarge for more than 8 MiB of UTF-8 or more than fits into an item. */
export async function encodeContent(content: SentContent): Promise<EncodedContent> {
  const utf8 = typeof content === 'string' ? Buffer.from(content) : bufferOver(content);
  const bytes = utf8.byteLength;
  if (bytes > CONTENT_MAX_BYTES) throw new TooLarge(CONTENT_MAX_BYTES, bytes);
  const { packed, packedBytes } = await pack(utf8);
  const storedBytes = Math.min(base64Length(packedBytes), bytes);
  if (storedBytes > ITEM_MAX_BYTES) {
    throw new TooLarge(ITEM_MAX_BYTES, storedBytes + ITEM_OVERHEAD_BYTES);
  }
  const stored: StoredContent =
    storedBytes < bytes
      ? { content: packed.toString('base64'), content_encoding: 'gzip' }
      : { content: utf8.toString('utf8'), content_encoding: 'identity' };
  return { stored, hash: sha256(utf8), bytes };
}

/** A Buffer over the same memory. */
function bufferOver({ buffer, byteOffset, byteLength }: Uint8Array): Buffer {
  return Buffer.from(buffer, byteOffset, byteLength);
}

/** Gzips `bytes`. Stops collecting chunks at the item limit; `packedBytes` is the full compressed size. */
async function pack(bytes: Buffer): Promise<{ packed: Buffer; packedBytes: number }> {
  const gzip = createGzip({ chunkSize: GZIP_CHUNK_BYTES });
  gzip.end(bytes);
  const chunks: Buffer[] = [];
  let packedBytes = 0;
  for await (const chunk of gzip) {
    packedBytes += chunk.byteLength;
    if (packedBytes <= ITEM_MAX_BYTES) chunks.push(chunk);
  }
  return { packed: Buffer.concat(chunks), packedBytes };
}

/** Decodes a document's content for a response after reserving memory. Throws Corrupt, and Busy from `reserve`. */
export async function contentOf(
  document: StoredContent & { readonly metadata: { readonly content_bytes: number } },
  reserve?: Reserve,
): Promise<string> {
  await reserve?.(document.metadata.content_bytes * BODIES_PER_ANSWER);
  return decodeContent(document);
}

/** Throws Corrupt if the stored content cannot be decompressed. */
export async function decodeContent(stored: StoredContent): Promise<string> {
  if (stored.content_encoding === 'identity') return stored.content;
  return (await decodeBytes(stored)).toString('utf8');
}

/** The content in UTF-8. Throws Corrupt if it cannot be decompressed. */
export async function decodeBytes({ content, content_encoding }: StoredContent): Promise<Buffer> {
  if (content_encoding === 'identity') return Buffer.from(content);
  try {
    return await decompress(Buffer.from(content, 'base64'), {
      maxOutputLength: CONTENT_MAX_BYTES,
    });
  } catch (error) {
    throw new Corrupt(error);
  }
}

/** Throws TooLarge if an item with these fields would come close to the database's limit of 2 MB. */
export function assertFits(fields: object): void {
  const bytes = Buffer.byteLength(JSON.stringify(fields)) + ITEM_OVERHEAD_BYTES;
  if (bytes > ITEM_MAX_BYTES) throw new TooLarge(ITEM_MAX_BYTES, bytes);
}

import { promisify } from 'node:util';
import { createGzip, gunzip } from 'node:zlib';
import { CONTENT_MAX_BYTES, ITEM_MAX_BYTES } from '../../contract/limits.ts';
import type { Reserve } from './context.ts';
import { Corrupt, TooLarge } from './errors.ts';
import { sha256 } from './ids.ts';

const decompress = promisify(gunzip);

/** Room for all that an item has beside its content, title and description, in bytes. */
const ITEM_OVERHEAD_BYTES = 2_000;

/** Of what comes out of gzip: small ones cost a turn of the event loop each. */
const GZIP_CHUNK_BYTES = 256 * 1024;

/**
 * An answer is a text, its JSON and the copies of the library below, which is about three times as much as a request
 * body of the same content takes, which is what memory is counted in.
 */
const BODIES_PER_ANSWER = 3;

/** How long a text in base64 is, for so many bytes. */
const base64Length = (bytes: number) => 4 * Math.ceil(bytes / 3);

/** A content as a client sent it: as text, or as the UTF-8 of one. */
export type SentContent = string | Uint8Array;

/** What the wire sends, with its content in either form. */
export type Sent<T> = {
  [Field in keyof T]: Field extends 'content' ? T[Field] | Uint8Array : T[Field];
};

/** How a content is kept in a document: compressed where that is smaller. */
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

/** Throws TooLarge for more than 8 MiB of UTF-8, or for what would not fit into an item. */
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

/** The same memory as a Buffer. */
function bufferOver({ buffer, byteOffset, byteLength }: Uint8Array): Buffer {
  return Buffer.from(buffer, byteOffset, byteLength);
}

/** Gzips, and keeps no more of it than an item can hold; `packedBytes` is what all of it has. */
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

/** Unpacks a content for an answer, as soon as there is memory for that. Throws Corrupt. */
export async function contentOf(
  document: StoredContent & { readonly metadata: { readonly content_bytes: number } },
  reserve?: Reserve,
): Promise<string> {
  await reserve?.(document.metadata.content_bytes * BODIES_PER_ANSWER);
  return decodeContent(document);
}

/** Throws Corrupt where the stored form cannot be read. */
export async function decodeContent({ content, content_encoding }: StoredContent): Promise<string> {
  if (content_encoding === 'identity') return content;
  try {
    const bytes = await decompress(Buffer.from(content, 'base64'), {
      maxOutputLength: CONTENT_MAX_BYTES,
    });
    return bytes.toString('utf8');
  } catch (error) {
    throw new Corrupt(error);
  }
}

/** Throws TooLarge when an item made of these fields would come near the 2 MB of the database. */
export function assertFits(fields: object): void {
  const bytes = Buffer.byteLength(JSON.stringify(fields)) + ITEM_OVERHEAD_BYTES;
  if (bytes > ITEM_MAX_BYTES) throw new TooLarge(ITEM_MAX_BYTES, bytes);
}

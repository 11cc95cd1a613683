import { promisify } from 'node:util';
import { gunzip, gzip } from 'node:zlib';
import { CONTENT_MAX_BYTES, ITEM_MAX_BYTES } from '../../contract/limits.ts';
import { Corrupt, TooLarge } from './errors.ts';
import { sha256 } from './ids.ts';

const compress = promisify(gzip);
const decompress = promisify(gunzip);

/** Room for all that an item has beside its content, title and description, in bytes. */
const ITEM_OVERHEAD_BYTES = 2_000;

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
export async function encodeContent(content: string): Promise<EncodedContent> {
  const utf8 = Buffer.from(content, 'utf8');
  const bytes = utf8.byteLength;
  if (bytes > CONTENT_MAX_BYTES) throw new TooLarge(CONTENT_MAX_BYTES, bytes);
  const zipped = (await compress(utf8)).toString('base64');
  const stored: StoredContent =
    zipped.length < bytes
      ? { content: zipped, content_encoding: 'gzip' }
      : { content: utf8.toString('utf8'), content_encoding: 'identity' };
  return { stored, hash: sha256(content), bytes };
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

import { ImportRefused } from '../problems.ts';
import type { Encoding } from './text-format.ts';

/** The encoding that a byte order mark or the zero bytes of plain letters tell; UTF-8 without. */
export function encodingOf(head: Uint8Array): Encoding {
  const [a, b] = head;
  if (a === 0xff && b === 0xfe) return 'utf-16le';
  if (a === 0xfe && b === 0xff) return 'utf-16be';
  const zeros = [0, 0];
  for (const [i, byte] of head.entries()) if (byte === 0) zeros[i % 2] = (zeros[i % 2] ?? 0) + 1;
  const [even = 0, odd = 0] = zeros;
  if (odd > head.length / 4 && even === 0) return 'utf-16le';
  if (even > head.length / 4 && odd === 0) return 'utf-16be';
  return 'utf-8';
}

/** Thrown where bytes are no UTF-8: the file is read again in another encoding. */
export class NotUtf8 extends Error {}

/** A file's bytes as UTF-8, piece by piece as they come. */
export async function* utf8Of(
  chunks: AsyncIterable<Uint8Array>,
  encoding: Encoding,
): AsyncGenerator<Uint8Array> {
  const decoder = encoding === 'utf-8' ? null : new TextDecoder(encoding);
  for await (const chunk of chunks) {
    yield decoder ? encoder.encode(decoder.decode(chunk, { stream: true })) : chunk;
  }
  if (decoder) yield encoder.encode(decoder.decode());
}

const encoder = new TextEncoder();

/**
 * The text of bytes; of a part of a file, it may end within a character, which is left out. Throws NotUtf8, and
 * ImportRefused for what is no text at all.
 */
export function textOf(bytes: Uint8Array, isPart = false): string {
  const text = decode(bytes, isPart);
  if (text.includes('\0')) {
    throw new ImportRefused(
      'The file holds binary data, so it is no text file; export the data as CSV and import that.',
    );
  }
  return text;
}

function decode(bytes: Uint8Array, isPart: boolean): string {
  // A byte order mark that does not start the file is a character of its text.
  const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });
  try {
    return decoder.decode(bytes, { stream: isPart });
  } catch {
    throw new NotUtf8();
  }
}

/** Where the text begins: behind a byte order mark. */
export function startOf(bytes: Uint8Array): number {
  return bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf ? 3 : 0;
}

/** How many bytes of UTF-8 a text takes. */
export function utf8Length(text: string): number {
  return encoder.encode(text).length;
}

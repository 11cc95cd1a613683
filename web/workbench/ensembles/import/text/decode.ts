import { ImportRefused } from '../problems.ts';
import type { Encoding } from './text-format.ts';

/** The encoding by a byte order mark or, for UTF-16, by zero bytes; otherwise UTF-8. */
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

/** Thrown if bytes are not UTF-8; the file is then read again in another encoding. */
export class NotUtf8 extends Error {}

/** Converts a file's bytes to UTF-8, chunk by chunk. */
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
 * Decodes UTF-8. If `isPart`, an incomplete character at the end is left out. Throws NotUtf8, and ImportRefused for
 * binary data.
 */
export function textOf(bytes: Uint8Array, isPart = false): string {
  const text = decode(bytes, isPart);
  if (text.includes('\0')) {
    throw new ImportRefused(
      'The file contains binary data, so it is not a text file; export the data as CSV and import that.',
    );
  }
  return text;
}

function decode(bytes: Uint8Array, isPart: boolean): string {
  // A byte order mark that is not at the start of the file is part of the text.
  const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });
  try {
    return decoder.decode(bytes, { stream: isPart });
  } catch {
    throw new NotUtf8();
  }
}

/** Offset of the text: after a byte order mark, if any. */
export function startOf(bytes: Uint8Array): number {
  return bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf ? 3 : 0;
}

/** Length of a text in UTF-8 bytes. */
export function utf8Length(text: string): number {
  return encoder.encode(text).length;
}

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

/** Text piece by piece as the bytes come. Throws NotUtf8, and ImportRefused for what is no text at all. */
export async function* decoded(
  chunks: AsyncIterable<Uint8Array>,
  encoding: Encoding,
): AsyncGenerator<string> {
  const decoder = new TextDecoder(encoding, { fatal: encoding === 'utf-8' });
  const decode = (bytes?: Uint8Array) => {
    try {
      return bytes ? decoder.decode(bytes, { stream: true }) : decoder.decode();
    } catch {
      throw new NotUtf8();
    }
  };
  for await (const bytes of chunks) {
    const text = decode(bytes);
    if (text.includes('\0')) {
      throw new ImportRefused(
        'The file holds binary data, so it is no text file; export the data as CSV and import that.',
      );
    }
    yield text;
  }
  yield decode();
}

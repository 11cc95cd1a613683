import { promisify } from 'node:util';
import { gunzip } from 'node:zlib';
import { BadRequest } from './errors.ts';

const decompress = promisify(gunzip);

/** A header of 10 bytes, at least 2 of data, 8 of checksum and size (RFC 1952). */
const GZIP_MIN_BYTES = 20;

/** Added to the chunk size: room for what zlib adds to the data, and above zlib's minimum. In bytes. */
const CHUNK_MARGIN_BYTES = 64;

/** The uncompressed size that the last gzip member declares, in bytes. Not trustworthy. */
export function declaredSize(packed: Buffer): number {
  if (packed.byteLength < GZIP_MIN_BYTES) return 0;
  return packed.readUInt32LE(packed.byteLength - 4);
}

/**
 * Decompresses gzip, or returns 'larger' as soon as the result exceeds `maxBytes`. Allocates the memory at
 * once and in one piece. Throws BadRequest for invalid gzip.
 */
export async function unpack(packed: Buffer, maxBytes: number): Promise<Buffer | 'larger'> {
  try {
    return await decompress(packed, {
      maxOutputLength: Math.max(1, maxBytes),
      chunkSize: maxBytes + CHUNK_MARGIN_BYTES,
    });
  } catch (error) {
    if ((error as { code?: string }).code === 'ERR_BUFFER_TOO_LARGE') return 'larger';
    throw new BadRequest('The body is declared as gzip but cannot be decompressed.');
  }
}

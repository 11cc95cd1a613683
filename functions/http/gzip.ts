import { promisify } from 'node:util';
import { gunzip } from 'node:zlib';
import { BadRequest } from './errors.ts';

const decompress = promisify(gunzip);

/** A header of 10 bytes, at least 2 of data, 8 of checksum and size (RFC 1952). */
const GZIP_MIN_BYTES = 20;

/** What may stand in the last chunk beside the data, and the least that zlib takes as a chunk, in bytes. */
const CHUNK_MARGIN_BYTES = 64;

/** What the last gzip member says to unpack to, in bytes. Anybody can write anything there. */
export function declaredSize(packed: Buffer): number {
  if (packed.byteLength < GZIP_MIN_BYTES) return 0;
  return packed.readUInt32LE(packed.byteLength - 4);
}

/**
 * The unpacked bytes, or 'larger' as soon as they are more than `maxBytes`. The memory for them is taken
 * at once and in one piece. Throws BadRequest for what is not gzip.
 */
export async function unpack(packed: Buffer, maxBytes: number): Promise<Buffer | 'larger'> {
  try {
    return await decompress(packed, {
      maxOutputLength: Math.max(1, maxBytes),
      chunkSize: maxBytes + CHUNK_MARGIN_BYTES,
    });
  } catch (error) {
    if ((error as { code?: string }).code === 'ERR_BUFFER_TOO_LARGE') return 'larger';
    throw new BadRequest('The body is said to be gzipped, but cannot be unpacked.');
  }
}

import { gzipSync } from 'node:zlib';

const MEMBER_BYTES = 4 * 1024 * 1024;

/** Gzip that decompresses to `bytes` of spaces. It consists of members, which are decompressed one after another. */
export function gzipBomb(bytes: number): Buffer {
  const member = gzipSync(Buffer.alloc(MEMBER_BYTES, 0x20), { level: 9 });
  return Buffer.concat(Array(Math.ceil(bytes / MEMBER_BYTES)).fill(member));
}

import type { Fields, Reply } from './answer.ts';

/** Bytes whose URL contains their hash, or a part of them. */
export interface ImmutableBytes {
  readonly bytes: Buffer;
  /** Offset of the first byte in the whole. */
  readonly first: number;
  /** Size of the whole in bytes. */
  readonly total: number;
  /** Whether a range was requested, even if it covers everything. */
  readonly isPart: boolean;
}

/** Cacheable for ever, but only by the caller's own cache. */
export function bytesReply({ bytes, first, total, isPart }: ImmutableBytes, fields: Fields): Reply {
  const last = first + bytes.byteLength - 1;
  return {
    status: isPart ? 206 : 200,
    fields: {
      ...fields,
      'Content-Type': 'application/octet-stream',
      'Cache-Control': 'private, max-age=31536000, immutable',
      'Accept-Ranges': 'bytes',
      ...(isPart && { 'Content-Range': `bytes ${first}-${last}/${total}` }),
    },
    body: bytes,
  };
}

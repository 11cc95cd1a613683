import type { Fields, Reply } from './answer.ts';

/** Bytes under a name of their own, or a part of them. */
export interface ImmutableBytes {
  readonly bytes: Buffer;
  /** Where in the whole the first byte stands. */
  readonly first: number;
  /** Bytes of the whole. */
  readonly total: number;
  /** Whether a part was asked for, though it may be everything. */
  readonly isPart: boolean;
}

/** For the caller's own cache only, which need never ask again. */
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

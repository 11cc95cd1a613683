import { buffer } from 'node:stream/consumers';
import type { BlockBlobClient } from '@azure/storage-blob';
import type { ByteRange } from '../../contract/assets.ts';
import { hashOf } from './hash.ts';

/** How often an incomplete or damaged download is tried. */
const DOWNLOAD_TRIES = 3;

/** An asset, or the requested part of it. */
export interface Asset {
  readonly bytes: Buffer;
  /** Offset of the first byte in the whole asset. */
  readonly first: number;
  /** Size of the whole asset in bytes. */
  readonly total: number;
}

/** Aborts a call when the request's time is up. */
export interface Limits {
  readonly abortSignal: AbortSignal;
}

/**
 * Downloads an asset or a part of it. `beyond`: the range starts after its end. `damaged`: the bytes do not match
 * the hash, checked only for whole assets. Throws unexpected errors of the storage unchanged.
 */
export async function download(
  blob: BlockBlobClient,
  hash: string,
  range: ByteRange | undefined,
  limits: Limits,
): Promise<Asset | 'beyond' | 'damaged'> {
  const [first, count] = await offsetAndCount(blob, range, limits);
  if (count === 0) return 'beyond';
  for (let tries = 1; ; tries++) {
    const asset = await receive(blob, first, count, limits);
    if (asset === 'cut') {
      if (tries === DOWNLOAD_TRIES) throw new Error('The response of the storage was cut off.');
      continue;
    }
    if (range && asset.bytes.byteLength === 0) return 'beyond';
    if (range || hashOf(asset.bytes) === hash) return asset;
    if (tries === DOWNLOAD_TRIES) return 'damaged';
  }
}

/** `cut` if fewer bytes arrive than the storage announced. */
async function receive(
  blob: BlockBlobClient,
  first: number,
  count: number | undefined,
  limits: Limits,
): Promise<Asset | 'cut'> {
  const { readableStreamBody, contentRange } = await blob.download(first, count, limits);
  if (!readableStreamBody) throw new Error('The storage answered without a body.');
  const bytes = await buffer(readableStreamBody).catch(() => 'cut' as const);
  if (bytes === 'cut') return 'cut';
  const [, last, total] = /-(\d+)\/(\d+)$/.exec(contentRange ?? '') ?? [];
  if (last !== undefined && bytes.byteLength !== Number(last) - first + 1) return 'cut';
  return { bytes, first, total: Number(total ?? bytes.byteLength) };
}

/** Offset and length of a range; length undefined means to the end. */
async function offsetAndCount(
  blob: BlockBlobClient,
  range: ByteRange = { first: 0 },
  limits: Limits,
): Promise<readonly [number, number | undefined]> {
  if ('suffix' in range) {
    const { contentLength = 0 } = await blob.getProperties(limits);
    const count = Math.min(range.suffix, contentLength);
    return [contentLength - count, count];
  }
  return [range.first, range.last === undefined ? undefined : range.last - range.first + 1];
}

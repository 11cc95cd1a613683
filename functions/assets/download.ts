import { buffer } from 'node:stream/consumers';
import type { BlockBlobClient } from '@azure/storage-blob';
import type { ByteRange } from '../../contract/assets.ts';
import { hashOf } from './hash.ts';

/** How often a download is tried that is cut, or brings other bytes than expected. */
const DOWNLOAD_TRIES = 3;

/** An asset, or the part that was asked for. */
export interface Asset {
  readonly bytes: Buffer;
  /** Where in the whole asset the first byte stands. */
  readonly first: number;
  /** Bytes of the whole asset. */
  readonly total: number;
}

/** Ends a question when nobody waits for its answer any more. */
export interface Limits {
  readonly abortSignal: AbortSignal;
}

/**
 * An asset or a part of it; `beyond` where it ends before the part, `damaged` where other bytes are kept under this
 * hash, which only all of them tell. Throws what the storage answers otherwise.
 */
export async function download(
  blob: BlockBlobClient,
  hash: string,
  range: ByteRange | undefined,
  limits: Limits,
): Promise<Asset | 'beyond' | 'damaged'> {
  const [first, count] = await placeOf(blob, range, limits);
  if (count === 0) return 'beyond';
  for (let tries = 1; ; tries++) {
    const asset = await receive(blob, first, count, limits);
    if (asset === 'cut') {
      if (tries === DOWNLOAD_TRIES) throw new Error('The answer of the storage was cut.');
      continue;
    }
    if (range && asset.bytes.byteLength === 0) return 'beyond';
    if (range || hashOf(asset.bytes) === hash) return asset;
    if (tries === DOWNLOAD_TRIES) return 'damaged';
  }
}

/** `cut` where fewer bytes come than the storage says. */
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

/** Where a range begins and how many bytes it has; undefined for all that follow. */
async function placeOf(
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

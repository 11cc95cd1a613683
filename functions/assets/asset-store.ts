import { buffer } from 'node:stream/consumers';
import type { BlockBlobClient, ContainerClient, RestError } from '@azure/storage-blob';
import type { ByteRange } from '../../contract/assets.ts';
import { type AssetSettings, openContainer } from './container.ts';

/** How many assets are asked about at once. */
const QUESTIONS_AT_ONCE = 32;

/** Well below the age at which an asset that nothing names is swept. */
const CLAIMED_ANEW_AFTER_MS = 86_400_000;

/** An asset, or the part that was asked for. */
export interface Asset {
  readonly bytes: Buffer;
  /** Where in the whole asset the first byte stands. */
  readonly first: number;
  /** Bytes of the whole asset. */
  readonly total: number;
}

/**
 * Immutable bytes in Blob Storage, each under the SHA-256 of itself, so that writing one twice changes
 * nothing. Whoever calls has made sure that hash and bytes belong together. What the storage answers
 * otherwise than expected is thrown as it came.
 */
export class AssetStore {
  readonly #container: Promise<ContainerClient>;

  constructor({ settings }: { readonly settings: AssetSettings }) {
    this.#container = openContainer(settings);
  }

  /** Those of the hashes under which nothing is kept, each once. */
  missing(hashes: readonly string[]): Promise<string[]> {
    return this.#without(hashes, (blob) => blob.exists());
  }

  /**
   * For a write that will name these assets. Answers those that are missing; the others count as new from
   * now on, so that no sweep takes them before the write has come.
   */
  claim(hashes: readonly string[]): Promise<string[]> {
    return this.#without(hashes, async (blob) => {
      try {
        const { lastModified = new Date(0) } = await blob.getProperties();
        if (Date.now() - lastModified.getTime() > CLAIMED_ANEW_AFTER_MS) await blob.setMetadata({});
        return true;
      } catch (error) {
        if (isAnswer(error, 404)) return false;
        throw error;
      }
    });
  }

  /** Keeps an asset. Answers false where it was there already. */
  async put(hash: string, bytes: Buffer): Promise<boolean> {
    const blob = await this.#blob(hash);
    try {
      await blob.upload(bytes, bytes.byteLength, {
        conditions: { ifNoneMatch: '*' },
        blobHTTPHeaders: { blobContentType: 'application/octet-stream' },
      });
      return true;
    } catch (error) {
      if (isAnswer(error, 409) || isAnswer(error, 412)) return false;
      throw error;
    }
  }

  /** An asset or a part of it; `absent` where there is none, `beyond` where it ends before the part. */
  async get(hash: string, range?: ByteRange): Promise<Asset | 'absent' | 'beyond'> {
    const blob = await this.#blob(hash);
    try {
      const [first, count] = await placeOf(blob, range);
      if (count === 0) return 'beyond';
      const answer = await blob.download(first, count);
      if (!answer.readableStreamBody) throw new Error('The storage answered without a body.');
      const bytes = await buffer(answer.readableStreamBody);
      if (range && bytes.byteLength === 0) return 'beyond';
      const total = Number(/\/(\d+)$/.exec(answer.contentRange ?? '')?.[1] ?? bytes.byteLength);
      return { bytes, first, total };
    } catch (error) {
      if (isAnswer(error, 404)) return 'absent';
      if (isAnswer(error, 416)) return 'beyond';
      throw error;
    }
  }

  /** The hashes whose blob does not pass, each once, in their order. */
  async #without(
    hashes: readonly string[],
    passes: (blob: BlockBlobClient) => Promise<boolean>,
  ): Promise<string[]> {
    const waiting = [...new Set(hashes)];
    const failed = new Set<string>();
    const ask = async () => {
      for (let hash = waiting.pop(); hash !== undefined; hash = waiting.pop()) {
        if (!(await passes(await this.#blob(hash)))) failed.add(hash);
      }
    };
    await Promise.all(Array.from({ length: QUESTIONS_AT_ONCE }, ask));
    return hashes.filter((hash) => failed.delete(hash));
  }

  async #blob(hash: string): Promise<BlockBlobClient> {
    return (await this.#container).getBlockBlobClient(hash);
  }
}

/** Where a range begins and how many bytes it has; undefined for all that follow. */
async function placeOf(blob: BlockBlobClient, range: ByteRange = { first: 0 }) {
  if ('suffix' in range) {
    const { contentLength = 0 } = await blob.getProperties();
    const count = Math.min(range.suffix, contentLength);
    return [contentLength - count, count] as const;
  }
  const count = range.last === undefined ? undefined : range.last - range.first + 1;
  return [range.first, count] as const;
}

function isAnswer(error: unknown, status: number): boolean {
  return (error as Partial<RestError>).statusCode === status;
}

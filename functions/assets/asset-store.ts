import { createHash } from 'node:crypto';
import { buffer } from 'node:stream/consumers';
import type { BlockBlobClient, ContainerClient, RestError } from '@azure/storage-blob';
import type { ByteRange } from '../../contract/assets.ts';
import { type AssetSettings, openContainer } from './container.ts';

/** How many assets are asked about at once. */
const QUESTIONS_AT_ONCE = 32;

/** Well below the age at which an asset that nothing names is swept. */
const CLAIMED_ANEW_AFTER_MS = 86_400_000;

/** How often a download is tried that is cut, or brings other bytes than expected. */
const DOWNLOAD_TRIES = 3;

const ASSET_HEADERS = { blobContentType: 'application/octet-stream' };

/** For whom the storage is asked. */
export interface AssetContext {
  readonly settings: AssetSettings;
  /** How long the answer can still wait, in ms. */
  readonly budget: { readonly remainingMs: number };
}

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
  readonly #budget: AssetContext['budget'];

  constructor({ settings, budget }: AssetContext) {
    this.#container = openContainer(settings);
    this.#budget = budget;
  }

  /** Those of the hashes under which nothing is kept, each once. */
  missing(hashes: readonly string[]): Promise<string[]> {
    return this.#without(hashes, (blob) => blob.exists(this.#limits));
  }

  /**
   * For a write that will name these assets. Answers those that are missing; the others count as new from
   * now on, so that no sweep takes them before the write has come.
   */
  claim(hashes: readonly string[]): Promise<string[]> {
    return this.#without(hashes, async (blob) => {
      try {
        const { lastModified = new Date(0) } = await blob.getProperties(this.#limits);
        const isOld = Date.now() - lastModified.getTime() > CLAIMED_ANEW_AFTER_MS;
        if (isOld) await blob.setMetadata({}, this.#limits);
        return true;
      } catch (error) {
        if (isAnswer(error, 404)) return false;
        throw error;
      }
    });
  }

  /** Keeps an asset. Answers false where it was there already; what is damaged is written anew. */
  async put(hash: string, bytes: Buffer): Promise<boolean> {
    const blob = await this.#blob(hash);
    try {
      await blob.upload(bytes, bytes.byteLength, {
        conditions: { ifNoneMatch: '*' },
        blobHTTPHeaders: ASSET_HEADERS,
        ...this.#limits,
      });
      return true;
    } catch (error) {
      if (!isAnswer(error, 409) && !isAnswer(error, 412)) throw error;
      return this.#mend(blob, bytes);
    }
  }

  /** Writes bytes over others that are kept under their name. Answers false where they are the same. */
  async #mend(blob: BlockBlobClient, bytes: Buffer): Promise<boolean> {
    const { contentLength, contentMD5, etag = '' } = await blob.getProperties(this.#limits);
    const md5 = createHash('md5').update(bytes).digest();
    const isSame = contentLength === bytes.byteLength && (!contentMD5 || md5.equals(contentMD5));
    if (isSame) return false;
    await blob.upload(bytes, bytes.byteLength, {
      conditions: { ifMatch: etag },
      blobHTTPHeaders: ASSET_HEADERS,
      ...this.#limits,
    });
    return true;
  }

  /**
   * An asset or a part of it; `absent` where there is none, `beyond` where it ends before the part, `damaged` where
   * other bytes are kept under this hash, which only all of them tell.
   */
  async get(hash: string, range?: ByteRange): Promise<Asset | 'absent' | 'beyond' | 'damaged'> {
    const blob = await this.#blob(hash);
    try {
      const [first, count] = await this.#placeOf(blob, range);
      if (count === 0) return 'beyond';
      for (let tries = 1; ; tries++) {
        const asset = await this.#download(blob, first, count);
        if (asset === 'cut') {
          if (tries === DOWNLOAD_TRIES) throw new Error('The answer of the storage was cut.');
          continue;
        }
        if (range && asset.bytes.byteLength === 0) return 'beyond';
        if (range || hashOf(asset.bytes) === hash) return asset;
        if (tries === DOWNLOAD_TRIES) return 'damaged';
      }
    } catch (error) {
      if (isAnswer(error, 404)) return 'absent';
      if (isAnswer(error, 416)) return 'beyond';
      throw error;
    }
  }

  /** `cut` where fewer bytes come than the storage says. */
  async #download(
    blob: BlockBlobClient,
    first: number,
    count: number | undefined,
  ): Promise<Asset | 'cut'> {
    const limits = this.#limits;
    const { readableStreamBody, contentRange } = await blob.download(first, count, limits);
    if (!readableStreamBody) throw new Error('The storage answered without a body.');
    const bytes = await buffer(readableStreamBody).catch(() => 'cut' as const);
    if (bytes === 'cut') return 'cut';
    const [, last, total] = /-(\d+)\/(\d+)$/.exec(contentRange ?? '') ?? [];
    if (last !== undefined && bytes.byteLength !== Number(last) - first + 1) return 'cut';
    return { bytes, first, total: Number(total ?? bytes.byteLength) };
  }

  /** Where a range begins and how many bytes it has; undefined for all that follow. */
  async #placeOf(blob: BlockBlobClient, range: ByteRange = { first: 0 }) {
    if ('suffix' in range) {
      const { contentLength = 0 } = await blob.getProperties(this.#limits);
      const count = Math.min(range.suffix, contentLength);
      return [contentLength - count, count] as const;
    }
    const count = range.last === undefined ? undefined : range.last - range.first + 1;
    return [range.first, count] as const;
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

  /** Ends a question when nobody waits for its answer any more. */
  get #limits(): { abortSignal: AbortSignal } {
    return { abortSignal: AbortSignal.timeout(this.#budget.remainingMs) };
  }
}

/** The name of an asset of these bytes: their SHA-256 in lower-case hexadecimal digits. */
export function hashOf(bytes: Buffer): string {
  return createHash('sha256').update(bytes).digest('hex');
}

function isAnswer(error: unknown, status: number): boolean {
  return (error as Partial<RestError>).statusCode === status;
}

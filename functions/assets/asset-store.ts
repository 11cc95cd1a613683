import { createHash } from 'node:crypto';
import type { BlockBlobClient, ContainerClient, RestError } from '@azure/storage-blob';
import type { ByteRange } from '../../contract/assets.ts';
import { type AssetSettings, openContainer } from './container.ts';
import { type Asset, download, type Limits } from './download.ts';

/** How many assets are asked about at once. */
const QUESTIONS_AT_ONCE = 32;

/** Well below the age at which an asset that nothing names is swept. */
const CLAIMED_ANEW_AFTER_MS = 86_400_000;

const ASSET_HEADERS = { blobContentType: 'application/octet-stream' };

/** For whom the storage is asked. */
export interface AssetContext {
  readonly settings: AssetSettings;
  /** How long the answer can still wait, in ms. */
  readonly budget: { readonly remainingMs: number };
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
      await this.#again(() =>
        blob.upload(bytes, bytes.byteLength, {
          conditions: { ifNoneMatch: '*' },
          blobHTTPHeaders: ASSET_HEADERS,
          ...this.#limits,
        }),
      );
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

  /** As `download` says, or `absent` where there is none. */
  async get(hash: string, range?: ByteRange): Promise<Asset | 'absent' | 'beyond' | 'damaged'> {
    try {
      return await download(await this.#blob(hash), hash, range, this.#limits);
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

  /** The SDK asks again by itself, but not where an answer was cut. */
  async #again<T>(ask: () => Promise<T>): Promise<T> {
    try {
      return await ask();
    } catch (error) {
      const isAnswered = (error as Partial<RestError>).statusCode !== undefined;
      if (isAnswered || this.#budget.remainingMs === 0) throw error;
      return ask();
    }
  }

  get #limits(): Limits {
    return { abortSignal: AbortSignal.timeout(this.#budget.remainingMs) };
  }
}

function isAnswer(error: unknown, status: number): boolean {
  return (error as Partial<RestError>).statusCode === status;
}

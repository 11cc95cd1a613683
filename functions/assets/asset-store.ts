import { createHash } from 'node:crypto';
import type { BlockBlobClient, ContainerClient, RestError } from '@azure/storage-blob';
import type { ByteRange } from '../../contract/assets.ts';
import { type AssetSettings, openContainer } from './container.ts';
import { type Asset, download, type Limits } from './download.ts';

/** Number of parallel requests to the storage. */
const PARALLEL_REQUESTS = 32;

/** Age at which a claim is renewed; far below the age at which unreferenced assets are swept. */
const RENEW_CLAIM_AFTER_MS = 86_400_000;

const ASSET_HEADERS = { blobContentType: 'application/octet-stream' };

/** What a store needs of a request. */
export interface AssetContext {
  readonly settings: AssetSettings;
  /** Time left to answer the request, in ms. */
  readonly budget: { readonly remainingMs: number };
}

/**
 * Immutable bytes in Blob Storage, each named by its SHA-256, so writing one twice changes nothing. The
 * caller has checked that bytes and hash match. Unexpected errors of the storage are thrown unchanged.
 */
export class AssetStore {
  readonly #container: Promise<ContainerClient>;
  readonly #budget: AssetContext['budget'];

  constructor({ settings, budget }: AssetContext) {
    this.#container = openContainer(settings);
    this.#budget = budget;
  }

  /** The hashes that have no asset, without duplicates. */
  missing(hashes: readonly string[]): Promise<string[]> {
    return this.#failing(hashes, (blob) => blob.exists(this.#limits));
  }

  /**
   * Call before a write that references these assets. Returns the missing ones; the others count as new, so
   * that no sweep deletes them before the write.
   */
  claim(hashes: readonly string[]): Promise<string[]> {
    return this.#failing(hashes, async (blob) => {
      try {
        const { lastModified = new Date(0) } = await blob.getProperties(this.#limits);
        const isOld = Date.now() - lastModified.getTime() > RENEW_CLAIM_AFTER_MS;
        if (isOld) await blob.setMetadata({}, this.#limits);
        return true;
      } catch (error) {
        if (hasStatus(error, 404)) return false;
        throw error;
      }
    });
  }

  /** Stores an asset. Returns false if it exists; a damaged one is overwritten. */
  async put(hash: string, bytes: Buffer): Promise<boolean> {
    const blob = await this.#blob(hash);
    try {
      await this.#retryOnce(() =>
        blob.upload(bytes, bytes.byteLength, {
          conditions: { ifNoneMatch: '*' },
          blobHTTPHeaders: ASSET_HEADERS,
          ...this.#limits,
        }),
      );
      return true;
    } catch (error) {
      if (!hasStatus(error, 409) && !hasStatus(error, 412)) throw error;
      return this.#repair(blob, bytes);
    }
  }

  /** Overwrites a blob whose bytes differ. Returns false if they are the same. */
  async #repair(blob: BlockBlobClient, bytes: Buffer): Promise<boolean> {
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

  /** Like `download`, or `absent` if there is no such asset. */
  async get(hash: string, range?: ByteRange): Promise<Asset | 'absent' | 'beyond' | 'damaged'> {
    try {
      return await download(await this.#blob(hash), hash, range, this.#limits);
    } catch (error) {
      if (hasStatus(error, 404)) return 'absent';
      if (hasStatus(error, 416)) return 'beyond';
      throw error;
    }
  }

  /** The hashes whose blob fails `passes`, in order and without duplicates. */
  async #failing(
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
    await Promise.all(Array.from({ length: PARALLEL_REQUESTS }, ask));
    return hashes.filter((hash) => failed.delete(hash));
  }

  async #blob(hash: string): Promise<BlockBlobClient> {
    return (await this.#container).getBlockBlobClient(hash);
  }

  /** Retries once after a response that was cut off; the SDK retries other failures itself. */
  async #retryOnce<T>(ask: () => Promise<T>): Promise<T> {
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

function hasStatus(error: unknown, status: number): boolean {
  return (error as Partial<RestError>).statusCode === status;
}

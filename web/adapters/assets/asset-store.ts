import type { DeviceAssets, JournalReason } from '../../kernel/index.ts';
import type { Call, Reply } from '../api/client.ts';
import { sha256 } from '../journal/hash.ts';
import { failureOf } from '../journal/journal-error.ts';
import { isQuotaError } from '../quota.ts';
import { AssetError } from './asset-error.ts';
import { forgetParts, getBlob, putBlob, sizesOf } from './blobs.ts';
import type { AssetDatabase } from './database.ts';

type Bytes = Uint8Array<ArrayBuffer>;

/** A range of bytes in an asset. */
export interface AssetPart {
  readonly hash: string;
  readonly offset: number;
  readonly bytes: number;
}

/** Assets on this device, or else in the cloud. Calls reject with an `AssetError`. */
export interface AssetStore extends DeviceAssets {
  /**
   * Stores bytes under their hash. When this resolves, they are on the disk, or else in memory, and `unstored` says so.
   * Rejects if there is no space.
   */
  put(hash: string, bytes: Bytes): Promise<void>;
  /** Reads a part from this device, or from the cloud and then stores it here. Returns only bytes for which `isRight` is true. */
  readPart(part: AssetPart, isRight: (bytes: Bytes) => Promise<boolean>): Promise<Bytes>;
  /** Reads a whole asset from this device, or from the cloud. */
  readWhole(hash: string): Promise<Bytes>;
}

/** After this time, continues without a storage that does not respond. */
const STORAGE_TIMEOUT_MS = 20_000;

/** After these times a download is tried again that the network or a busy server has let fail. */
const DOWNLOAD_AGAIN_AFTER_MS = [1_000, 4_000];

/** Assets that could not be stored are stored again at most this often. */
const STORE_AGAIN_AFTER_MS = 5_000;

export function openAssetStore(
  database: AssetDatabase,
  call: Call,
  storeAgainAfterMs = STORE_AGAIN_AFTER_MS,
): AssetStore {
  /** Assets that could not be stored. The page works with them in memory. */
  const inMemory = new Map<string, Bytes>();
  /** Why the last one of these could not be stored, and when that was. */
  let failure = { reason: 'failed' as JournalReason, atMs: 0 };
  const reading = new Map<string, Promise<Bytes>>();

  async function wholeOnDevice(hash: string): Promise<Blob | null> {
    const bytes = inMemory.get(hash);
    if (bytes) return new Blob([bytes]);
    return stored('assets', hash);
  }

  async function stored(store: 'assets' | 'parts', key: string): Promise<Blob | null> {
    try {
      return (await inTime(getBlob(database, store, key))) ?? null;
    } catch {
      return null;
    }
  }

  async function fetchPart({ hash, offset, bytes }: AssetPart): Promise<Bytes> {
    const range = `bytes=${offset}-${offset + bytes - 1}`;
    const answer = await download(hash, { Range: range });
    // A cache or a proxy may return the whole asset.
    return answer.length > bytes ? answer.slice(offset, offset + bytes) : answer;
  }

  async function download(hash: string, headers: Readonly<Record<string, string>>): Promise<Bytes> {
    for (const againAfterMs of [...DOWNLOAD_AGAIN_AFTER_MS, null]) {
      if (!navigator.onLine) break;
      const reply = await call('get-asset', { params: { hash }, headers });
      if (reply.kind === 'ok') return reply.value;
      if (againAfterMs === null || !isPassing(reply)) throw errorOf(reply);
      await new Promise((resolve) => setTimeout(resolve, againAfterMs));
    }
    throw new AssetError('offline');
  }

  async function findPart(
    part: AssetPart,
    isRight: (bytes: Bytes) => Promise<boolean>,
  ): Promise<Bytes> {
    const { hash, offset, bytes } = part;
    const end = offset + bytes;
    const key = `${hash}:${offset}:${bytes}`;
    for (const find of [
      async () => (await wholeOnDevice(hash))?.slice(offset, end),
      () => stored('parts', key),
    ]) {
      const found = await bytesOf(await find());
      if (found && (await isRight(found))) return found;
    }
    const fetched = await fetchPart(part);
    if (!(await isRight(fetched))) throw new AssetError('damaged');
    // Only a cache: if there is no space, the part is fetched again next time.
    putBlob(database, 'parts', key, fetched).catch(() => undefined);
    return fetched;
  }

  async function read(hash: string): Promise<Bytes | null> {
    const bytes = await bytesOf(await wholeOnDevice(hash));
    return bytes && (await sha256(bytes)) === hash ? bytes : null;
  }

  return {
    async put(hash, bytes) {
      const keep = () => inTime(putBlob(database, 'assets', hash, bytes));
      try {
        await keep().catch(async (error) => {
          if (!isQuotaError(error)) throw error;
          // Fetched parts are deleted to make space for data that the cloud may not have.
          await inTime(forgetParts(database));
          await keep();
        });
      } catch (error) {
        if (isQuotaError(error)) throw new AssetError('noRoom');
        inMemory.set(hash, bytes);
        failure = { reason: reasonOf(error), atMs: performance.now() };
      }
    },

    async unstored(hashes) {
      for (const [hash, bytes] of inMemory) {
        if (!hashes.includes(hash)) continue;
        // The kernel asks after every backup.
        if (performance.now() - failure.atMs < storeAgainAfterMs) return failure.reason;
        try {
          await inTime(putBlob(database, 'assets', hash, bytes));
          inMemory.delete(hash);
        } catch (error) {
          failure = { reason: reasonOf(error), atMs: performance.now() };
          return failure.reason;
        }
      }
      return null;
    },

    readPart(part, isRight) {
      const key = `${part.hash}:${part.offset}:${part.bytes}`;
      const known = reading.get(key);
      if (known) return known;
      const found = findPart(part, isRight).finally(() => reading.delete(key));
      reading.set(key, found);
      return found;
    },

    async readWhole(hash) {
      const here = await read(hash);
      if (here) return here;
      const fetched = await download(hash, {});
      if ((await sha256(fetched)) !== hash) throw new AssetError('damaged');
      return fetched;
    },

    read,

    async sizes(hashes) {
      const here = await inTime(sizesOf(database, hashes)).catch(() => new Map<string, number>());
      for (const hash of hashes) {
        const bytes = inMemory.get(hash);
        if (bytes) here.set(hash, bytes.length);
      }
      return here;
    },
  };
}

async function bytesOf(blob: Blob | null | undefined): Promise<Bytes | null> {
  if (!blob) return null;
  try {
    return new Uint8Array(await blob.arrayBuffer());
  } catch {
    // The browser has lost the file of the blob.
    return null;
  }
}

function inTime<T>(work: Promise<T>): Promise<T> {
  const late = Promise.withResolvers<T>();
  const timer = setTimeout(
    () => late.reject(new DOMException('The storage does not answer', 'TimeoutError')),
    STORAGE_TIMEOUT_MS,
  );
  return Promise.race([work, late.promise]).finally(() => clearTimeout(timer));
}

function reasonOf(error: unknown): JournalReason {
  if (error instanceof DOMException && error.name === 'TimeoutError') return 'unresponsive';
  return /NO_SPACE/.test(String(error)) ? 'quota' : failureOf(error).reason;
}

/** Whether the same request may succeed a moment later. */
function isPassing(reply: Reply<Bytes>): boolean {
  return (
    reply.kind === 'unknown' ||
    (reply.kind === 'problem' && [429, 503].includes(reply.problem.status))
  );
}

function errorOf(reply: Exclude<Reply<Bytes>, { kind: 'ok' }>): AssetError {
  if (reply.kind === 'signedOut') return new AssetError('signedOut');
  if (reply.kind === 'unknown') return new AssetError('offline');
  const status = reply.kind === 'problem' ? reply.problem.status : 0;
  // The range is beyond the end, so the stored asset is not the right one.
  if (status === 416) return new AssetError('damaged');
  return new AssetError(status === 404 ? 'missing' : 'failed');
}

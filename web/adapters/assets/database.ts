import { committed, openDatabase, result } from '../journal/idb.ts';

const DATABASE_VERSION = 1;

/** When something was last used, so that what nobody needs any more can go; written at most this often. */
const USED_AGAIN_AFTER_MS = 24 * 60 * 60 * 1000;

/**
 * `assets`: whole assets by hash. `parts`: pieces of assets that were fetched, by `hash:offset:length`.
 * `used`: when each of them was last written or read, in milliseconds since 1970, by the same keys.
 */
type StoreName = 'assets' | 'parts' | 'used';

/** The bytes of assets on this device. Everything rejects with what the browser says. */
export interface AssetDatabase {
  put(store: 'assets' | 'parts', key: string, bytes: Uint8Array<ArrayBuffer>): Promise<void>;
  get(store: 'assets' | 'parts', key: string): Promise<Blob | undefined>;
  /** Bytes of each of the assets that is here. */
  sizes(hashes: readonly string[]): Promise<Map<string, number>>;
  /** Deletes what was not used since `beforeMs`, except what belongs to an asset that `isNamed`. */
  sweep(beforeMs: number, isNamed: (hash: string) => boolean): Promise<void>;
}

export function createAssetDatabase(name = 'holdfast-assets', now = Date.now): AssetDatabase {
  let opening: Promise<IDBDatabase> | null = null;

  function open(): Promise<IDBDatabase> {
    opening ??= openDatabase(name, DATABASE_VERSION, (database) => {
      for (const store of ['assets', 'parts', 'used'] satisfies StoreName[]) {
        database.createObjectStore(store);
      }
    }).then(
      (database) => {
        const forget = () => {
          opening = null;
        };
        database.addEventListener('close', forget);
        database.addEventListener('versionchange', forget);
        return database;
      },
      (error) => {
        opening = null;
        throw error;
      },
    );
    return opening;
  }

  async function run<T>(
    mode: IDBTransactionMode,
    work: (store: (name: StoreName) => IDBObjectStore) => Promise<T>,
  ): Promise<T> {
    const database = await open();
    // On the disk before anything names it.
    const transaction = database.transaction(database.objectStoreNames, mode, {
      durability: 'strict',
    });
    const end = committed(transaction);
    try {
      const value = await work((store) => transaction.objectStore(store));
      await end;
      return value;
    } catch (error) {
      end.catch(() => undefined);
      throw transaction.error ?? error;
    }
  }

  async function markUsed(key: string, usedAtMs: number | undefined): Promise<void> {
    if (usedAtMs !== undefined && usedAtMs + USED_AGAIN_AFTER_MS > now()) return;
    await run('readwrite', async (store) => void store('used').put(now(), key));
  }

  return {
    put: (into, key, bytes) =>
      run('readwrite', async (store) => {
        store(into).put(new Blob([bytes]), key);
        store('used').put(now(), key);
      }),

    async get(from, key) {
      const [blob, usedAtMs] = await run('readonly', (store) =>
        Promise.all([
          result<Blob | undefined>(store(from).get(key)),
          result<number | undefined>(store('used').get(key)),
        ]),
      );
      // What was read is there whether or not this can be written down.
      if (blob) markUsed(key, usedAtMs).catch(() => undefined);
      return blob;
    },

    sizes: (hashes) =>
      run('readonly', async (store) => {
        const blobs = await Promise.all(
          hashes.map((hash) => result<Blob | undefined>(store('assets').get(hash))),
        );
        return new Map(
          hashes.flatMap((hash, i) => {
            const blob = blobs[i];
            return blob ? [[hash, blob.size] as const] : [];
          }),
        );
      }),

    sweep: (beforeMs, isNamed) =>
      run('readwrite', async (store) => {
        const [keys, times] = await Promise.all([
          result(store('used').getAllKeys()) as Promise<string[]>,
          result<number[]>(store('used').getAll()),
        ]);
        keys.forEach((key, i) => {
          const hash = key.split(':')[0] ?? '';
          if ((times[i] ?? 0) >= beforeMs || isNamed(hash)) return;
          for (const name of ['assets', 'parts', 'used'] as const) store(name).delete(key);
        });
      }),
  };
}

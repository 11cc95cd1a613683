import { committed, openDatabase } from '../journal/idb.ts';

const DATABASE_VERSION = 1;

/**
 * `assets`: whole assets by hash. `parts`: pieces of assets that were fetched, by `hash:offset:length`.
 * `used`: when each of them was last written or read, in milliseconds since 1970, by the same keys.
 */
export type StoreName = 'assets' | 'parts' | 'used';

/** Assets on this device. Everything rejects with what the browser says. */
export interface AssetDatabase {
  /** Runs `work` in one transaction over all stores; what it wrote is on the disk when this resolves. */
  run<T>(
    mode: IDBTransactionMode,
    work: (store: (name: StoreName) => IDBObjectStore) => Promise<T>,
  ): Promise<T>;
}

export function createAssetDatabase(name = 'holdfast-assets'): AssetDatabase {
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

  return { run };
}

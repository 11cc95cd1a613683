import { inTransaction, openDatabase } from '../journal/idb.ts';

const DATABASE_VERSION = 1;

/**
 * `assets`: whole assets, by hash. `parts`: fetched parts of assets, by `hash:offset:length`. `used`: when each of
 * them was last used, in milliseconds since 1970, by the same keys.
 */
export type StoreName = 'assets' | 'parts' | 'used';

/** The database of the assets on this device. Calls reject with the browser's error. */
export interface AssetDatabase {
  /** Runs `work` in one transaction over all stores. When this resolves, its writes are on the disk. */
  run<T>(
    mode: IDBTransactionMode,
    work: (store: (name: StoreName) => IDBObjectStore) => Promise<T>,
  ): Promise<T>;
}

export function createAssetDatabase(name = 'holdfast-assets'): AssetDatabase {
  let opening: Promise<IDBDatabase> | null = null;
  const forget = () => {
    opening = null;
  };
  const upgrade = (database: IDBDatabase) => {
    for (const store of ['assets', 'parts', 'used'] satisfies StoreName[])
      database.createObjectStore(store);
  };

  return {
    async run(mode, work) {
      opening ??= openDatabase(name, DATABASE_VERSION, upgrade, forget).catch((error) => {
        forget();
        throw error;
      });
      return inTransaction(await opening, mode, 'strict', (transaction) =>
        work((store) => transaction.objectStore(store)),
      );
    },
  };
}

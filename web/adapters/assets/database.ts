import { inTransaction, openDatabase } from '../journal/idb.ts';

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

import { openJournalDatabase, type Stores } from './database.ts';
import { committed, result } from './idb.ts';

/**
 * `autosave` may still be on its way to the disk when it ends: it survives the browser being killed, not
 * the power being cut. `strict` is on the disk: for whatever deletes or replaces an older copy.
 */
export type Mode = 'read' | 'autosave' | 'strict';

/** One transaction over all stores. Await nothing but its own methods inside: it ends by itself. */
export interface Transaction {
  get<S extends keyof Stores>(store: S, key: string): Promise<Stores[S] | undefined>;
  all<S extends keyof Stores>(store: S): Promise<ReadonlyMap<string, Stores[S]>>;
  keys(store: keyof Stores): Promise<readonly string[]>;
  put<S extends keyof Stores>(store: S, key: string, value: Stores[S]): void;
  delete(store: keyof Stores, key: string): void;
}

export interface Database {
  /** Runs `work` in one transaction: all that it wrote is committed when this resolves, or none of it. */
  run<T>(mode: Mode, work: (transaction: Transaction) => Promise<T>): Promise<T>;
}

/** The journal's database, opened when first used and again when the browser closed it. */
export function createDatabase(name: string): Database {
  let opening: Promise<IDBDatabase> | null = null;
  const open = (): Promise<IDBDatabase> => {
    opening ??= openJournalDatabase(name).then(
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
  };

  return {
    async run(mode, work) {
      const database = await open();
      const transaction = database.transaction(
        database.objectStoreNames,
        mode === 'read' ? 'readonly' : 'readwrite',
        { durability: mode === 'strict' ? 'strict' : 'relaxed' },
      );
      const end = committed(transaction);
      try {
        const value = await work(methodsOf(transaction));
        await end;
        return value;
      } catch (error) {
        end.catch(() => undefined);
        abort(transaction);
        // Of a full disk the transaction knows more than the request that it took down.
        throw transaction.error ?? error;
      }
    },
  };
}

function methodsOf(transaction: IDBTransaction): Transaction {
  return {
    get: (store, key) => result(transaction.objectStore(store).get(key)),
    keys: (store) =>
      result(transaction.objectStore(store).getAllKeys()) as Promise<readonly string[]>,
    async all(store) {
      const [keys, values] = await Promise.all([
        this.keys(store),
        result(transaction.objectStore(store).getAll()),
      ]);
      return new Map(keys.map((key, index) => [key, values[index]]));
    },
    put(store, key, value) {
      transaction.objectStore(store).put(value, key);
    },
    delete(store, key) {
      transaction.objectStore(store).delete(key);
    },
  };
}

function abort(transaction: IDBTransaction): void {
  try {
    transaction.abort();
  } catch {
    // It has ended already.
  }
}

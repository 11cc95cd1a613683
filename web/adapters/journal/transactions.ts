import { openJournalDatabase, type Stores } from './database.ts';
import { inTransaction, result } from './idb.ts';
import { JournalError } from './journal-error.ts';
import { beginNewLog } from './new-log.ts';

/**
 * `autosave` may still be on its way to the disk when it ends: it survives the browser being killed, not
 * the power being cut, until a `strict` one follows seconds later. `strict` is on the disk: for whatever deletes or
 * replaces an older copy.
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

/** A connection of which nothing has failed yet. */
interface Connection {
  readonly database: IDBDatabase;
  /** Resolves when what is written through it will be read back. */
  begin(): Promise<void>;
}

/**
 * The journal's database, opened when first used, and again after anything failed or the browser closed it.
 * Each connection begins a log of its own, since what follows a failed write may be confirmed and not be there.
 */
export function createDatabase(name: string): Database {
  let connecting: Promise<Connection> | null = null;
  /** Chromium says so once; of what comes after it only that it failed. */
  let isFull = false;

  const connect = async (): Promise<Connection> => {
    const database = await openJournalDatabase(name, () => {
      connecting = null;
    });
    let begun: Promise<void> | null = null;
    return {
      database,
      begin() {
        begun ??= beginNewLog();
        return begun;
      },
    };
  };

  const giveUp = (failed: Promise<Connection>) => {
    if (connecting === failed) connecting = null;
    failed.then(({ database }) => database.close()).catch(() => undefined);
  };

  return {
    async run(mode, work) {
      connecting ??= connect();
      const used = connecting;
      try {
        const { database, begin } = await used;
        if (mode !== 'read') await begin();
        const value = await inTransaction(
          database,
          mode === 'read' ? 'readonly' : 'readwrite',
          mode === 'strict' ? 'strict' : 'relaxed',
          (transaction) => work(methodsOf(transaction)),
        );
        if (mode !== 'read') isFull = false;
        return value;
      } catch (error) {
        if (error instanceof JournalError) throw error;
        giveUp(used);
        isFull ||= /NO_SPACE/.test(String(error));
        throw isFull ? new JournalError('quota', String(error)) : error;
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

import { openJournalDatabase, type Stores } from './database.ts';
import { beginNewLog, inTransaction, result } from './idb.ts';
import { JournalError } from './journal-error.ts';

/**
 * After an `autosave` transaction the data may not be on the disk yet: it survives a killed browser, but a power cut
 * only once a `strict` transaction has followed. After a `strict` one it is on the disk; use it for everything that
 * deletes or replaces an older copy.
 */
export type Mode = 'read' | 'autosave' | 'strict';

/** One transaction over all stores. Await only its own methods inside, else it ends early. */
export interface Transaction {
  get<S extends keyof Stores>(store: S, key: string): Promise<Stores[S] | undefined>;
  all<S extends keyof Stores>(store: S): Promise<ReadonlyMap<string, Stores[S]>>;
  keys(store: keyof Stores): Promise<readonly string[]>;
  put<S extends keyof Stores>(store: S, key: string, value: Stores[S]): void;
  delete(store: keyof Stores, key: string): void;
}

export interface Database {
  /** Runs `work` in one transaction. If this resolves, all that it wrote is committed; if it rejects, nothing is. */
  run<T>(mode: Mode, work: (transaction: Transaction) => Promise<T>): Promise<T>;
}

/** A connection on which nothing has failed yet. */
interface Connection {
  readonly database: IDBDatabase;
  /** Resolves when writes through this connection can be trusted. null before the first write. */
  begun: Promise<void> | null;
}

/**
 * The journal's database. It is opened when it is first used, and again after a failure or when the browser closed it.
 * Each connection starts with a new log: after a failed write the browser may confirm writes and lose them.
 */
export function createDatabase(name: string): Database {
  let connecting: Promise<Connection> | null = null;
  /** Chromium reports a full disk only once; later writes just fail. */
  let isFull = false;

  const connect = async (): Promise<Connection> => {
    const database = await openJournalDatabase(name, () => {
      connecting = null;
    });
    return { database, begun: null };
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
        const connection = await used;
        if (mode !== 'read') {
          connection.begun ??= beginNewLog();
          await connection.begun;
        }
        const value = await inTransaction(
          connection.database,
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

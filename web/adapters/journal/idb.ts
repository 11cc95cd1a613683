/** IndexedDB as promises, and nothing more. */

/** The request's result. Rejects with the request's error. */
export function result<T>(request: IDBRequest<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });
}

/**
 * Opens a database; `upgrade` makes its stores. Rejects too when another tab keeps an older version open.
 * @param onGone told when the connection ends by itself: the browser closed it, or a newer build needs the database.
 */
export function openDatabase(
  name: string,
  version: number,
  upgrade: (database: IDBDatabase) => void,
  onGone: () => void = () => {},
): Promise<IDBDatabase> {
  const request = indexedDB.open(name, version);
  request.onupgradeneeded = () => upgrade(request.result);
  return new Promise((resolve, reject) => {
    request.onblocked = () => reject(new DOMException('Another tab holds it open', 'BlockedError'));
    request.onerror = () => reject(request.error);
    request.onsuccess = () => {
      const database = request.result;
      database.onclose = onGone;
      // So that this page never blocks a newer build's upgrade.
      database.onversionchange = () => {
        database.close();
        onGone();
      };
      resolve(database);
    };
  });
}

/**
 * Runs `work` in one transaction over all stores, and resolves when everything that it wrote is committed. Otherwise
 * nothing of it is.
 */
export async function inTransaction<T>(
  database: IDBDatabase,
  mode: IDBTransactionMode,
  durability: IDBTransactionDurability,
  work: (transaction: IDBTransaction) => Promise<T>,
): Promise<T> {
  const transaction = database.transaction(database.objectStoreNames, mode, { durability });
  const end = committed(transaction);
  try {
    const value = await work(transaction);
    await end;
    return value;
  } catch (error) {
    end.catch(() => undefined);
    abort(transaction);
    // Of a full disk the transaction knows more than the request that it took down.
    throw transaction.error ?? error;
  }
}

function committed(transaction: IDBTransaction): Promise<void> {
  return new Promise((resolve, reject) => {
    transaction.oncomplete = () => resolve();
    // A full disk aborts the transaction without failing a request.
    transaction.onabort = () => reject(transaction.error ?? new DOMException('', 'AbortError'));
  });
}

function abort(transaction: IDBTransaction): void {
  try {
    transaction.abort();
  } catch {
    // It has ended already.
  }
}

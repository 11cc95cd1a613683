/** IndexedDB with promises. */

/** Resolves with the request's result, or rejects with its error. */
export function result<T>(request: IDBRequest<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });
}

/**
 * Opens a database; `upgrade` creates its stores. Also rejects if another tab keeps an older version open.
 * @param onGone called when the connection is closed by the browser, or for a newer build that upgrades the database.
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
      // Else this page would block the upgrade of a newer build.
      database.onversionchange = () => {
        database.close();
        onGone();
      };
      resolve(database);
    };
  });
}

/**
 * Runs `work` in one transaction over all stores. If this resolves, everything that it wrote is committed; if it
 * rejects, nothing is.
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
    // If the disk is full, only the error of the transaction says so, not that of the request.
    throw transaction.error ?? error;
  }
}

function committed(transaction: IDBTransaction): Promise<void> {
  return new Promise((resolve, reject) => {
    transaction.oncomplete = () => resolve();
    // A full disk aborts the transaction, but no request fails.
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

/**
 * Makes the browser start a new log for this site's databases, after moving everything to another file.
 *
 * If a full disk cuts off a record in the log, Chromium keeps writing after it. After a restart it reads nothing
 * after that record and then drops the log, so confirmed writes are lost. Experiments with a full disk and killed
 * browsers show: a new connection, waiting, `strict`, another database or a restart do not help. Deleting a database
 * does, because it empties the log first. Firefox and Safari use one file for each database and are not affected.
 */
export async function beginNewLog(): Promise<void> {
  const name = `holdfast-log-${crypto.randomUUID()}`;
  const scratch = await openDatabase(name, 1, () => {});
  scratch.close();
  await result(indexedDB.deleteDatabase(name));
}

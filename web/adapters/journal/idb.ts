/** IndexedDB as promises, and nothing more. */

/** The request's result. Rejects with the request's error. */
export function result<T>(request: IDBRequest<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });
}

/** Resolves when everything the transaction wrote is committed. Rejects when none of it is. */
export function committed(transaction: IDBTransaction): Promise<void> {
  return new Promise((resolve, reject) => {
    transaction.oncomplete = () => resolve();
    // A full disk aborts the transaction without failing a request.
    transaction.onabort = () => reject(transaction.error ?? new DOMException('', 'AbortError'));
  });
}

/** Opens a database; `upgrade` makes its stores. Rejects too when another tab keeps an older version open. */
export function openDatabase(
  name: string,
  version: number,
  upgrade: (database: IDBDatabase) => void,
): Promise<IDBDatabase> {
  const request = indexedDB.open(name, version);
  request.onupgradeneeded = () => upgrade(request.result);
  return new Promise((resolve, reject) => {
    request.onblocked = () => reject(new DOMException('Another tab holds it open', 'BlockedError'));
    request.onerror = () => reject(request.error);
    request.onsuccess = () => {
      // So that this page never blocks a newer build's upgrade.
      request.result.onversionchange = () => request.result.close();
      resolve(request.result);
    };
  });
}

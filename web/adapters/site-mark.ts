import { inTransaction, openDatabase, result } from './journal/idb.ts';

const STORE = 'since';

/**
 * A mark in IndexedDB, set when it is first read: another one means that the browser has cleared IndexedDB since.
 * Rejects if the database cannot be read.
 */
export async function siteMark(name = 'holdfast-since'): Promise<string> {
  const database = await openDatabase(name, 1, (created) => {
    created.createObjectStore(STORE).put(crypto.randomUUID(), STORE);
  });
  try {
    return await inTransaction(database, 'readonly', 'relaxed', (transaction) =>
      result<string>(transaction.objectStore(STORE).get(STORE)),
    );
  } finally {
    database.close();
  }
}

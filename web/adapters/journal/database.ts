import { openDatabase } from './idb.ts';

/** Raised when the stores change. An older build then refuses to open the database, and says so. */
const DATABASE_VERSION = 1;

/**
 * `parts`: hash -> canonical JSON of a part, each stored once.
 * `lists`: key -> Map of part name to hash; whatever no list names is swept.
 * `buffers`: buffer id -> what the buffer is and where it stands.
 * `kept`: kept id -> what was set aside by a choice, and until when.
 * `damaged`: records that could not be read, as they were found.
 */
export const STORES = ['parts', 'lists', 'buffers', 'kept', 'damaged'] as const;
export type StoreName = (typeof STORES)[number];

export function openJournalDatabase(name = 'holdfast'): Promise<IDBDatabase> {
  return openDatabase(name, DATABASE_VERSION, (database) => {
    for (const store of STORES) {
      database.createObjectStore(store, store === 'damaged' ? { autoIncrement: true } : {});
    }
  });
}

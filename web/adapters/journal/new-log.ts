import { openDatabase, result } from './idb.ts';

/**
 * Has the browser begin a new log for this site's databases: all that they hold is in a file of its own then.
 *
 * Chromium goes on writing behind a record that a full disk cut off, and after a restart reads nothing behind it;
 * then it drops all that the log held. Tried with kills on a full disk: a new connection, a wait before it, `strict`
 * and another database do not help, nor does a restart; deleting a database does, since it empties the log first.
 * Firefox and Safari have a file for each database, and lose nothing by it.
 */
export async function beginNewLog(): Promise<void> {
  const name = `holdfast-log-${crypto.randomUUID()}`;
  const scratch = await openDatabase(name, 1, () => {});
  scratch.close();
  await result(indexedDB.deleteDatabase(name));
}

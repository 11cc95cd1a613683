import { openDatabase, result } from './idb.ts';

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

import type { Backup } from '../backup/backup.ts';
import { entryKey } from '../backup/entry.ts';
import { type Context, openSession } from '../context.ts';
import type { WorkingCopy } from '../working-copy.ts';

/** The server does not have the session any more: all that is shown is unsaved now, and is kept as a session of its own. */
export async function detach<Content>(
  context: Context<Content>,
  copy: WorkingCopy,
  backup: Backup,
): Promise<void> {
  // A load that ended later would pass for the base again.
  await copy.ready;
  if (copy.closed || openSession(context) === null) return;
  const { clock, entries, journal, store } = context;
  const oldKey = entryKey(copy.info);
  copy.info = { ...copy.info, sessionId: null, base: null, createKey: clock.key() };
  copy.baseParts = null;
  copy.baseRootHash = null;
  copy.head = null;
  copy.attempts = [];
  store.dispatch({ type: 'sessionGone' });
  if (!(await backup.flush())) return;
  await journal.unpin(copy.info.bufferId);
  entries.remove(oldKey);
}

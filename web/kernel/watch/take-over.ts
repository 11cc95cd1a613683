import type { Backup } from '../backup/backup.ts';
import { type Context, openSession } from '../context.ts';
import { plainMetadata, type SessionMetadata } from '../metadata.ts';
import { withMetadata } from '../parts.ts';
import { setBase, type WorkingCopy } from '../working-copy.ts';

/** Takes over a title and description that moved on without the content, and were not changed here. */
export async function takeOver<Content>(
  context: Context<Content>,
  copy: WorkingCopy,
  backup: Backup,
  theirs: SessionMetadata,
): Promise<void> {
  const session = openSession(context);
  if (session === null) return;
  const metadata = plainMetadata(theirs);
  setBase(copy, theirs, copy.baseParts && withMetadata(copy.baseParts, metadata));
  const { local } = session;
  context.store.dispatch({ type: 'takenOver', persisted: theirs, metadata, local });
  // The head first: a title here that the base does not have is harmless, the reverse would undo theirs.
  await backup.flush();
  const rebased = await context.journal.rebase(copy.info, null);
  if (copy.closed) return;
  copy.baseRootHash = rebased.ok ? rebased.value.baseRootHash : null;
  if (!rebased.ok) copy.head = null;
  backup.report();
}

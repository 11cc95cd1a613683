import type { Backup } from '../backup/backup.ts';
import { type Context, openSession } from '../context.ts';
import { plainMetadata, type SessionMetadata, sameMetadata } from '../metadata.ts';
import { withMetadata } from '../parts.ts';
import { setBase, type WorkingCopy } from '../working-copy.ts';

/** Moves onto a newer version with the base's content; its title and description are shown unless they were changed here. */
export async function takeOver<Content>(
  context: Context<Content>,
  copy: WorkingCopy,
  backup: Backup,
  theirs: SessionMetadata,
): Promise<void> {
  const session = openSession(context);
  const { base } = copy.info;
  if (session === null || base === null) return;
  const { local } = session;
  const metadata = sameMetadata(session.metadata, base) ? plainMetadata(theirs) : session.metadata;
  setBase(copy, theirs, copy.baseParts && withMetadata(copy.baseParts, plainMetadata(theirs)));
  context.store.dispatch({ type: 'takenOver', persisted: theirs, metadata, local });
  // The head first: a title here that the base does not have is harmless, the reverse would undo theirs.
  await backup.flush();
  const rebased = await context.journal.rebase(copy.info, null);
  if (copy.closed) return;
  copy.baseRootHash = rebased.ok ? rebased.value.baseRootHash : null;
  if (!rebased.ok) {
    copy.head = null;
    backup.touch();
  }
  backup.report();
}

import type { Backup } from '../backup/backup.ts';
import { entryKey } from '../backup/entry.ts';
import { localOf } from '../backup/local-of.ts';
import { type Context, openSession } from '../context.ts';
import { plainMetadata, type SessionMetadata, sameMetadata } from '../metadata.ts';
import { metadataOf, withMetadata } from '../parts.ts';
import { type Attempt, setBase, type WorkingCopy } from '../working-copy.ts';

/**
 * The server holds what the attempt sent, as `persisted`. Exactly that is marked as saved: what was
 * edited since stays unsaved and backed up. A title given for this send alone (Save As) is taken
 * over, unless the title was edited since.
 */
export async function settle<Content>(
  context: Context<Content>,
  copy: WorkingCopy,
  backup: Backup,
  attempt: Attempt,
  persisted: SessionMetadata,
): Promise<void> {
  const { entries, journal, store, tabs } = context;
  const before = attempt.parts === null ? null : metadataOf(attempt.parts);
  const renamed = before !== null && !sameMetadata(before, persisted);
  const metadata = plainMetadata(persisted);
  const oldKey = entryKey(copy.info);

  const sentParts =
    attempt.parts && renamed ? withMetadata(attempt.parts, metadata) : attempt.parts;
  setBase(copy, persisted, sentParts);
  copy.attempts = [];
  if (attempt.packed) {
    copy.head = null;
    copy.baseRootHash = null;
  } else {
    const result = await journal.settle(copy.info, attempt.sent.generation);
    copy.baseRootHash = result.ok ? result.value.baseRootHash : null;
    if (!result.ok) copy.head = null;
    else if (renamed && copy.head !== null && sameMetadata(metadataOf(copy.head.parts), before)) {
      const parts = withMetadata(copy.head.parts, metadata);
      copy.head = { ...copy.head, rootHash: result.value.headRootHash, parts };
    }
    if (sentParts === null) await readBase(context, copy);
  }
  if (copy.closed) return;

  const session = openSession(context);
  if (session === null) return;
  const follows = renamed && sameMetadata(session.metadata, before);
  const shown = { ...session, metadata: follows ? metadata : session.metadata };
  const local = localOf(context, copy, shown);
  store.dispatch({ type: 'saved', persisted, metadata: shown.metadata, local });
  if (attempt.packed) await writeWhole(context, copy, backup);
  if (oldKey !== entryKey(copy.info)) entries.remove(oldKey);
  backup.report();
  if (local.kind === 'dirty') backup.touch();
  tabs.post({ type: 'head', metadata: persisted });
  context.onServerChange?.('sessions');
}

/**
 * The journal does not have what was sent: it gets head and base anew. Where it still cannot write,
 * what it has is dropped only if nothing of it is newer than what was saved.
 */
async function writeWhole<Content>(
  context: Context<Content>,
  copy: WorkingCopy,
  backup: Backup,
): Promise<void> {
  const { journal } = context;
  const { bufferId } = copy.info;
  if (await backup.flush()) {
    await journal.unpin(bufferId);
    const rebased = await journal.rebase(copy.info, null);
    if (rebased.ok) copy.baseRootHash = rebased.value.baseRootHash;
    return;
  }
  const session = openSession(context);
  if (session !== null && localOf(context, copy, session).kind === 'clean')
    await journal.remove(bufferId);
}

/** The base of a send from before this page was loaded is known to the journal alone. */
async function readBase<Content>(context: Context<Content>, copy: WorkingCopy): Promise<void> {
  const opened = await context.journal.open(copy.info.bufferId);
  if (opened.ok) copy.baseParts = opened.value.baseParts;
}

import type { Metadata, SessionMetadata } from '../ports/api.ts';
import type { BaseMove } from './facts.ts';
import { infoOf, NOTHING_UNCONFIRMED, type SessionState, sessionState } from './session-state.ts';
import { plainMetadata, sameMetadata, type Work, withDraftsOf, withoutDrafts } from './work.ts';

/** The one function that changes the base. What the journal has of it comes with `baseStored` or `loadStored`. */
export function moveBase<Content>(
  session: SessionState<Content>,
  move: BaseMove<Content>,
): SessionState<Content> {
  if (move.how === 'gone') return withoutBase(session, move.createKey);
  if (move.how === 'back') return withBaseAgain(session, move.to);
  const { to } = move;
  const moved: SessionState<Content> = {
    ...session,
    conflict: null,
    gone: null,
    isFromDevice: false,
    seenVersion: Math.max(session.seenVersion, to.version),
  };
  switch (move.how) {
    case 'saved': {
      const { work, packed } = move.attempt;
      // A title given for this send alone (Save As) is shown, unless the title was edited since.
      const rename = renaming<Content>(work?.metadata ?? to, to);
      return {
        ...moved,
        base: { metadata: to, work: work && rename(withoutDrafts(work)), rootHash: null },
        work: rename(session.work),
        buffer: { ...session.buffer, savePromised: false },
        head:
          session.head && !packed
            ? { ...session.head, work: rename(session.head.work), savePromised: false }
            : null,
        attempts: [],
        failure: null,
        access: 'open',
      };
    }
    case 'fastForward': {
      const { base } = session;
      if (base === null) return session;
      const rename = renaming<Content>(base.metadata, to);
      const work = base.work && rename(base.work);
      return { ...moved, base: { ...base, metadata: to, work }, work: rename(session.work) };
    }
    case 'merged':
      return {
        ...moved,
        base: { metadata: to, work: move.work, rootHash: null },
        attempts: [],
      };
    case 'reloaded':
      return {
        ...sessionState(session.buffer, withDraftsOf(session.work, move.work), {
          base: { metadata: to, work: move.work, rootHash: null },
          generation: session.generation + 1,
        }),
        identity: session.identity,
        running: session.running,
        access: session.access,
        isPolling: session.isPolling,
        seenVersion: moved.seenVersion,
      };
    case 'found':
      return { ...moved, base: { metadata: to, work: null, rootHash: null }, head: null };
  }
}

function withoutBase<Content>(
  session: SessionState<Content>,
  createKey: string,
): SessionState<Content> {
  return {
    ...session,
    buffer: { ...infoOf(session), createKey },
    base: null,
    head: null,
    unconfirmed: NOTHING_UNCONFIRMED,
    attempts: [],
    conflict: null,
    gone: session.base ?? session.gone,
  };
}

/** The base it had. Restored it has another ETag; a version made since is for the watcher to judge. */
function withBaseAgain<Content>(
  session: SessionState<Content>,
  to: SessionMetadata,
): SessionState<Content> {
  const { base, gone } = session;
  if (base !== null || gone === null) return session;
  const metadata = to.version === gone.metadata.version ? to : gone.metadata;
  return { ...session, base: { ...gone, metadata, rootHash: null }, gone: null, head: null };
}

/** What was called as before is called as the server calls it now. The same work stays the same object. */
function renaming<Content>(before: Metadata, to: Metadata): (work: Work<Content>) => Work<Content> {
  if (sameMetadata(before, to)) return (work) => work;
  const metadata = plainMetadata(to);
  return (work) => (sameMetadata(work.metadata, before) ? { ...work, metadata } : work);
}

import type { Metadata, SessionMetadata } from '../ports/api.ts';
import { type Attempt, infoOf, NO_HEAD, type SessionState, sessionState } from './session-state.ts';
import { plainMetadata, sameMetadata, type Work, withDraftsOf, withoutDrafts } from './work.ts';

/** A change of the base, and its reason. */
export type BaseMove =
  /** An attempt is known to have landed. */
  | { readonly how: 'saved'; readonly to: SessionMetadata; readonly attempt: Attempt }
  /** A newer version that conflicts with nothing here: its content is that of the base. */
  | { readonly how: 'fastForward'; readonly to: SessionMetadata }
  /** What is shown now includes all changes of the newer version. */
  | Theirs<'merged'>
  /** The newer version replaces what is shown. */
  | Theirs<'reloaded'>
  /** The session is on the server, but it is not known what exactly it contains. */
  | { readonly how: 'found'; readonly to: SessionMetadata }
  /** The session was deleted from the server; the next save creates a new one. */
  | { readonly how: 'gone'; readonly createKey: string }
  /** The deleted session is on the server again: somebody restored it. */
  | { readonly how: 'back'; readonly to: SessionMetadata };

interface Theirs<How> {
  readonly how: How;
  readonly to: SessionMetadata;
  readonly work: Work;
  /** The content as the server sent it, for the journal. */
  readonly contentText: string;
}

/** Facts about the base. */
export type BaseFact =
  | { readonly type: 'baseMoved'; readonly move: BaseMove }
  /** The journal has stored the base whose metadata is `of`. */
  | {
      readonly type: 'baseStored';
      readonly of: SessionMetadata;
      /** null if that failed: it is not known what the journal has as base. */
      readonly rootHash: string | null;
      /** The head's root hash, if the head changed too. */
      readonly headRootHash?: string;
      /** The content of the base, if only the journal knew it. */
      readonly work?: Work | null;
    }
  /** The journal has stored what was loaded, as head and base. */
  | {
      readonly type: 'loadStored';
      readonly of: SessionMetadata;
      readonly generation: number;
      readonly rootHash: string;
      readonly atMs: number;
    };

/** The only function that changes the base. `baseStored` and `loadStored` then say what the journal has of it. */
export function moveBase(session: SessionState, move: BaseMove): SessionState {
  if (move.how === 'gone') return withoutBase(session, move.createKey);
  if (move.how === 'back') return withBaseAgain(session, move.to);
  const { to } = move;
  const moved: SessionState = {
    ...session,
    conflict: null,
    gone: null,
    isFromDevice: false,
    // Versions of another session count for nothing.
    seenVersion: Math.max(
      to.id === session.base?.metadata.id ? session.seenVersion : 0,
      to.version,
    ),
  };
  switch (move.how) {
    case 'saved': {
      const { head } = session;
      const { work, packed } = move.attempt;
      // Save As has a title of its own. It is shown from now on, unless the title was edited meanwhile.
      const rename = renaming(work?.metadata ?? to, to);
      return {
        ...moved,
        base: { metadata: to, work: work && rename(withoutDrafts(work)), rootHash: null },
        work: rename(session.work),
        buffer: { ...session.buffer, savePromised: false },
        ...(packed
          ? NO_HEAD
          : { head: head && { ...head, work: rename(head.work), savePromised: false } }),
        attempts: [],
        failure: null,
        access: 'open',
      };
    }
    case 'fastForward': {
      const { base } = session;
      if (base === null) return session;
      const rename = renaming(base.metadata, to);
      const work = base.work && rename(base.work);
      return { ...moved, base: { ...base, metadata: to, work }, work: rename(session.work) };
    }
    case 'merged':
      return { ...moved, base: { metadata: to, work: move.work, rootHash: null }, attempts: [] };
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
      return { ...moved, ...NO_HEAD, base: { metadata: to, work: null, rootHash: null } };
  }
}

function withoutBase(session: SessionState, createKey: string): SessionState {
  return {
    ...session,
    buffer: { ...infoOf(session), createKey },
    ...NO_HEAD,
    base: null,
    attempts: [],
    conflict: null,
    gone: session.base ?? session.gone,
  };
}

/** Puts the deleted base back. A restored session has a new ETag; newer versions are left to the watcher. */
function withBaseAgain(session: SessionState, to: SessionMetadata): SessionState {
  const { base, gone } = session;
  if (base !== null || gone === null) return session;
  const metadata = to.version === gone.metadata.version ? to : gone.metadata;
  return { ...session, ...NO_HEAD, base: { ...gone, metadata, rootHash: null }, gone: null };
}

/** Gives work that has the title and description `before` those of `to`. Other work stays the same object. */
function renaming(before: Metadata, to: Metadata): (work: Work) => Work {
  if (sameMetadata(before, to)) return (work) => work;
  const metadata = plainMetadata(to);
  return (work) => (sameMetadata(work.metadata, before) ? { ...work, metadata } : work);
}

/**
 * Tells whether a version on the server is nothing new (`old`, `same`), a fast-forward or a conflict. Uses only
 * the server's version numbers and hashes, no clock. It is a fast-forward if its content is that of the base, and
 * title and description did not change on both sides.
 */
export function classify(
  { base, work, seenVersion }: Pick<SessionState, 'base' | 'work' | 'seenVersion'>,
  theirs: SessionMetadata,
): 'old' | 'same' | 'fastForward' | 'conflict' {
  if (theirs.version < seenVersion) return 'old';
  if (base === null || theirs.version < base.metadata.version) return 'same';
  // A session that was restored from the trash has the same version with a new ETag.
  if (theirs.etag === base.metadata.etag) return 'same';
  if (theirs.contentHash !== base.metadata.contentHash) return 'conflict';
  const mine = work.metadata;
  const changedByOne = sameMetadata(theirs, base.metadata) || sameMetadata(mine, base.metadata);
  return changedByOne || sameMetadata(mine, theirs) ? 'fastForward' : 'conflict';
}

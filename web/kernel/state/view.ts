import type { Metadata, SessionMetadata, SnapshotMetadata, Stored } from '../ports/api.ts';
import type { BufferSummary, JournalReason } from '../ports/journal.ts';
import type { Problem } from '../ports/problem.ts';
import { isCommitted, type KernelState, type SessionState } from './session-state.ts';
import { type Drafts, isSameWork, sameMetadata } from './work.ts';

/** What is to be opened. */
export type Target =
  | { readonly kind: 'session'; readonly id: string }
  | { readonly kind: 'snapshot'; readonly id: string };

/** What this device holds of the content. */
export type Local =
  | { readonly kind: 'clean' }
  /** Edited, not on disk yet. */
  | { readonly kind: 'dirty' }
  | { readonly kind: 'backedUp'; readonly atMs: number }
  | { readonly kind: 'notBackedUp'; readonly reason: JournalReason }
  /** The content names assets that are neither on this device nor in the cloud, so far as that is known. */
  | {
      readonly kind: 'notBackedUp';
      readonly reason: 'assetsLost';
      readonly hashes: readonly string[];
    };

/** What is going on between this device and the cloud. */
export type Cloud =
  | { readonly kind: 'idle' }
  | {
      readonly kind: 'saving' | 'snapshotting';
      readonly sinceMs: number;
      /** How much of a large body has gone; null where that is not known. */
      readonly sentPercent: number | null;
    }
  /** A save or a snapshot puts assets into the cloud first. */
  | { readonly kind: 'uploading'; readonly sentBytes: number; readonly totalBytes: number }
  /** Sent, and no word of how it ended: being found out. */
  | { readonly kind: 'unknownOutcome'; readonly of: 'save' | 'snapshot' }
  /** A save waits for the network. */
  | { readonly kind: 'offline' }
  /** Nothing can be sent; `waiting`: a save goes on after a sign-in. */
  | { readonly kind: 'signedOut'; readonly otherUser: boolean; readonly waiting: boolean }
  | { readonly kind: 'failed'; readonly of: 'save' | 'snapshot'; readonly problem: Problem };

/** What others do to the session on the server. */
export type Remote =
  | { readonly kind: 'unwatched' }
  | { readonly kind: 'watching' }
  | { readonly kind: 'polling' }
  /** `open` asks for a choice; `putAside` goes on editing under a banner. */
  | {
      readonly kind: 'conflict';
      readonly theirs: SessionMetadata;
      readonly attention: 'open' | 'putAside';
    }
  /** Deleted on the server, or no longer ours. */
  | { readonly kind: 'gone' };

/** Where recovered work comes from. */
export interface RecoveredFrom {
  readonly bufferId: string;
  readonly lastModifiedMs: number;
  /** The server's version it was based on; null if it was never saved. */
  readonly baseVersion: number | null;
  /** `resumed`: the same tab after a reload; `chosen`: picked from what was offered. */
  readonly how: 'resumed' | 'chosen';
}

export interface LoadedSession<Content> {
  readonly kind: 'Loaded';
  readonly mode: 'session';
  readonly metadata: Metadata;
  readonly content: Content;
  /** What is typed in editors and not part of the content, by the editor's key. */
  readonly drafts: Drafts;
  /** A save that was asked for waits, perhaps since before this page was loaded. */
  readonly savePromised: boolean;
  /** The server's state this content is based on; null until the first save. */
  readonly persisted: SessionMetadata | null;
  readonly recoveredFrom: RecoveredFrom | null;
  /** Opened from what this device holds: it is not known whether `persisted` is the newest version. */
  readonly isFromDevice: boolean;
  /** Bytes the content took in the cloud when last prepared; null before. */
  readonly storedBytes: number | null;
  /** An edit made in the moment before the page is left would not be kept. */
  readonly entryRefused: boolean;
  readonly local: Local;
  readonly cloud: Cloud;
  readonly remote: Remote;
}

/** Read-only: it has nothing local, so it can never become dirty. */
export interface LoadedSnapshot<Content> {
  readonly kind: 'Loaded';
  readonly mode: 'snapshot';
  readonly metadata: SnapshotMetadata;
  readonly content: Content;
}

export type State<Content> =
  /** `isPassing`: a session was put away, and what comes next is on its way. */
  | { readonly kind: 'Empty'; readonly isPassing?: true }
  /** Made from a template and not touched: nothing to lose yet. */
  | { readonly kind: 'NewSession'; readonly metadata: Metadata; readonly content: Content }
  /** Buffers that no living tab holds, offered; `target` is what the address asks for. */
  | {
      readonly kind: 'LocalRecovery';
      readonly target: Target | null;
      readonly buffers: readonly BufferSummary[];
    }
  | { readonly kind: 'BackendLoading'; readonly target: Target }
  | {
      readonly kind: 'Error';
      readonly target: Target;
      readonly problem: Problem;
      /** What came and could not be read. */
      readonly unread?: Stored<SessionMetadata | SnapshotMetadata> | undefined;
    }
  | LoadedSession<Content>
  | LoadedSnapshot<Content>;

/** The session of one's own that is open; null while there is none. */
function ownSession(state: State<unknown>): LoadedSession<unknown> | null {
  return state.kind === 'Loaded' && state.mode === 'session' ? state : null;
}

/** True while there is work here that the server does not hold. */
export function hasUnsavedChanges(state: State<unknown>): boolean {
  const session = ownSession(state);
  return session !== null && session.local.kind !== 'clean';
}

/** True while a conflict is to be asked about now: nobody has put it aside, and there is work that it is about. */
export function asksToResolve(state: State<unknown>): boolean {
  const remote = ownSession(state)?.remote;
  return hasUnsavedChanges(state) && remote?.kind === 'conflict' && remote.attention === 'open';
}

/** True while the sign-in of this browser is another person's than the work that is open. */
export function isSomebodyElseSignedIn(state: State<unknown>): boolean {
  const cloud = ownSession(state)?.cloud;
  return cloud?.kind === 'signedOut' && cloud.otherUser;
}

/**
 * What this device holds of a session. Clean where it is what the server has: the very work that was
 * loaded or saved, or by root hash (so that undoing an edit makes it clean again).
 */
export function localOf(session: SessionState<unknown>): Local {
  const { work, base, head, backupFailure } = session;
  if (base?.work && isSameWork(base.work, work)) return { kind: 'clean' };
  const committed = isCommitted(session) ? head : null;
  if (committed && committed.rootHash === base?.rootHash) return { kind: 'clean' };
  // Work that cannot be backed up stays so until a backup succeeds.
  if (!committed && backupFailure) return { kind: 'notBackedUp', reason: backupFailure };
  const { lostAssets: hashes } = head ?? {};
  if (hashes?.length) return { kind: 'notBackedUp', reason: 'assetsLost', hashes };
  return committed ? { kind: 'backedUp', atMs: committed.atMs } : { kind: 'dirty' };
}

export function isClean(session: SessionState<unknown>): boolean {
  return localOf(session).kind === 'clean';
}

/** What runs outranks what failed, and that outranks whether the server can be reached. */
export function cloudOf({ running, failure, access }: SessionState<unknown>): Cloud {
  const of = running?.what === 'snapshot' ? 'snapshot' : 'save';
  const phase = running?.phase;
  if (phase?.kind === 'sending') {
    const { kind: _, ...how } = phase;
    return { kind: of === 'save' ? 'saving' : 'snapshotting', ...how };
  }
  if (phase?.kind === 'uploading') return phase;
  if (phase?.kind === 'unknown') return { kind: 'unknownOutcome', of };
  const waiting = phase?.kind === 'waiting';
  if (failure !== null && !waiting) return { kind: 'failed', ...failure };
  const reason = waiting ? phase.reason : access;
  if (reason === 'open') return { kind: 'idle' };
  if (reason === 'offline') return { kind: 'offline' };
  return { kind: 'signedOut', otherUser: reason === 'otherUser', waiting };
}

export function remoteOf({ base, conflict, gone, isPolling }: SessionState<unknown>): Remote {
  if (gone !== null) return { kind: 'gone' };
  if (conflict !== null) return conflict;
  if (base === null) return { kind: 'unwatched' };
  return { kind: isPolling ? 'polling' : 'watching' };
}

const NO_DRAFTS: Drafts = {};

/** What shows of the state. */
export function viewOf<Content>(state: KernelState<Content>): State<Content> {
  if (state.kind !== 'Session') return state;
  const { content, metadata } = state.work;
  if (!state.isTouched) return { kind: 'NewSession', metadata, content };
  return {
    kind: 'Loaded',
    mode: 'session',
    metadata,
    content,
    drafts: state.work.drafts ?? NO_DRAFTS,
    savePromised: state.buffer.savePromised ?? false,
    persisted: state.base?.metadata ?? null,
    recoveredFrom: state.recoveredFrom,
    isFromDevice: state.isFromDevice,
    storedBytes: state.storedBytes,
    entryRefused: state.entryRefused,
    local: localOf(state),
    cloud: cloudOf(state),
    remote: remoteOf(state),
  } satisfies LoadedSession<Content>;
}

/** Whether two views show the same. What is derived is made anew each time, so it is compared by its values. */
export function isSameView(a: State<unknown>, b: State<unknown>): boolean {
  return haveSame(
    a,
    b,
    (left, right, key) => Object.is(left, right) || (DERIVED.has(key) && haveSame(left, right)),
  );
}

/** Whether two objects have the same values under the same keys. */
function haveSame(
  a: object,
  b: object,
  isSame: (left: never, right: never, key: string) => boolean = Object.is,
): boolean {
  const left = Object.entries(a);
  const right = new Map(Object.entries(b));
  return (
    left.length === right.size &&
    left.every(([key, value]) => isSame(value as never, right.get(key) as never, key))
  );
}

const DERIVED: ReadonlySet<string> = new Set(['local', 'cloud', 'remote']);

/**
 * What a version on the server means for what is open here: nothing (`old`, `same`), a fast-forward,
 * or a conflict. Compares the server's numbers with the server's numbers, never with a clock of ours.
 * Fast-forward: the content is the base's (still, or again), and title and description did not change
 * on both sides.
 */
export function classify(
  { base, work, seenVersion }: Pick<SessionState<unknown>, 'base' | 'work' | 'seenVersion'>,
  theirs: SessionMetadata,
): 'old' | 'same' | 'fastForward' | 'conflict' {
  if (theirs.version < seenVersion) return 'old';
  if (base === null || theirs.version < base.metadata.version) return 'same';
  // Restored from the trash, the same version has another ETag.
  if (theirs.etag === base.metadata.etag) return 'same';
  if (theirs.contentHash !== base.metadata.contentHash) return 'conflict';
  const mine = work.metadata;
  const changedByOne = sameMetadata(theirs, base.metadata) || sameMetadata(mine, base.metadata);
  return changedByOne || sameMetadata(mine, theirs) ? 'fastForward' : 'conflict';
}

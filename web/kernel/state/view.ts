import type { Metadata, SessionMetadata, SnapshotMetadata, Stored } from '../ports/api.ts';
import type { BufferSummary, JournalReason } from '../ports/journal.ts';
import type { Problem } from '../ports/problem.ts';
import { isCommitted, type KernelState, type SessionState } from './session-state.ts';
import { type Drafts, isSameWork, sameJson } from './work.ts';

/** What the address asks for. */
export type Target =
  | { readonly kind: 'session'; readonly id: string }
  | { readonly kind: 'snapshot'; readonly id: string };

/** Whether this device has backed up the work. */
export type Local =
  | { readonly kind: 'clean' }
  /** Edited, and not committed yet. */
  | { readonly kind: 'dirty' }
  | { readonly kind: 'backedUp'; readonly atMs: number }
  | { readonly kind: 'notBackedUp'; readonly reason: JournalReason }
  /** The content names assets that are neither on this device nor, as far as is known, in the cloud. */
  | {
      readonly kind: 'notBackedUp';
      readonly reason: 'assetsLost';
      readonly hashes: readonly string[];
    };

/** What is under way between this device and the cloud. */
export type Cloud =
  | { readonly kind: 'idle' }
  | {
      readonly kind: 'saving' | 'snapshotting';
      /** How much of a large body has been sent; null if that is not known. */
      readonly sentPercent: number | null;
    }
  /** A save or a snapshot uploads assets first. */
  | { readonly kind: 'uploading'; readonly sentBytes: number; readonly totalBytes: number }
  /** Sent, with an unknown outcome that is being found out. */
  | { readonly kind: 'unknownOutcome'; readonly of: 'save' | 'snapshot' }
  /** A save waits for the network. */
  | { readonly kind: 'offline' }
  /** Nothing can be sent. `waiting`: a save resumes after a sign-in. */
  | { readonly kind: 'signedOut'; readonly otherUser: boolean; readonly waiting: boolean }
  | { readonly kind: 'failed'; readonly of: 'save' | 'snapshot'; readonly problem: Problem };

/** What others have done to the session on the server. */
export type Remote =
  | { readonly kind: 'unwatched' }
  | { readonly kind: 'watching' }
  | { readonly kind: 'polling' }
  /** `open`: the person is asked to choose. `putAside`: they continue to edit, with a banner. */
  | {
      readonly kind: 'conflict';
      readonly theirs: SessionMetadata;
      readonly attention: 'open' | 'putAside';
    }
  /** Deleted from the server, or owned by somebody else now. */
  | { readonly kind: 'gone' };

/** Where recovered work came from. */
export interface RecoveredFrom {
  readonly bufferId: string;
  readonly lastModifiedMs: number;
  /** The server's version that it is based on; null if it was never saved. */
  readonly baseVersion: number | null;
  /** `resumed`: by a reload of the same tab. `chosen`: by the person, from the offers. */
  readonly how: 'resumed' | 'chosen';
}

export interface LoadedSession<Content> {
  readonly kind: 'Loaded';
  readonly mode: 'session';
  readonly metadata: Metadata;
  readonly content: Content;
  /** Text in editors that is not part of the content yet, by the editor's key. */
  readonly drafts: Drafts;
  /** A save waits. The person may have asked for it before this page was loaded. */
  readonly savePromised: boolean;
  /** The server's version that the content is based on; null before the first save. */
  readonly persisted: SessionMetadata | null;
  readonly recoveredFrom: RecoveredFrom | null;
  /** Opened from this device: it is not known whether `persisted` is the newest version. */
  readonly isFromDevice: boolean;
  /** Size of the content in the cloud when it was last prepared; null before. */
  readonly storedBytes: number | null;
  /** An edit made just before page unload would be lost. */
  readonly entryRefused: boolean;
  readonly local: Local;
  readonly cloud: Cloud;
  readonly remote: Remote;
}

/** A snapshot is read-only, so it never has unsaved changes. */
export interface LoadedSnapshot<Content> {
  readonly kind: 'Loaded';
  readonly mode: 'snapshot';
  readonly metadata: SnapshotMetadata;
  readonly content: Content;
}

export type State<Content> =
  /** `isPassing`: a session was closed, and something else is about to be opened. */
  | { readonly kind: 'Empty'; readonly isPassing?: true }
  /** A new session that was never edited: there is nothing to lose yet. */
  | { readonly kind: 'NewSession'; readonly metadata: Metadata; readonly content: Content }
  /** Offers buffers that no open tab holds. `target`: what the address asks for. */
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
      /** What the server sent, and could not be read. */
      readonly unread?: Stored<SessionMetadata | SnapshotMetadata> | undefined;
    }
  | LoadedSession<Content>
  | LoadedSnapshot<Content>;

/** The open session; null if there is none, or a snapshot is open. */
function ownSession(state: State<unknown>): LoadedSession<unknown> | null {
  return state.kind === 'Loaded' && state.mode === 'session' ? state : null;
}

/** True while there is work that the server does not have. */
export function hasUnsavedChanges(state: State<unknown>): boolean {
  const session = ownSession(state);
  return session !== null && session.local.kind !== 'clean';
}

/** True while the person is to be asked about a conflict: there are unsaved changes, and it was not put aside. */
export function asksToResolve(state: State<unknown>): boolean {
  const remote = ownSession(state)?.remote;
  return hasUnsavedChanges(state) && remote?.kind === 'conflict' && remote.attention === 'open';
}

/** True while another user than the owner of the open work is signed in. */
export function isSomebodyElseSignedIn(state: State<unknown>): boolean {
  const cloud = ownSession(state)?.cloud;
  return cloud?.kind === 'signedOut' && cloud.otherUser;
}

/**
 * Derives `local`. The work is clean if it is the same object as the base's, or has the same root hash:
 * so undoing an edit makes it clean again.
 */
export function localOf(session: SessionState): Local {
  const { work, base, head, backupFailure } = session;
  if (base?.work && isSameWork(base.work, work)) return { kind: 'clean' };
  const committed = isCommitted(session) ? head : null;
  const isHeadSaved = head?.rootHash === base?.rootHash;
  if (committed && isHeadSaved) return { kind: 'clean' };
  // After a failed backup this stays until one succeeds.
  if (!committed && backupFailure) return { kind: 'notBackedUp', reason: backupFailure };
  const { lostAssets: hashes, unstored } = head ?? {};
  // The cloud has what was saved.
  if (unstored && !isHeadSaved) return { kind: 'notBackedUp', reason: unstored };
  if (hashes?.length) return { kind: 'notBackedUp', reason: 'assetsLost', hashes };
  return committed ? { kind: 'backedUp', atMs: committed.atMs } : { kind: 'dirty' };
}

export function isClean(session: SessionState): boolean {
  return localOf(session).kind === 'clean';
}

/** Derives `cloud`: what runs comes before what failed, and that before whether the server can be reached. */
export function cloudOf({ running, failure, access }: SessionState): Cloud {
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
  // What has waited is about to be sent.
  if (access === 'open') return waiting ? { kind: 'saving', sentPercent: null } : { kind: 'idle' };
  if (access === 'offline') return { kind: 'offline' };
  return { kind: 'signedOut', otherUser: access === 'otherUser', waiting };
}

export function remoteOf({ base, conflict, gone, isPolling }: SessionState): Remote {
  if (gone !== null) return { kind: 'gone' };
  if (conflict !== null) return conflict;
  if (base === null) return { kind: 'unwatched' };
  return { kind: isPolling ? 'polling' : 'watching' };
}

const NO_DRAFTS: Drafts = {};

/** What the screens see of the state. */
export function viewOf(state: KernelState): State<unknown> {
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
  } satisfies LoadedSession<unknown>;
}

/** True if two views show the same. `local`, `cloud` and `remote` are new objects each time, so their fields are compared. */
export function isSameView(a: State<unknown>, b: State<unknown>): boolean {
  const others = new Map<string, unknown>(Object.entries(b));
  const isSame = ([key, value]: [string, unknown]) =>
    value === others.get(key) || (DERIVED.has(key) && sameJson(value, others.get(key)));
  const all = Object.entries(a);
  return all.length === others.size && all.every(isSame);
}

const DERIVED: ReadonlySet<string> = new Set(['local', 'cloud', 'remote']);

import type { Metadata, SessionMetadata, SnapshotMetadata } from '../ports/api.ts';
import type { BufferSummary, JournalReason } from '../ports/journal.ts';
import type { Problem } from '../problem.ts';

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
  | { readonly kind: 'notBackedUp'; readonly reason: JournalReason };

/** What is going on between this device and the cloud. */
export type Cloud =
  | { readonly kind: 'idle' }
  | { readonly kind: 'saving'; readonly sinceMs: number }
  | { readonly kind: 'snapshotting'; readonly sinceMs: number }
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
  /** The server's state this content is based on; null until the first save. */
  readonly persisted: SessionMetadata | null;
  readonly recoveredFrom: RecoveredFrom | null;
  /** Bytes the content took in the cloud when last prepared; null before. */
  readonly storedBytes: number | null;
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
  | { readonly kind: 'Error'; readonly target: Target; readonly problem: Problem }
  | LoadedSession<Content>
  | LoadedSnapshot<Content>;

/** True while there is work here that the server does not hold. */
export function hasUnsavedChanges(state: State<unknown>): boolean {
  return state.kind === 'Loaded' && state.mode === 'session' && state.local.kind !== 'clean';
}

/** True while the sign-in of this browser is another person's than the work that is open. */
export function isSomebodyElseSignedIn(state: State<unknown>): boolean {
  return (
    state.kind === 'Loaded' &&
    state.mode === 'session' &&
    state.cloud.kind === 'signedOut' &&
    state.cloud.otherUser
  );
}

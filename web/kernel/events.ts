import type { Metadata, SessionMetadata, SnapshotMetadata } from './metadata.ts';
import type { BufferSummary, JournalReason } from './ports/journal.ts';
import type { Problem } from './problem.ts';
import type { LoadedSession, RecoveredFrom, Target } from './state.ts';

/** Everything that can happen, as facts. The reducer ignores a fact that means nothing where it comes. */
export type Event<Content> =
  | { readonly type: 'closed'; readonly isPassing?: true }
  | { readonly type: 'opening'; readonly target: Target }
  | { readonly type: 'openFailed'; readonly target: Target; readonly problem: Problem }
  | {
      readonly type: 'offered';
      readonly target: Target | null;
      readonly buffers: readonly BufferSummary[];
    }
  | { readonly type: 'created'; readonly metadata: Metadata; readonly content: Content }
  | {
      readonly type: 'opened';
      readonly metadata: Metadata;
      readonly content: Content;
      readonly persisted: SessionMetadata | null;
      readonly recoveredFrom: RecoveredFrom | null;
      readonly local: LoadedSession<Content>['local'];
    }
  | {
      readonly type: 'snapshotOpened';
      readonly metadata: SnapshotMetadata;
      readonly content: Content;
    }
  | { readonly type: 'edited'; readonly metadata: Metadata; readonly content: Content }
  /** The content shown now is on disk. */
  | { readonly type: 'backedUp'; readonly atMs: number }
  | { readonly type: 'backupFailed'; readonly reason: JournalReason }
  /** The content shown now is what the server holds as `persisted`. */
  | { readonly type: 'cleaned' }
  | { readonly type: 'sendStarted'; readonly of: 'save' | 'snapshot'; readonly atMs: number }
  | { readonly type: 'prepared'; readonly storedBytes: number }
  | { readonly type: 'outcomeUnknown'; readonly of: 'save' | 'snapshot' }
  | { readonly type: 'wentOffline' }
  /** `waiting`: a save goes on when the person has signed in again. */
  | { readonly type: 'signedOut'; readonly otherUser: boolean; readonly waiting: boolean }
  | { readonly type: 'sendFailed'; readonly of: 'save' | 'snapshot'; readonly problem: Problem }
  /** The send ended without a word of its own: a snapshot was made, or a conflict was found. */
  | { readonly type: 'sendEnded' }
  /** The server holds `persisted`; `local` says what that leaves unsaved here. */
  | {
      readonly type: 'saved';
      readonly persisted: SessionMetadata;
      readonly metadata: Metadata;
      readonly local: LoadedSession<Content>['local'];
    }
  | { readonly type: 'watchStarted' }
  | { readonly type: 'pollStarted' }
  /** Nothing new; `answered` is false when the server could not be asked. */
  | { readonly type: 'pollEnded'; readonly answered: boolean }
  /** What is shown is now based on `persisted`, without having been saved. */
  | {
      readonly type: 'takenOver';
      readonly persisted: SessionMetadata;
      readonly metadata: Metadata;
      readonly local: LoadedSession<Content>['local'];
    }
  | {
      readonly type: 'conflictFound';
      readonly theirs: SessionMetadata;
      /** Ask again even if this conflict was put aside. */
      readonly insist: boolean;
    }
  | { readonly type: 'conflictPutAside' }
  | { readonly type: 'sessionGone' };

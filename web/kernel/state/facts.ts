import type { SessionMetadata, SnapshotMetadata, Stored } from '../ports/api.ts';
import type { BufferSummary, JournalReason } from '../ports/journal.ts';
import type { Problem } from '../ports/problem.ts';
import type { Attempt, Running, SessionState } from './session-state.ts';
import type { Target } from './view.ts';
import type { Work } from './work.ts';

/** Everything that can happen. The reducer ignores a fact that means nothing where it comes. */
export type Fact<Content> =
  /** `isPassing`: what comes next is on its way. */
  | { readonly type: 'closed'; readonly isPassing?: true }
  | { readonly type: 'opening'; readonly target: Target }
  | {
      readonly type: 'openFailed';
      readonly target: Target;
      readonly problem: Problem;
      readonly unread?: Stored<SessionMetadata | SnapshotMetadata> | undefined;
    }
  | {
      readonly type: 'offered';
      readonly target: Target | null;
      readonly buffers: readonly BufferSummary[];
    }
  | { readonly type: 'opened'; readonly session: SessionState<Content> }
  | {
      readonly type: 'snapshotOpened';
      readonly metadata: SnapshotMetadata;
      readonly content: Content;
    }
  | SessionFact<Content>;

/** What happens to the session that is open. */
export type SessionFact<Content> =
  | { readonly type: 'edited'; readonly work: Work<Content>; readonly atMs: number }
  | BackupFact<Content>
  | BaseFact<Content>
  | SendFact<Content>
  | WatchFact;

type BackupFact<Content> =
  | {
      readonly type: 'commitStarted';
      readonly generation: number;
      readonly names: readonly string[];
    }
  | {
      readonly type: 'committed';
      readonly generation: number;
      readonly rootHash: string;
      readonly work: Work<Content>;
      readonly isSmall: boolean;
      readonly atMs: number;
      readonly lostAssets?: readonly string[];
      readonly savePromised?: boolean | undefined;
    }
  /** The head has all of `work`: nothing had to be written. */
  | {
      readonly type: 'foundOnDisk';
      readonly work: Work<Content>;
      readonly lostAssets?: readonly string[];
    }
  /** Of the assets that the head's `work` names, these are neither on this device nor known to be in the cloud. */
  | {
      readonly type: 'assetsLost';
      readonly work: Work<Content>;
      readonly hashes: readonly string[];
    }
  | { readonly type: 'commitFailed'; readonly reason: JournalReason }
  /** What the journal has is not what this tab takes for its head. */
  | { readonly type: 'headLost' }
  /** The synchronous store was to keep an entry that names `generation`, and took it or refused it. */
  | { readonly type: 'entryTried'; readonly generation: number; readonly isTaken: boolean }
  /** Another tab took the buffer: the work goes on in one of its own. */
  | { readonly type: 'bufferReplaced'; readonly bufferId: string; readonly createKey: string };

/** Why the work is based on another version, or on none. */
export type BaseMove<Content> =
  /** An attempt is known to have landed. */
  | { readonly how: 'saved'; readonly to: SessionMetadata; readonly attempt: Attempt<Content> }
  /** A newer version with the content of the base: nothing here conflicts. */
  | { readonly how: 'fastForward'; readonly to: SessionMetadata }
  /** What is shown contains all of theirs by now. */
  | Theirs<'merged', Content>
  /** Theirs takes the place of what is shown. */
  | Theirs<'reloaded', Content>
  /** The server has it, and what exactly it holds is not known. */
  | { readonly how: 'found'; readonly to: SessionMetadata }
  /** The server does not have it any more; the next save makes a session of its own. */
  | { readonly how: 'gone'; readonly createKey: string }
  /** What was gone is on the server again: somebody has restored it. */
  | { readonly how: 'back'; readonly to: SessionMetadata };

interface Theirs<How, Content> {
  readonly how: How;
  readonly to: SessionMetadata;
  readonly work: Work<Content>;
  /** As the server sent it, for the journal. */
  readonly contentText: string;
}

type BaseFact<Content> =
  | { readonly type: 'baseMoved'; readonly move: BaseMove<Content> }
  /** The journal has followed to the base that `of` names. */
  | {
      readonly type: 'baseStored';
      readonly of: SessionMetadata;
      /** null where it has not: what it has is not known. */
      readonly rootHash: string | null;
      /** Of the head, where it followed as well. */
      readonly headRootHash?: string;
      /** What the base holds, where only the journal knew. */
      readonly work?: Work<Content> | null;
    }
  /** The journal has taken in what was loaded: it is head and base. */
  | {
      readonly type: 'loadStored';
      readonly of: SessionMetadata;
      readonly generation: number;
      readonly rootHash: string;
      readonly atMs: number;
    };

type SendFact<Content> =
  | { readonly type: 'runStarted'; readonly what: Running['what'] }
  | { readonly type: 'runChanged'; readonly phase: Running['phase'] }
  | { readonly type: 'runEnded' }
  /** A save that was asked for waits, or has ended. */
  | { readonly type: 'savePromised'; readonly isPromised: boolean }
  | { readonly type: 'prepared'; readonly storedBytes: number }
  | { readonly type: 'attemptMade'; readonly attempt: Attempt<Content> }
  | { readonly type: 'attemptsDropped'; readonly attempts: readonly Attempt<Content>[] }
  /** The server has answered as it should. */
  | { readonly type: 'sent' }
  | { readonly type: 'sendFailed'; readonly of: 'save' | 'snapshot'; readonly problem: Problem }
  | { readonly type: 'accessChanged'; readonly access: SessionState<Content>['access'] };

type WatchFact =
  | { readonly type: 'pollStarted' }
  /** `isAnswered`: it is known where the session stands. */
  | { readonly type: 'pollEnded'; readonly isAnswered?: boolean }
  | { readonly type: 'versionSeen'; readonly version: number }
  | {
      readonly type: 'conflictFound';
      readonly theirs: SessionMetadata;
      /** Ask again even if this conflict was put aside. */
      readonly insist: boolean;
    }
  | { readonly type: 'conflictPutAside' };

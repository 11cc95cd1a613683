import type { SessionMetadata } from '../ports/api.ts';
import type { JournalReason } from '../ports/journal.ts';
import type { Problem } from '../ports/problem.ts';
import type { Attempt, KernelState, Running, SessionState } from './session-state.ts';
import type { Work } from './work.ts';

/** Everything that can change the state. The reducer ignores facts that do not apply to the current state. */
export type Fact<Content> =
  /** Something else is open, is being opened or is offered: nothing of the state before stays. */
  { readonly type: 'replaced'; readonly by: KernelState<Content> } | SessionFact<Content>;

/** Facts about the open session. */
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
  /** The head already contains `work`: nothing had to be written. */
  | {
      readonly type: 'foundOnDisk';
      readonly work: Work<Content>;
      readonly lostAssets?: readonly string[];
    }
  /** `work` is the head's. Of the assets that it names, `hashes` are neither on this device nor known to be in the cloud. */
  | {
      readonly type: 'assetsLost';
      readonly work: Work<Content>;
      readonly hashes: readonly string[];
    }
  | { readonly type: 'commitFailed'; readonly reason: JournalReason }
  /** The journal's head is not the one that this tab knows. */
  | { readonly type: 'headLost' }
  /** An entry of `generation` was written to localStorage, or refused. */
  | { readonly type: 'entryTried'; readonly generation: number; readonly isTaken: boolean }
  /** Another tab took the buffer: this tab continues in a new one. */
  | { readonly type: 'bufferReplaced'; readonly bufferId: string; readonly createKey: string };

/** A change of the base, and its reason. */
export type BaseMove<Content> =
  /** An attempt is known to have landed. */
  | { readonly how: 'saved'; readonly to: SessionMetadata; readonly attempt: Attempt<Content> }
  /** A newer version that conflicts with nothing here: its content is that of the base. */
  | { readonly how: 'fastForward'; readonly to: SessionMetadata }
  /** What is shown now includes all changes of the newer version. */
  | Theirs<'merged', Content>
  /** The newer version replaces what is shown. */
  | Theirs<'reloaded', Content>
  /** The session is on the server, but it is not known what exactly it contains. */
  | { readonly how: 'found'; readonly to: SessionMetadata }
  /** The session was deleted from the server; the next save creates a new one. */
  | { readonly how: 'gone'; readonly createKey: string }
  /** The deleted session is on the server again: somebody restored it. */
  | { readonly how: 'back'; readonly to: SessionMetadata };

interface Theirs<How, Content> {
  readonly how: How;
  readonly to: SessionMetadata;
  readonly work: Work<Content>;
  /** The content as the server sent it, for the journal. */
  readonly contentText: string;
}

type BaseFact<Content> =
  | { readonly type: 'baseMoved'; readonly move: BaseMove<Content> }
  /** The journal has stored the base whose metadata is `of`. */
  | {
      readonly type: 'baseStored';
      readonly of: SessionMetadata;
      /** null if that failed: it is not known what the journal has as base. */
      readonly rootHash: string | null;
      /** The head's root hash, if the head changed too. */
      readonly headRootHash?: string;
      /** The content of the base, if only the journal knew it. */
      readonly work?: Work<Content> | null;
    }
  /** The journal has stored what was loaded, as head and base. */
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
  /** The person asked for a save that has to wait (true), or it has ended (false). */
  | { readonly type: 'savePromised'; readonly isPromised: boolean }
  | { readonly type: 'prepared'; readonly storedBytes: number }
  | { readonly type: 'attemptMade'; readonly attempt: Attempt<Content> }
  | { readonly type: 'attemptsDropped'; readonly attempts: readonly Attempt<Content>[] }
  /** The server has responded normally. */
  | { readonly type: 'sent' }
  | { readonly type: 'sendFailed'; readonly of: 'save' | 'snapshot'; readonly problem: Problem }
  | { readonly type: 'accessChanged'; readonly access: SessionState<Content>['access'] };

type WatchFact =
  | { readonly type: 'pollStarted' }
  /** `isAnswered`: the server said which version is the newest. */
  | { readonly type: 'pollEnded'; readonly isAnswered?: boolean }
  | { readonly type: 'versionSeen'; readonly version: number }
  | {
      readonly type: 'conflictFound';
      readonly theirs: SessionMetadata;
      /** Ask the person again, even if they put this conflict aside. */
      readonly insist: boolean;
    }
  | { readonly type: 'conflictPutAside' };

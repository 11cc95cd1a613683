import type { SessionMetadata } from '../ports/api.ts';
import type { BufferInfo, JournalReason, Sent } from '../ports/journal.ts';
import type { Problem } from '../ports/problem.ts';
import type { LoadedSession, RecoveredFrom, Remote, State } from './view.ts';
import { isSameWork, type Work } from './work.ts';

/** The whole state of the kernel. `viewOf` derives from it what the screens see. */
export type KernelState =
  | Exclude<State<unknown>, LoadedSession<unknown> | { readonly kind: 'NewSession' }>
  | SessionState;

/** The server's version that the work is based on. */
export interface Base {
  readonly metadata: SessionMetadata;
  /** The content of that version; null if it is not known. */
  readonly work: Work | null;
  /** The root hash of the base in the journal; null while the journal does not have it. */
  readonly rootHash: string | null;
}

/** Assets that a work names and that are not stored on this device. */
export interface Lacking {
  /** Those that are not in the cloud either, as far as is known. Absent: not checked. */
  readonly lostAssets?: readonly string[];
  /** Why some are only in the memory of this page; absent or null if none are. */
  readonly unstored?: JournalReason | null | undefined;
}

/** The last state of the work that the journal is known to have. */
export interface Head extends Lacking {
  readonly generation: number;
  readonly rootHash: string;
  readonly work: Work;
  /** Small enough that the entry contains all of it. */
  readonly isSmall: boolean;
  /** When it was committed. */
  readonly atMs: number;
  /** `savePromised` as the journal has it. */
  readonly savePromised?: boolean | undefined;
}

/** One request body that was sent or is about to be, and the work that it was made from. */
export interface Attempt {
  readonly sent: Sent;
  /** null if it was sent before this page was loaded. */
  readonly work: Work | null;
  /** Made from the work in memory, because the journal does not hold it. */
  readonly packed: boolean;
}

export type WaitReason = 'offline' | 'signedOut' | 'otherUser';

/** The send or base move that runs now. Only one runs at a time. */
export interface Running {
  readonly what: 'save' | 'copy' | 'snapshot' | 'move';
  readonly phase:
    | { readonly kind: 'starting' }
    | {
        readonly kind: 'sending';
        /** How much of a large body has been sent; null while that is not known. */
        readonly sentPercent: number | null;
      }
    /** Assets are uploaded first. `totalBytes`: of all assets that the server lacked. */
    | { readonly kind: 'uploading'; readonly sentBytes: number; readonly totalBytes: number }
    /** Sent, with an unknown outcome that is being found out. */
    | { readonly kind: 'unknown' }
    /** Until `access` is open again. */
    | { readonly kind: 'waiting' };
}

/** The complete, immutable state of the open session. */
export interface SessionState {
  readonly kind: 'Session';
  /** Distinguishes this session from those that this page opened before and after it. */
  readonly identity: symbol;
  readonly work: Work;
  /** False for a new session that was never edited or sent: there is nothing to lose yet. */
  readonly isTouched: boolean;
  readonly recoveredFrom: RecoveredFrom | null;

  /** Without a base, `sessionId` is the deleted session that this was, so that its address still leads here. */
  readonly buffer: Omit<BufferInfo, 'base'>;
  /** null: the session is not on the server, not yet or no longer. */
  readonly base: Base | null;
  /** null: the next commit writes all parts. */
  readonly head: Head | null;
  /** The highest generation used so far. */
  readonly generation: number;
  /** Commits that are not confirmed: each may already be the head of the journal. `names`: the parts that they changed. */
  readonly unconfirmed: {
    readonly generations: readonly number[];
    readonly names: readonly string[];
  };
  /** Why the last commit failed; null if it succeeded. */
  readonly backupFailure: JournalReason | null;

  /** localStorage refused the last entry, so an edit is not safe before it is committed. */
  readonly entryRefused: boolean;

  /** Requests that were sent, or are about to be, and whose outcome is unknown. */
  readonly attempts: readonly Attempt[];
  readonly running: Running | null;
  /** Why the last send failed; null again after the next edit or send. */
  readonly failure: { readonly of: 'save' | 'snapshot'; readonly problem: Problem } | null;
  /** Whether this user can reach the server, as last seen; `open` again when a save that waited goes on. */
  readonly access: 'open' | WaitReason;
  readonly storedBytes: number | null;

  readonly conflict: Extract<Remote, { readonly kind: 'conflict' }> | null;
  /** The base that was deleted from the server, or belongs to somebody else now; else null. */
  readonly gone: Base | null;
  readonly isPolling: boolean;
  /** Opened from this device: the server has not said yet whether that is the newest version. */
  readonly isFromDevice: boolean;
  /** The highest version of the session that this tab has seen. */
  readonly seenVersion: number;
}

/** The state of a session when it is opened. `known`: the fields that differ from a new session. */
export function sessionState(
  buffer: SessionState['buffer'],
  work: Work,
  known: Partial<SessionState> = {},
): SessionState {
  return {
    kind: 'Session',
    identity: Symbol('session'),
    work,
    isTouched: true,
    recoveredFrom: null,
    buffer,
    base: null,
    ...NO_HEAD,
    generation: 0,
    backupFailure: null,
    entryRefused: false,
    attempts: [],
    running: null,
    failure: null,
    access: 'open',
    storedBytes: null,
    conflict: null,
    gone: null,
    isPolling: false,
    isFromDevice: false,
    seenVersion: known.base?.metadata.version ?? 0,
    ...known,
  };
}

/** The next commit writes all parts, and the base with them. A commit under way does not become the head. */
export const NO_HEAD = { head: null, unconfirmed: { generations: [], names: [] } } as const;

/** The info that the journal stores with every write. */
export function infoOf({ buffer, base }: SessionState): BufferInfo {
  const metadata = base?.metadata ?? null;
  return { ...buffer, sessionId: metadata?.id ?? buffer.sessionId, base: metadata };
}

/** True if the journal has what is shown. */
export function isCommitted({ head, work }: SessionState): boolean {
  return head !== null && isSameWork(head.work, work);
}

/** True if the journal has what is shown, and knows whether a save waits. */
export function isOnDisk(session: SessionState): boolean {
  return isCommitted(session) && isPromiseOnDisk(session);
}

/** True if the journal knows whether a save waits. */
export function isPromiseOnDisk({ head, buffer }: SessionState): boolean {
  return !head?.savePromised === !buffer.savePromised;
}

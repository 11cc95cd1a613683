import type { SessionMetadata } from '../ports/api.ts';
import type { BufferInfo, JournalReason, Sent } from '../ports/journal.ts';
import type { Problem } from '../ports/problem.ts';
import type { LoadedSession, RecoveredFrom, Remote, State } from './view.ts';
import { isSameWork, type Work } from './work.ts';

/** All that the kernel knows. What shows of it is the view (`viewOf`). */
export type KernelState<Content> =
  | Exclude<State<Content>, LoadedSession<Content> | { readonly kind: 'NewSession' }>
  | SessionState<Content>;

/** The server's version that the work is based on. */
export interface Base<Content> {
  readonly metadata: SessionMetadata;
  /** What the server holds as that version; null where it is not known. */
  readonly work: Work<Content> | null;
  /** As the journal has it; null while it has not. */
  readonly rootHash: string | null;
}

/** What the journal has of the work, as far as this tab knows. */
export interface Head<Content> {
  readonly generation: number;
  readonly rootHash: string;
  readonly work: Work<Content>;
  /** So small that the entry holds all of it. */
  readonly isSmall: boolean;
  /** When it was committed. */
  readonly atMs: number;
  /** Assets that `work` names and that are neither on this device nor in the cloud, so far as that is known. Absent: not looked for. */
  readonly lostAssets?: readonly string[];
  /** As the journal knows it. */
  readonly savePromised?: boolean | undefined;
}

/** One body sent or about to be sent, with what it was made from. */
export interface Attempt<Content> {
  readonly sent: Sent;
  /** null for one that was sent before this page was loaded. */
  readonly work: Work<Content> | null;
  /** Made from the work at hand: the journal does not hold this generation. */
  readonly packed: boolean;
}

export type WaitReason = 'offline' | 'signedOut' | 'otherUser';

/** What runs alone: a send, or a move of the base. */
export interface Running {
  readonly what: 'save' | 'copy' | 'snapshot' | 'move';
  readonly phase:
    | { readonly kind: 'quiet' }
    | {
        readonly kind: 'sending';
        readonly sinceMs: number;
        /** How much of a large body has gone; null while that is not known. */
        readonly sentPercent: number | null;
      }
    /** Assets go first, in bytes of all that the server lacked. */
    | { readonly kind: 'uploading'; readonly sentBytes: number; readonly totalBytes: number }
    /** Sent, and no word of how it ended: being found out. */
    | { readonly kind: 'unknown' }
    | { readonly kind: 'waiting'; readonly reason: WaitReason };
}

/** The one immutable value that says all about the open session. */
export interface SessionState<Content> {
  readonly kind: 'Session';
  /** Tells this session from those opened before and after it in this page. */
  readonly identity: symbol;
  readonly work: Work<Content>;
  /** False for one made from a template and never edited or sent: nothing to lose yet. */
  readonly isTouched: boolean;
  readonly recoveredFrom: RecoveredFrom | null;

  /** Its `sessionId` counts while there is no base: the session that it was, so that its address leads here. */
  readonly buffer: Omit<BufferInfo, 'base'>;
  /** null: the server does not hold the session (yet, or any more). */
  readonly base: Base<Content> | null;
  /** null: the next commit sends everything. */
  readonly head: Head<Content> | null;
  /** The highest generation ever named. */
  readonly generation: number;
  /** Commits without an answer that counts: each may be the journal's head already. */
  readonly unconfirmed: {
    readonly generations: readonly number[];
    readonly names: readonly string[];
  };
  /** Why the last commit failed; null when it did not. */
  readonly backupFailure: JournalReason | null;

  /** The synchronous store has refused the last entry: an edit is kept once it is committed, not before. */
  readonly entryRefused: boolean;

  /** Sent, or about to be, without a known outcome. */
  readonly attempts: readonly Attempt<Content>[];
  readonly running: Running | null;
  /** What the last send failed with, until the next edit or send. */
  readonly failure: { readonly of: 'save' | 'snapshot'; readonly problem: Problem } | null;
  /** Whether the server can be reached as this user, as last seen. */
  readonly access: 'open' | WaitReason;
  readonly storedBytes: number | null;

  readonly conflict: Extract<Remote, { readonly kind: 'conflict' }> | null;
  /** The base that was deleted on the server, or is no longer ours; null while there is nothing of the kind. */
  readonly gone: Base<Content> | null;
  readonly isPolling: boolean;
  /** Opened from what this device holds: the server was not asked yet whether that is its newest version. */
  readonly isFromDevice: boolean;
  /** Highest version of the session seen anywhere. */
  readonly seenVersion: number;
}

/** A session as it is opened; `known` is what is not as in a new one. */
export function sessionState<Content>(
  buffer: SessionState<Content>['buffer'],
  work: Work<Content>,
  known: Partial<SessionState<Content>> = {},
): SessionState<Content> {
  return {
    kind: 'Session',
    identity: Symbol('session'),
    work,
    isTouched: true,
    recoveredFrom: null,
    buffer,
    base: null,
    head: null,
    generation: 0,
    unconfirmed: NOTHING_UNCONFIRMED,
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

export const NOTHING_UNCONFIRMED = { generations: [], names: [] } as const;

/** What is written with everything that the journal keeps of the session. */
export function infoOf({ buffer, base }: SessionState<unknown>): BufferInfo {
  const metadata = base?.metadata ?? null;
  return { ...buffer, sessionId: metadata?.id ?? buffer.sessionId, base: metadata };
}

/** Whether the journal holds what is shown. */
export function isCommitted({ head, work }: SessionState<unknown>): boolean {
  return head !== null && isSameWork(head.work, work);
}

/** Whether the journal holds what is shown, and whether a save waits. */
export function isOnDisk(session: SessionState<unknown>): boolean {
  return isCommitted(session) && isPromiseOnDisk(session);
}

/** Whether the journal knows that a save waits, or that none does. */
export function isPromiseOnDisk({ head, buffer }: SessionState<unknown>): boolean {
  return !head?.savePromised === !buffer.savePromised;
}

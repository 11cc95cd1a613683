import type {
  Failure,
  OnSent,
  Outcome,
  SessionMetadata,
  SnapshotMetadata,
  Stored,
} from '../ports/api.ts';
import type { Journal, KeptInfo } from '../ports/journal.ts';
import { readContent } from '../ports/model.ts';
import { deviceProblem, type Problem, problemOf } from '../ports/problem.ts';
import type { Running, WaitReason } from '../state/session-state.ts';
import { type Work, workOf } from '../state/work.ts';
import { backoffMs, type Context, createTrigger, type SessionContext } from './context.ts';
import type { Paused, SaveResult } from './persistence-service.ts';

export interface Persistence {
  readonly isWanted: () => boolean;
  /** Called when the call waits for the network or a sign-in, which does not count as an attempt. null: the call fails instead. */
  readonly onWait: ((reason: WaitReason) => void) | null;
  /** Called before each attempt. */
  readonly onAttempt: () => void;
  readonly onUnknown: () => void;
  readonly onSent: OnSent;
  /** Check before each attempt that the owner of the work is signed in. */
  readonly asOwner: boolean;
}

/**
 * Calls until the outcome is final or the attempts are used up. Offline and signed out it waits until
 * resumed. `call` must be safe to repeat: it is repeated after an unknown outcome.
 */
export async function persist<T>(
  context: Context,
  { isWanted, onWait, onAttempt, onUnknown, asOwner }: Persistence,
  call: () => Promise<Outcome<T>>,
): Promise<Outcome<T>> {
  const { api, connectivity, resume, timings, clock, ownerId } = context;

  async function callAsOwner(): Promise<Outcome<T>> {
    if (!connectivity.online) return OFFLINE;
    onAttempt();
    if (asOwner) {
      const who = await api.whoAmI();
      if (who.kind !== 'ok') return who;
      if (who.value !== ownerId || !isWanted()) return OTHER_USER;
    }
    return call();
  }

  const limits = { baseMs: timings.retryBaseMs, maxMs: timings.retryMaxMs };
  for (let attempt = 1; isWanted(); ) {
    const { count } = resume;
    let outcome = await callAsOwner();
    // For another user the server says that the session does not exist.
    if (outcome.kind === 'notFound' && (await isOtherUser(context))) outcome = OTHER_USER;
    if (!isWanted()) break;
    if (outcome.kind === 'ok') return outcome;
    const reason = waitReason(outcome);
    if (reason !== null) {
      if (onWait === null) return outcome;
      onWait(reason);
      // A resume during the call counts as well: the response may be older than the sign-in.
      await resume.after(count);
      continue;
    }
    if (!isPassing(outcome) || attempt >= timings.retryAttempts) return outcome;
    if (outcome.kind === 'unknown') onUnknown();
    const retryAfterMs = 'retryAfterMs' in outcome ? outcome.retryAfterMs : null;
    const waitMs = backoffMs(attempt, limits, clock.random(), retryAfterMs);
    await new Promise<void>((resolve) => clock.after(waitMs, resolve));
    attempt += 1;
  }
  return ABANDONED;
}

const OFFLINE: Failure = { kind: 'unknown', message: 'You are offline' };
const OTHER_USER: Failure = { kind: 'otherUser' };
export const ABANDONED: Failure = { kind: 'abandoned' };

function waitReason(outcome: Outcome<unknown>): WaitReason | null {
  if (outcome === OFFLINE) return 'offline';
  return outcome.kind === 'signedOut' || outcome.kind === 'otherUser' ? outcome.kind : null;
}

/** True if the signed-in user is not the owner of the work. */
export async function isOtherUser({ api, ownerId }: Context): Promise<boolean> {
  const who = await api.whoAmI();
  return who.kind === 'ok' && who.value !== ownerId;
}

/** True if the call may succeed when it is repeated. */
function isPassing({ kind }: { kind: string }): boolean {
  return kind === 'unknown' || kind === 'throttled' || kind === 'unavailable';
}

/** A session as the server has it. */
export interface Fetched extends Stored<SessionMetadata> {
  readonly work: Work;
}

/** Why there is no content to show. `unread`: what the server sent, if it could not be read. */
export interface NotFetched<Info extends SessionMetadata | SnapshotMetadata> {
  readonly ok: false;
  readonly problem: Problem;
  readonly unread?: Stored<Info>;
}

/** Fetches a session or a snapshot. Does not retry: after a failure the person can. */
export async function fetchStored<Info extends SessionMetadata | SnapshotMetadata>(
  { connectivity, model }: Context,
  ask: () => Promise<Outcome<{ readonly metadata: Info; readonly content: string }>>,
): Promise<({ readonly ok: true; readonly work: Work } & Stored<Info>) | NotFetched<Info>> {
  const outcome = connectivity.online ? await ask() : OFFLINE;
  if (outcome.kind !== 'ok') return { ok: false, problem: problemOf(outcome) };
  const { metadata, content: contentText } = outcome.value;
  const read = readContent(model, () => JSON.parse(contentText));
  if (!read.ok) return { ...read, unread: { metadata, contentText } };
  return { ok: true, metadata, contentText, work: workOf(read.content, metadata) };
}

export function fetchSession(context: Context, id: string) {
  return fetchStored(context, () => context.api.getSession(id));
}

/**
 * Keeps a copy of what is about to be replaced or discarded.
 * @param base the server's version that it is or is based on; null if it was never saved.
 * @returns null once it is kept
 */
export async function keepCopy(
  { clock, journal, ownerId }: Context,
  side: KeptInfo['side'],
  { metadata: { title, description }, drafts }: Omit<Work, 'content'>,
  base: SessionMetadata | null,
  source: Parameters<Journal['keep']>[1],
): Promise<Problem | null> {
  const { id: sessionId = null, version = null } = base ?? {};
  const keptAtMs = clock.now();
  const info = { title, description, drafts, ownerId, sessionId, side, version, keptAtMs };
  const kept = await journal.keep(info, source);
  return kept.ok ? null : deviceProblem(kept);
}

/** Runs sends and base moves one at a time, in order. Two at once would work on different bases. */
export interface Exclusive {
  /** Runs `work` after what runs now. Resolves early, with `paused`, if it has to wait or what runs now waits. */
  run<T>(what: Running['what'], work: (wait: Wait) => Promise<T>): Promise<T | Paused>;
  /** Resolves when nothing runs any more, or what runs waits. */
  idle(): Promise<void>;
}

/** Reports that what runs has to wait. */
export type Wait = (reason: WaitReason) => void;

export function createExclusive(own: SessionContext): Exclusive {
  let current: Promise<unknown> | null = null;
  const pauses = createTrigger();

  function pausedNow(): Paused | null {
    const { access, running } = own.session ?? {};
    if (running?.phase.kind !== 'waiting' || current === null) return null;
    const reason = access === 'offline' ? 'offline' : 'signedOut';
    // Only a save ever waits, so this is its result.
    return { kind: 'paused', reason, ended: current as Promise<SaveResult> };
  }

  async function idle(): Promise<void> {
    if (pausedNow() === null) await Promise.race([current, pauses.after(pauses.count)]);
  }

  return {
    async run<T>(what: Running['what'], work: (wait: Wait) => Promise<T>) {
      while (current !== null) {
        const paused = pausedNow();
        // If the person asks again, the server is asked again.
        if (what === 'save' && paused !== null) own.resume.now();
        if (paused !== null) return paused;
        await idle();
      }
      own.dispatch({ type: 'runStarted', what });
      const { promise, resolve } = Promise.withResolvers<T>();
      current = promise;
      const result = work((reason) => {
        own.dispatch({ type: 'accessChanged', access: reason });
        own.dispatch({ type: 'runChanged', phase: { kind: 'waiting' } });
        pauses.now();
      });
      resolve(
        result.finally(() => {
          current = null;
          own.dispatch({ type: 'runEnded' });
        }),
      );
      while (current === promise) {
        const paused = pausedNow();
        if (paused !== null) return paused;
        await idle();
      }
      return promise;
    },
    idle,
  };
}

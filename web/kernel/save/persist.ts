import { backoffMs } from '../backoff.ts';
import type { Context } from '../context.ts';
import type { Failure, Outcome } from '../ports/api.ts';

export type PauseReason = 'offline' | 'signedOut' | 'otherUser';

/** The call was given up because nobody wants its answer any more. */
export interface Abandoned {
  readonly kind: 'abandoned';
}

export interface Persistence {
  readonly wanted: () => boolean;
  /** Waits for the network or for a sign-in, which costs no attempt; without, either is how the call ends. */
  readonly onPause: ((reason: PauseReason) => void) | null;
  /** About to ask, again or for the first time. */
  readonly onAttempt: () => void;
  readonly onUnknown: () => void;
  /** Makes sure first that the signed-in user is the one whose work this is. */
  readonly asOwner: boolean;
}

/** What a call can come to when somebody else has signed in. */
export interface OtherUser {
  readonly kind: 'otherUser';
}

/**
 * Calls until there is a definite end or the attempts are used up; offline and signed out it pauses
 * until woken. `call` must be safe to repeat: it is made again after an unknown outcome.
 */
export async function persist<Content, T>(
  context: Context<Content>,
  { wanted, onPause, onAttempt, onUnknown, asOwner }: Persistence,
  call: () => Promise<Outcome<T>>,
): Promise<Outcome<T> | OtherUser | Abandoned> {
  const { api, connectivity, wake, timings, clock, ownerId } = context;

  async function callAsOwner(): Promise<Outcome<T> | OtherUser> {
    if (!connectivity.online) return OFFLINE;
    onAttempt();
    if (!asOwner) return call();
    const who = await api.whoAmI();
    if (who.kind !== 'ok') return who;
    return who.value === ownerId ? call() : OTHER_USER;
  }

  const limits = { baseMs: timings.retryBaseMs, maxMs: timings.retryMaxMs };
  for (let attempt = 1; wanted(); ) {
    const rung = wake.count;
    let outcome = await callAsOwner();
    if (!wanted()) break;
    if (outcome.kind === 'ok') return outcome;
    // To anybody else a session looks as if it were not there.
    if (outcome.kind === 'notFound' && (await isOtherUser(context))) outcome = OTHER_USER;
    const reason = pauseReason(outcome);
    if (reason !== null) {
      if (onPause === null) return outcome;
      onPause(reason);
      // What rang while the call was under way counts: its answer may be older than the sign-in.
      await wake.after(rung);
      continue;
    }
    if (!isPassing(outcome) || attempt >= timings.retryAttempts) return outcome;
    if (outcome.kind === 'unknown') onUnknown();
    const retryAfterMs = 'retryAfterMs' in outcome ? outcome.retryAfterMs : null;
    const waitMs = backoffMs(attempt, limits, clock.random(), retryAfterMs);
    await new Promise<void>((resolve) => clock.after(waitMs, resolve));
    attempt += 1;
  }
  return { kind: 'abandoned' };
}

const OFFLINE: Failure = { kind: 'unknown', message: 'You are offline' };
const OTHER_USER: OtherUser = { kind: 'otherUser' };

function pauseReason(outcome: Outcome<unknown> | OtherUser): PauseReason | null {
  if (outcome === OFFLINE) return 'offline';
  return outcome.kind === 'signedOut' || outcome.kind === 'otherUser' ? outcome.kind : null;
}

/** Whether somebody else is signed in than the one whose work this is. */
export async function isOtherUser<Content>({ api, ownerId }: Context<Content>): Promise<boolean> {
  const who = await api.whoAmI();
  return who.kind === 'ok' && who.value !== ownerId;
}

/** Whether a failure may be gone when asked again. */
function isPassing({ kind }: { kind: string }): boolean {
  return kind === 'unknown' || kind === 'throttled' || kind === 'unavailable';
}

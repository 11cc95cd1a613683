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
  /** Waits for the network or for a sign-in, which costs no attempt. */
  readonly onPause: (reason: PauseReason) => void;
  /** About to ask, again or for the first time. */
  readonly onAttempt: () => void;
  readonly onUnknown: () => void;
  /** Makes sure first that the signed-in user is the one whose work this is. */
  readonly asOwner: boolean;
}

/**
 * Calls until there is a definite end or the attempts are used up; offline and signed out it pauses
 * until woken. `call` must be safe to repeat: it is made again after an unknown outcome.
 */
export async function persist<Content, T>(
  context: Context<Content>,
  { wanted, onPause, onAttempt, onUnknown, asOwner }: Persistence,
  call: () => Promise<Outcome<T>>,
): Promise<Outcome<T> | Abandoned> {
  const { api, connectivity, wake, timings, clock, ownerId } = context;

  async function callAsOwner(): Promise<Outcome<T> | { kind: 'otherUser' }> {
    if (!asOwner) return call();
    const who = await api.whoAmI();
    if (who.kind !== 'ok') return who;
    return who.value === ownerId ? call() : { kind: 'otherUser' };
  }

  /** What rang while the call was under way counts: its answer may be older than the sign-in. */
  async function pause(reason: PauseReason, rung: number): Promise<void> {
    onPause(reason);
    await wake.after(rung);
  }

  const limits = { baseMs: timings.retryBaseMs, maxMs: timings.retryMaxMs };
  for (let attempt = 1; wanted(); ) {
    const rung = wake.count;
    if (!connectivity.online) {
      await pause('offline', rung);
      continue;
    }
    onAttempt();
    const outcome = await callAsOwner();
    if (!wanted()) break;
    if (outcome.kind === 'ok') return outcome;
    if (outcome.kind === 'signedOut' || outcome.kind === 'otherUser') {
      await pause(outcome.kind, rung);
      continue;
    }
    // To anybody else a session looks as if it were not there.
    if (outcome.kind === 'notFound' && (await isOtherUser(context))) {
      await pause('otherUser', rung);
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

/** Whether somebody else is signed in than the one whose work this is. */
export async function isOtherUser<Content>({ api, ownerId }: Context<Content>): Promise<boolean> {
  const who = await api.whoAmI();
  return who.kind === 'ok' && who.value !== ownerId;
}

/** Whether a failure may be gone when asked again. */
function isPassing(failure: Failure): boolean {
  return (
    failure.kind === 'unknown' || failure.kind === 'throttled' || failure.kind === 'unavailable'
  );
}

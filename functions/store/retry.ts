import type { Budget } from './budget.ts';
import { chargeOf, toStoreError } from './cosmos-errors.ts';
import { Throttled, Unavailable } from './errors.ts';

const MAX_ATTEMPTS = 5;
/** Longest total wait between the attempts of one call, in ms. */
const MAX_WAIT_MS = 10_000;
const FIRST_BACKOFF_MS = 100;

export interface RetryOptions {
  /** Time left for the call and its retries, in ms; defaults to the budget's. */
  readonly remainingMs?: () => number;
  /**
   * Whether the call may be sent again after an unknown outcome. A throttled call had no effect, so it is
   * always retried.
   */
  readonly repeatable: boolean;
}

/**
 * Calls `attempt` until it succeeds, at most 5 times and within the request's budget. After throttling it
 * waits at least as long as the database asked. `attempt` is told whether an earlier attempt may have
 * succeeded. Throws domain errors, and errors that `toStoreError` leaves unchanged.
 */
export async function withRetries<T>(
  budget: Budget,
  { repeatable, remainingMs = () => budget.remainingMs }: RetryOptions,
  attempt: (maybeDone: boolean) => Promise<T>,
): Promise<T> {
  let waited = 0;
  let maybeDone = false;
  for (let tries = 1; ; tries++) {
    try {
      return await attempt(maybeDone);
    } catch (thrown) {
      budget.spend(chargeOf(thrown));
      const error = toStoreError(thrown);
      const wait = waitBefore(error, tries);
      const again = error instanceof Throttled || (error instanceof Unavailable && repeatable);
      const affordable = waited + wait <= MAX_WAIT_MS && wait < remainingMs();
      if (!again || tries >= MAX_ATTEMPTS || !affordable) throw error;
      maybeDone ||= error instanceof Unavailable;
      waited += wait;
      await budget.pause(wait);
    }
  }
}

/** Exponential backoff with jitter, so that clients that failed together do not retry together. */
function waitBefore(error: unknown, tries: number): number {
  const backoff = FIRST_BACKOFF_MS * 2 ** (tries - 1) * (0.5 + Math.random());
  return error instanceof Throttled ? Math.max(error.retryAfterMs, backoff / 2) : backoff;
}

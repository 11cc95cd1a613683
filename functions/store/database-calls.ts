import type { Budget } from './budget.ts';
import { Throttled, Unavailable } from './errors.ts';
import { withRetries } from './retry.ts';

/** Retry-After when no time is left for a write. Nothing was sent. */
const NO_TIME_RETRY_AFTER_MS = 1000;

/** Part of every database response. */
interface Charged {
  readonly requestCharge: number;
}

/** Aborts a call when its time is up. */
export interface Limits {
  readonly abortSignal: AbortSignal;
}

/**
 * Database calls of one request: retries what may be retried within the request's time and adds up the
 * charges. Throws domain errors (see errors.ts).
 */
export class DatabaseCalls {
  readonly #budget: Budget;

  constructor(budget: Budget) {
    this.#budget = budget;
  }

  /** @param mayBeBuffered whether the response may come from the SDK's buffer, which has no charge. */
  read<R extends Charged>(
    send: (limits: Limits) => Promise<R>,
    { mayBeBuffered = false } = {},
  ): Promise<R> {
    const remainingMs = () => this.#budget.remainingMs;
    return withRetries(this.#budget, { repeatable: true, remainingMs }, async () =>
      this.#charged(await send(within(remainingMs())), mayBeBuffered),
    );
  }

  /**
   * Keeps back time to read the result of the write. Throws Throttled, without sending, if no time is left.
   * @param repeatable whether it may be sent again after an unknown outcome.
   * @param send is told whether an earlier try may have succeeded.
   */
  async write<R extends Charged>(
    repeatable: boolean,
    send: (limits: Limits, maybeDone: boolean) => Promise<R>,
  ): Promise<R> {
    const remainingMs = () => this.#budget.forWritesMs;
    if (remainingMs() === 0) throw new Throttled(NO_TIME_RETRY_AFTER_MS);
    return withRetries(this.#budget, { repeatable, remainingMs }, async (maybeDone) =>
      this.#charged(await send(within(remainingMs()), maybeDone), false),
    );
  }

  /** The database charges for everything: a response without a charge comes from something in between. */
  #charged<R extends Charged>(answer: R, mayBeBuffered: boolean): R {
    const { requestCharge } = answer;
    if (!(requestCharge > 0) && !mayBeBuffered)
      throw new Unavailable('a response without a charge');
    this.#budget.spend(requestCharge);
    return answer;
  }
}

function within(milliseconds: number): Limits {
  return { abortSignal: AbortSignal.timeout(milliseconds) };
}

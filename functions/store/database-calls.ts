import type { Budget } from './budget.ts';
import { Throttled, Unavailable } from './errors.ts';
import { withRetries } from './retry.ts';

/** Said when no time is left for a write: nothing was sent. */
const NO_TIME_RETRY_AFTER_MS = 1000;

/** What every answer of the database has. */
interface Charged {
  readonly requestCharge: number;
}

/** Ends a call when the time for it is over. */
export interface Limits {
  readonly abortSignal: AbortSignal;
}

/**
 * Calls the database for one request: repeats what may be repeated, within the request's time, and counts what is
 * charged. Throws domain errors (see errors.ts).
 */
export class DatabaseCalls {
  readonly #budget: Budget;

  constructor(budget: Budget) {
    this.#budget = budget;
  }

  /** @param mayBeBuffered whether the answer may come, without a charge, from what the SDK has in store. */
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
   * Leaves time to read back what became of the write. Without time for it nothing is sent.
   * @param repeatable whether it may be sent again when nobody knows if it was done.
   * @param send hears whether an earlier try may have been done after all.
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

  /** The database charges for everything, so an answer without a charge came from something on the way to it. */
  #charged<R extends Charged>(answer: R, mayBeBuffered: boolean): R {
    const { requestCharge } = answer;
    if (!(requestCharge > 0) && !mayBeBuffered) throw new Unavailable('an answer without a charge');
    this.#budget.spend(requestCharge);
    return answer;
  }
}

function within(milliseconds: number): Limits {
  return { abortSignal: AbortSignal.timeout(milliseconds) };
}

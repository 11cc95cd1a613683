import { TooManyRequests } from './errors.ts';

/** How many users are remembered before those with a full allowance are forgotten. */
const SWEEP_SIZE = 10_000;

/** What one user may take of one process: so much at once, and as much per window after that. */
export interface Allowance {
  /** As the answer's fields call it. */
  readonly name: string;
  readonly amount: number;
  readonly windowSeconds: number;
  /** What is counted, in the words of the draft; requests if not given. */
  readonly unit?: 'content-bytes';
}

interface Bucket {
  /** How much is left, in parts too. */
  left: number;
  /** When that was so, in ms. */
  at: number;
}

export type LimitFields = Readonly<Record<'RateLimit' | 'RateLimit-Policy', string>>;

export interface Taken {
  readonly fields: LimitFields;
  readonly refusal?: TooManyRequests;
}

/**
 * A token bucket per user. It knows only of the requests to this process, so a user of several instances may take
 * so much of each.
 */
export class RateLimit {
  readonly #allowance: Allowance;
  readonly #buckets = new Map<string, Bucket>();

  constructor(allowance: Allowance) {
    this.#allowance = allowance;
  }

  /**
   * Takes `cost` of a user's allowance at `now`, in ms, and tells what is left as the fields of
   * draft-ietf-httpapi-ratelimit-headers-10. What is over the limit is told so and not counted.
   */
  take(user: string, now: number, cost = 1): Taken {
    const left = this.#leftOf(user, now);
    const isAllowed = left >= cost;
    const rest = isAllowed ? left - cost : left;
    this.#buckets.set(user, { left: rest, at: now });
    if (this.#buckets.size > SWEEP_SIZE) this.#sweep(now);
    const fields = this.#fields(rest);
    return isAllowed
      ? { fields }
      : { fields, refusal: new TooManyRequests(this.#msUntil(cost - rest), this.#allowance.unit) };
  }

  #leftOf(user: string, now: number): number {
    const { amount, windowSeconds } = this.#allowance;
    const bucket = this.#buckets.get(user);
    if (!bucket) return amount;
    const refilled = ((now - bucket.at) * amount) / (windowSeconds * 1000);
    return Math.min(amount, bucket.left + Math.max(0, refilled));
  }

  /** `r` is left, and in `t` seconds all of it again. */
  #fields(left: number): LimitFields {
    const { name, amount, windowSeconds, unit } = this.#allowance;
    const reset = Math.ceil(this.#msUntil(amount - left) / 1000);
    const counted = unit ? `;qu="${unit}"` : '';
    return {
      'RateLimit-Policy': `"${name}";q=${amount};w=${windowSeconds}${counted}`,
      RateLimit: `"${name}";r=${Math.floor(left)};t=${reset}`,
    };
  }

  #msUntil(amount: number): number {
    return (amount * this.#allowance.windowSeconds * 1000) / this.#allowance.amount;
  }

  /** A full bucket is as good as none. */
  #sweep(now: number): void {
    for (const user of this.#buckets.keys()) {
      if (this.#leftOf(user, now) >= this.#allowance.amount) this.#buckets.delete(user);
    }
  }
}

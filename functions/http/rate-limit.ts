import { TooManyRequests } from './errors.ts';

/** Above this number of users, those with a full allowance are removed from memory. */
const SWEEP_SIZE = 10_000;

/** What one user may take of one process: `amount` in one burst, refilled at `amount` per window. */
export interface Allowance {
  /** Policy name in the response headers. */
  readonly name: string;
  readonly amount: number;
  readonly windowSeconds: number;
  /** What is counted, as the RateLimit draft names it; requests by default. */
  readonly unit?: 'content-bytes';
}

interface Bucket {
  /** What was left at the time `at`; may be fractional. */
  left: number;
  /** In ms. */
  at: number;
}

export type LimitFields = Readonly<Record<'RateLimit' | 'RateLimit-Policy', string>>;

export interface Taken {
  readonly fields: LimitFields;
  readonly refusal?: TooManyRequests;
}

/**
 * A token bucket per user. It counts only this process's requests, so a user who reaches several instances
 * has this allowance on each.
 */
export class RateLimit {
  readonly #allowance: Allowance;
  readonly #buckets = new Map<string, Bucket>();

  constructor(allowance: Allowance) {
    this.#allowance = allowance;
  }

  /**
   * Takes `cost` from a user's allowance at `now`, in ms, and returns the headers of
   * draft-ietf-httpapi-ratelimit-headers-10. Exceeding the limit sets `refusal` and takes nothing.
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

  /** `r` is what is left; after `t` seconds the allowance is full again. */
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

  /** A full bucket need not be stored. */
  #sweep(now: number): void {
    for (const user of this.#buckets.keys()) {
      if (this.#leftOf(user, now) >= this.#allowance.amount) this.#buckets.delete(user);
    }
  }
}

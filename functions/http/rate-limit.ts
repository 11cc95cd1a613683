import { TooManyRequests } from './errors.ts';

/** How long an unused allowance takes to fill up, in seconds; what the draft calls the window. */
const WINDOW_SECONDS = 60;

/** How many users are remembered before those with a full allowance are forgotten. */
const SWEEP_SIZE = 10_000;

interface Bucket {
  /** How many requests are left, in parts too. */
  left: number;
  /** When that was so, in ms. */
  at: number;
}

export type LimitFields = Readonly<Record<'RateLimit' | 'RateLimit-Policy', string>>;

/**
 * A token bucket per user: so many requests at once, and as many a minute after that. It knows only of
 * the requests to this process, so a user of several instances may send so many to each.
 */
export class RateLimit {
  readonly #perMinute: number;
  readonly #buckets = new Map<string, Bucket>();

  /** @param perMinute at least 1. */
  constructor(perMinute: number) {
    this.#perMinute = perMinute;
  }

  /**
   * Counts one request of a user at `now`, in ms, and tells what is left as the fields of
   * draft-ietf-httpapi-ratelimit-headers-10. A request over the limit is told so and not counted.
   */
  take(
    user: string,
    now: number,
  ): { readonly fields: LimitFields; readonly refusal?: TooManyRequests } {
    const left = this.#leftOf(user, now);
    const isAllowed = left >= 1;
    const rest = isAllowed ? left - 1 : left;
    this.#buckets.set(user, { left: rest, at: now });
    if (this.#buckets.size > SWEEP_SIZE) this.#sweep(now);
    const fields = this.#fields(rest);
    return isAllowed
      ? { fields }
      : { fields, refusal: new TooManyRequests(this.#msUntil(1 - rest)) };
  }

  #leftOf(user: string, now: number): number {
    const bucket = this.#buckets.get(user);
    if (!bucket) return this.#perMinute;
    const refilled = ((now - bucket.at) * this.#perMinute) / (WINDOW_SECONDS * 1000);
    return Math.min(this.#perMinute, bucket.left + Math.max(0, refilled));
  }

  /** `r` requests are left, and in `t` seconds all of them again. */
  #fields(left: number): LimitFields {
    const reset = Math.ceil(this.#msUntil(this.#perMinute - left) / 1000);
    return {
      'RateLimit-Policy': `"user";q=${this.#perMinute};w=${WINDOW_SECONDS}`,
      RateLimit: `"user";r=${Math.floor(left)};t=${reset}`,
    };
  }

  #msUntil(requests: number): number {
    return (requests * WINDOW_SECONDS * 1000) / this.#perMinute;
  }

  /** A full bucket is as good as none. */
  #sweep(now: number): void {
    for (const user of this.#buckets.keys()) {
      if (this.#leftOf(user, now) >= this.#perMinute) this.#buckets.delete(user);
    }
  }
}

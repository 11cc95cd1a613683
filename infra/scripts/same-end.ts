import type { PatchOperation } from '@azure/cosmos';

/** The fields that limit an item's life: time of the last change and `ttl` after it, both in s. */
export interface Life {
  readonly _ts?: number;
  readonly ttl?: number;
}

/** Smallest `ttl` that the database accepts, in s. */
const TTL_MIN_S = 1;

/**
 * The `ttl` with which an item that is written now expires at the same time as before, since the database counts
 * from the last change. Undefined if the item does not expire.
 */
export function ttlToSameEnd({ _ts, ttl }: Life): number | undefined {
  if (_ts === undefined || ttl === undefined || ttl <= 0) return undefined;
  return Math.max(TTL_MIN_S, _ts + ttl - Math.floor(Date.now() / 1000));
}

/** Patch operations that keep an item's expiry. Use them only with the ETag of the version that was read. */
export function keepingEnd(life: Life): PatchOperation[] {
  const value = ttlToSameEnd(life);
  return value === undefined ? [] : [{ op: 'set', path: '/ttl', value }];
}

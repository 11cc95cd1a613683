import type { PatchOperation } from '@azure/cosmos';

/** What the database keeps of the life of an item: its last change in seconds, and how long it stays after that. */
export interface Life {
  readonly _ts?: number;
  readonly ttl?: number;
}

/** Shortest life that the database takes, in s. */
const TTL_MIN_S = 1;

/**
 * The `ttl` of an item that is written now and ends when it would have ended without that: the database counts
 * from the last change. Undefined where it has no end.
 */
export function ttlToSameEnd({ _ts, ttl }: Life): number | undefined {
  if (_ts === undefined || ttl === undefined || ttl <= 0) return undefined;
  return Math.max(TTL_MIN_S, _ts + ttl - Math.floor(Date.now() / 1000));
}

/** The operation that says so in a patch, or none. Only right together with the ETag of what was read. */
export function keepingEnd(life: Life): PatchOperation[] {
  const value = ttlToSameEnd(life);
  return value === undefined ? [] : [{ op: 'set', path: '/ttl', value }];
}

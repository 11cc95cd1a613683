import * as z from 'zod/mini';
import * as field from '../../contract/fields.ts';

const SECOND_MS = 1000;
/** The end of the year 9999, for what has no end. */
const TIME_MAX_MS = Date.UTC(9999, 11, 31, 23, 59, 59, 999);
export const HOUR_MS = 3_600_000;
export const DAY_MS = 24 * HOUR_MS;

/** Longest `ttl` that the database takes, in s. */
const TTL_MAX_S = 2_147_483_647;

/**
 * What an item has that does not stay for ever. The database removes it `ttl` seconds after its last
 * change (`_ts`), though not at once, and the emulator never does. So code asks `isOver` as well.
 */
const Lifetime = z.object({
  _ts: z.catch(z.optional(z.number()), undefined),
  ttl: z.catch(z.optional(z.number()), undefined),
  expires_at: z.catch(z.optional(z.nullable(field.timestamp)), undefined),
  deleted_at: z.catch(z.optional(z.nullable(field.timestamp)), undefined),
});

/** What a query has to load, so that the functions below can tell. */
export const LIFETIME_PATHS = ['_ts', 'ttl', 'expires_at', 'deleted_at'] as const;

/** When the item is gone, in ms since 1970; `Infinity` for never. */
export function endOf(item: unknown): number {
  const { _ts, ttl, expires_at } = Lifetime.parse(item);
  const removedAt = _ts !== undefined && ttl !== undefined && ttl > 0 ? _ts + ttl : Infinity;
  const expiresAt = expires_at ? Date.parse(expires_at) : Infinity;
  return Math.min(removedAt * SECOND_MS, expiresAt);
}

/** Whether an item counts as absent although the database still has it. */
export function isOver(item: unknown, nowMs = Date.now()): boolean {
  return typeof item === 'object' && item !== null && endOf(item) <= nowMs;
}

/** When the item was put into the trash, if it lies there. */
export function deletedAt(item: unknown): string | undefined {
  return Lifetime.parse(item).deleted_at ?? undefined;
}

/** What the list of a trash says of an item in it. */
export function deletionTimes(item: unknown): { deletedAt: string; expiresAt: string } {
  const deleted = deletedAt(item) ?? new Date(0).toISOString();
  const end = Math.min(endOf(item), TIME_MAX_MS);
  return { deletedAt: deleted, expiresAt: new Date(end).toISOString() };
}

/** The `ttl` of an item that is written now and gone after `milliseconds`; `_ts` has no fractions. */
export function ttlOf(milliseconds: number): number {
  return Math.min(TTL_MAX_S, Math.max(0, Math.ceil(milliseconds / SECOND_MS)) + 1);
}

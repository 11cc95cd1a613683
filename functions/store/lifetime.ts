import * as z from 'zod/mini';
import * as field from '../../contract/fields.ts';

const SECOND_MS = 1000;
/** The end of the year 9999, stands for "never". */
const TIME_MAX_MS = Date.UTC(9999, 11, 31, 23, 59, 59, 999);
export const HOUR_MS = 3_600_000;
export const DAY_MS = 24 * HOUR_MS;

/** Largest `ttl` that the database accepts, in s. */
const TTL_MAX_S = 2_147_483_647;

/**
 * The fields of an item that limit its life. The database removes the item `ttl` seconds after its last
 * change (`_ts`), but not at once, and the emulator never does, so code also checks `isOver`.
 */
const Lifetime = z.object({
  _ts: z.catch(z.optional(z.number()), undefined),
  ttl: z.catch(z.optional(z.number()), undefined),
  expires_at: z.catch(z.optional(z.nullable(field.timestamp)), undefined),
  deleted_at: z.catch(z.optional(z.nullable(field.timestamp)), undefined),
});

/** The fields a query has to load for the functions below. */
export const LIFETIME_PATHS = ['_ts', 'ttl', 'expires_at', 'deleted_at'] as const;

/** When the item expires, in ms since 1970; `Infinity` for never. */
export function endOf(item: unknown): number {
  const { _ts, ttl, expires_at } = Lifetime.parse(item);
  const removedAt = _ts !== undefined && ttl !== undefined && ttl > 0 ? _ts + ttl : Infinity;
  const expiresAt = expires_at ? Date.parse(expires_at) : Infinity;
  return Math.min(removedAt * SECOND_MS, expiresAt);
}

/** Whether an item has expired and so counts as absent, even if the database still has it. */
export function isOver(item: unknown, nowMs = Date.now()): boolean {
  return typeof item === 'object' && item !== null && endOf(item) <= nowMs;
}

/** When the item was moved to the trash, ISO 8601; undefined if it is not there. */
export function deletedAt(item: unknown): string | undefined {
  return Lifetime.parse(item).deleted_at ?? undefined;
}

/** When an item in the trash was deleted and when it expires, ISO 8601. */
export function deletionTimes(item: unknown): { deletedAt: string; expiresAt: string } {
  const deleted = deletedAt(item) ?? new Date(0).toISOString();
  const end = Math.min(endOf(item), TIME_MAX_MS);
  return { deletedAt: deleted, expiresAt: new Date(end).toISOString() };
}

/** The `ttl`, in s, of an item written now that expires in `milliseconds`; one more because `_ts` is in whole seconds. */
export function ttlOf(milliseconds: number): number {
  return Math.min(TTL_MAX_S, Math.max(0, Math.ceil(milliseconds / SECOND_MS)) + 1);
}

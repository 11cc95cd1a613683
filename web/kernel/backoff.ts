/**
 * How long to wait before attempt `attempt` + 1 (the first retry follows attempt 1), in milliseconds:
 * doubling from `baseMs` up to `maxMs`, of which the upper half is left to chance so that
 * clients do not come back in step. Never shorter than what the server asked for.
 */
export function backoffMs(
  attempt: number,
  limits: { readonly baseMs: number; readonly maxMs: number },
  random: number,
  retryAfterMs: number | null = null,
): number {
  const full = Math.min(limits.maxMs, limits.baseMs * 2 ** (attempt - 1));
  return Math.max(full / 2 + (full / 2) * random, retryAfterMs ?? 0);
}

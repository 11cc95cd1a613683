/** Every wait of the kernel, in milliseconds. All are arguments, so that tests need not wait. */
export interface Timings {
  readonly autosaveDebounceMs: number;
  /** Under continuous edits, a backup at least this often. */
  readonly autosaveMaxWaitMs: number;
  readonly pollMs: number;
  readonly pollMaxMs: number;
  readonly retryBaseMs: number;
  readonly retryMaxMs: number;
  /** Attempts of one save before it is reported as failed; being offline or signed out costs none. */
  readonly retryAttempts: number;
}

export const DEFAULT_TIMINGS: Timings = {
  autosaveDebounceMs: 200,
  autosaveMaxWaitMs: 1_000,
  pollMs: 10_000,
  pollMaxMs: 300_000,
  retryBaseMs: 500,
  retryMaxMs: 30_000,
  retryAttempts: 6,
};

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

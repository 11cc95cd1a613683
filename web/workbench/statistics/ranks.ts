/**
 * What a percentile's number counts. `exceedance`: P10 is exceeded by 10 % of the realizations, the habit of reservoir
 * engineering. `cumulative`: P10 is the value that 10 % of them lie below.
 */
export type PercentilesCount = 'exceedance' | 'cumulative';

/** The share in percent that lies below a percentile, which is what `percentileOfSorted` takes. */
export function shareBelow(rank: number, count: PercentilesCount): number {
  return count === 'exceedance' ? 100 - rank : rank;
}

/** A percentile with its direction: "P10 (high)", "P50", "P90 (low)" by exceedance. */
export function rankLabel(rank: number, count: PercentilesCount): string {
  const below = shareBelow(rank, count);
  if (below === 50) return `P${rank}`;
  return `P${rank} (${below > 50 ? 'high' : 'low'})`;
}

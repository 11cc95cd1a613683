/**
 * How percentiles count. `exceedance`: 10 % of the realizations exceed P10, as is usual in reservoir engineering.
 * `cumulative`: 10 % of them are below P10.
 */
export type PercentilesCount = 'exceedance' | 'cumulative';

/** Converts a percentile to the share below it in percent, which `percentileOfSorted` expects. */
export function shareBelow(rank: number, count: PercentilesCount): number {
  return count === 'exceedance' ? 100 - rank : rank;
}

/** A percentile with its direction: "P10 (high)", "P50", "P90 (low)" by exceedance. */
export function rankLabel(rank: number, count: PercentilesCount): string {
  const below = shareBelow(rank, count);
  if (below === 50) return `P${rank}`;
  return `P${rank} (${below > 50 ? 'high' : 'low'})`;
}

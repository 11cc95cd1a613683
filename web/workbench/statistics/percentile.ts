/** The values that are numbers, sorted ascending, in an array of their own. */
export function sortedNumbers(values: Float64Array): Float64Array {
  return values.filter((value) => !Number.isNaN(value)).sort();
}

/**
 * A percentile (0 to 100) of ascending values, interpolated between neighbours as NumPy and Excel's PERCENTILE.INC
 * do it; NaN for no values.
 */
export function percentileOfSorted(sorted: Float64Array, percentile: number): number {
  const last = sorted.length - 1;
  if (last < 0) return Number.NaN;
  const position = (Math.min(Math.max(percentile, 0), 100) / 100) * last;
  const below = Math.floor(position);
  const low = sorted[below] as number;
  const high = sorted[Math.min(below + 1, last)] as number;
  return low + (high - low) * (position - below);
}

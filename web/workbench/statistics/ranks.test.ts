import { expect, it } from 'vitest';
import { percentileOfSorted } from './percentile.ts';
import { rankLabel, shareBelow } from './ranks.ts';

it('names the direction of a percentile for both ways of counting', () => {
  expect([10, 50, 90].map((rank) => rankLabel(rank, 'exceedance'))).toEqual([
    'P10 (high)',
    'P50',
    'P90 (low)',
  ]);
  expect([10, 50, 90].map((rank) => rankLabel(rank, 'cumulative'))).toEqual([
    'P10 (low)',
    'P50',
    'P90 (high)',
  ]);
});

it('takes P10 by exceedance as the value that one in ten exceeds', () => {
  // NumPy: percentile(arange(11), 90) is 9.
  const sorted = Float64Array.from({ length: 11 }, (_, i) => i);
  expect(percentileOfSorted(sorted, shareBelow(10, 'exceedance'))).toBe(9);
  expect(percentileOfSorted(sorted, shareBelow(10, 'cumulative'))).toBe(1);
});

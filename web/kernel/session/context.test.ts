import { expect, test } from 'vitest';
import { backoffMs } from './context.ts';

const LIMITS = { baseMs: 500, maxMs: 30_000 };

test('doubles the wait each time, up to the longest one', () => {
  const waits = [1, 2, 3, 4, 20].map((attempt) => backoffMs(attempt, LIMITS, 1));
  expect(waits).toEqual([500, 1_000, 2_000, 4_000, 30_000]);
});

test('makes half of every wait random', () => {
  expect(backoffMs(3, LIMITS, 0)).toBe(1_000);
  expect(backoffMs(3, LIMITS, 0.5)).toBe(1_500);
});

test('never waits shorter than the server asked for', () => {
  expect(backoffMs(1, LIMITS, 0, 7_000)).toBe(7_000);
  expect(backoffMs(1, LIMITS, 1, 100)).toBe(500);
});

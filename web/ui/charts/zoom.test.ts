import { expect, it } from 'vitest';
import { covers, nextStop, scaled, within } from './zoom.ts';

const full = { min: 0, max: 100 };

it('keeps the value under the fingers in place', () => {
  expect(scaled({ min: 0, max: 100 }, 25, 0.5)).toEqual({ min: 12.5, max: 62.5 });
  expect(scaled({ min: 12.5, max: 62.5 }, 25, 2)).toEqual(full);
});

it('shows nothing outside of the data, and has no zoom if everything is visible', () => {
  expect(within(full, { min: -50, max: 40 })).toEqual({ min: 0, max: 40 });
  expect(within(full, { min: -50, max: 200 })).toBeNull();
  expect(within(full, { min: 120, max: 200 })).toBeNull();
  expect(within(full, { min: 50, max: 50.000001 })).toBeNull();
});

it('recognises that everything is visible, also after zooming in and out again', () => {
  const there = scaled({ min: 0, max: 1.3 }, 0.41, 0.6);
  expect(covers([scaled(there, 0.41, 1 / 0.6)], [{ min: 0, max: 1.3 }])).toBe(true);
  expect(covers([full, { min: 2, max: 9 }], [full, { min: 1, max: 9 }])).toBe(false);
});

it('moves the cursor from stop to stop within the view, over those at the same place', () => {
  const stops = [0, 1, 2, 2, 2, 3, 4];
  const view = { min: 1, max: 3 };
  expect(nextStop(stops, view, null, 1)).toBe(1);
  expect(nextStop(stops, view, null, -1)).toBe(5);
  expect(nextStop(stops, view, 2, 1)).toBe(5);
  expect(nextStop(stops, view, 4, -1)).toBe(1);
  expect(nextStop(stops, view, 5, 12)).toBe(5);
  expect(nextStop(stops, view, 5, -Infinity)).toBe(1);
  expect(nextStop(stops, { min: 8, max: 9 }, null, 1)).toBeNull();
});

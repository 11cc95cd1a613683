import { expect, it } from 'vitest';
import { scaled, within } from './zoom.ts';

const full = { min: 0, max: 100 };

it('keeps the place under the fingers where it was', () => {
  expect(scaled({ min: 0, max: 100 }, 25, 0.5)).toEqual({ min: 12.5, max: 62.5 });
  expect(scaled({ min: 12.5, max: 62.5 }, 25, 2)).toEqual(full);
});

it('shows nothing outside of the data, and all of it as all of it', () => {
  expect(within(full, { min: -50, max: 40 })).toEqual({ min: 0, max: 40 });
  expect(within(full, { min: -50, max: 200 })).toBeNull();
  expect(within(full, { min: 120, max: 200 })).toBeNull();
  expect(within(full, { min: 50, max: 50.000001 })).toBeNull();
});

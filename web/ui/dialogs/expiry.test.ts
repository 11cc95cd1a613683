import { expect, it } from 'vitest';
import { expiresAt } from './expiry.tsx';

const now = new Date(2026, 10, 22, 12, 3);
const at = (...local: [number, number, number, number, number]) => new Date(...local).toISOString();

it('counts days, weeks and months by the calendar', () => {
  const after = (choice: 'day' | 'week' | 'month') => expiresAt({ choice, day: '' }, now.getTime());
  expect(after('day')).toBe(at(2026, 10, 23, 12, 3));
  expect(after('week')).toBe(at(2026, 10, 29, 12, 3));
  expect(after('month')).toBe(at(2026, 11, 22, 12, 3));
  expect(expiresAt({ choice: 'never', day: '' }, now.getTime())).toBeNull();
});

it('includes the chosen day, and refuses a day in the past or no day', () => {
  const until = (day: string) => expiresAt({ choice: 'date', day }, now.getTime());
  expect(until('2026-11-22')).toBe(new Date(2026, 10, 23, 0, 0, 0, -1).toISOString());
  expect(until('2026-11-21')).toBeUndefined();
  expect(until('')).toBeUndefined();
});

import { expect, test } from 'vitest';
import { parseSchedule } from './ncrontab.ts';

const next = (schedule: string, after: string) =>
  parseSchedule(schedule)(new Date(after)).toISOString().replace('.000Z', '');

test.each([
  ['0 30 3 * * *', '2026-11-28T03:29:59.999Z', '2026-11-28T03:30:00'],
  ['0 30 3 * * *', '2026-11-28T03:30:00.000Z', '2026-11-29T03:30:00'],
  ['* * * * * *', '2026-12-31T23:59:59.000Z', '2027-01-01T00:00:00'],
  ['*/15 * * * * *', '2026-11-28T10:00:15.001Z', '2026-11-28T10:00:30'],
  ['5/20 * * * * *', '2026-11-28T10:00:26.000Z', '2026-11-28T10:00:45'],
  ['0 0 9-17/4 * * 1-5', '2026-11-27T17:00:00.000Z', '2026-11-30T09:00:00'],
  ['0 0 0 1 jan,Jul *', '2026-11-28T00:00:00.000Z', '2027-01-01T00:00:00'],
  ['0 0 12 13 * fri', '2026-11-28T00:00:00.000Z', '2027-08-13T12:00:00'],
  ['0 0 0 29 2 *', '2026-11-28T00:00:00.000Z', '2028-02-29T00:00:00'],
  ['30 3 * * *', '2026-11-28T00:00:00.000Z', '2026-11-28T03:30:00'],
])('the next time of %s after %s is %s', (schedule, after, expected) => {
  expect(next(schedule, after)).toBe(expected);
});

test.each([
  ['00:05:00', 'not a schedule of six fields'],
  ['* * * *', 'not a schedule of six fields'],
  ['60 * * * * *', '"60" is not a valid second'],
  ['* * 5-3 * * *', '"5-3" is not a valid hour'],
  ['* */0 * * * *', '"*/0" is not a valid minute'],
  ['* * * * smarch *', '"smarch" is not a valid month'],
  ['* * * * * 7', '"7" is not a valid day of the week'],
])('%s is refused: %s', (schedule, words) => {
  expect(() => parseSchedule(schedule)).toThrow(words);
});

test('a schedule that never matches is refused', () => {
  expect(() => next('0 0 0 31 2 *', '2026-11-28T00:00:00Z')).toThrow('never matches');
});

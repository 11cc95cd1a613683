import { expect, test } from 'vitest';
import { dayWords, drawDay, environmentOf } from './another-day.ts';

const DAY_MS = 86_400_000;

test('The date in the tests is shifted as the environment says', () => {
  const real = performance.timeOrigin + performance.now();
  const moved = Number(process.env.DATE_MOVED_BY_DAYS ?? 0) * DAY_MS;
  for (const told of [Date.now(), Date.parse(new Date().toISOString())])
    expect(Math.abs(told - real - moved)).toBeLessThan(DAY_MS / 2);
});

test('A drawn day says how to use it again', () => {
  const day = { movedBy: -400, zone: 'Asia/Kathmandu' };
  expect(environmentOf(day)).toEqual({ DATE_MOVED_BY_DAYS: '-400', TZ: 'Asia/Kathmandu' });
  expect(dayWords(day)).toMatch(
    /^\d+ \w+ \d{4} in Asia\/Kathmandu; again with: DATE_MOVED_BY_DAYS=-400 TZ=Asia\/Kathmandu /,
  );
});

test('Days before and after today and many time zones are drawn', () => {
  const drawn = Array.from({ length: 200 }, drawDay);
  expect(new Set(drawn.map(({ zone }) => zone)).size).toBeGreaterThan(50);
  expect(drawn.some(({ movedBy }) => movedBy < -100)).toBe(true);
  expect(drawn.some(({ movedBy }) => movedBy > 100)).toBe(true);
});

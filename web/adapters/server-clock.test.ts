import { expect, test } from 'vitest';
import { createServerClock } from './server-clock.ts';

const HOUR_MS = 3_600_000;

test('The difference between the clocks of server and device is told when it changes, and only then', async () => {
  const told: number[] = [];
  let date: string | null = null;
  const clock = createServerClock(
    async () => new Response('', { headers: date === null ? {} : { Date: date } }),
  );
  const send = clock.fetch;
  clock.onChange((milliseconds) => told.push(Math.round(milliseconds / HOUR_MS)));
  const answer = async (aheadMs: number) => {
    date = new Date(Date.now() + aheadMs).toUTCString();
    await send('/api/health');
  };
  await send('/api/health');
  await answer(0);
  expect(told).toEqual([]);
  await answer(2 * HOUR_MS);
  await answer(2 * HOUR_MS);
  date = 'no date';
  await send('/api/health');
  expect(told).toEqual([2]);
  expect(Math.round(clock.aheadMs() / HOUR_MS)).toBe(2);
  await answer(-HOUR_MS);
  await answer(0);
  expect(told.map(String)).toEqual(['2', '-1', '0']);
});

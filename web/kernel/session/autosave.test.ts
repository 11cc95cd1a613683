import { describe, expect, test } from 'vitest';
import { createFakeClock } from '../testing/fake-clock.ts';
import { createAutosave } from './autosave.ts';

const TIMINGS = { autosaveDebounceMs: 200, autosaveMaxWaitMs: 1_000 };

function createScene(durationMs = 0) {
  const clock = createFakeClock();
  const startedAt: number[] = [];
  const startMs = clock.now();
  let running = 0;
  let mostAtOnce = 0;
  const autosave = createAutosave(clock, TIMINGS, async () => {
    startedAt.push(clock.now() - startMs);
    running += 1;
    mostAtOnce = Math.max(mostAtOnce, running);
    if (durationMs > 0) await new Promise<void>((resolve) => clock.after(durationMs, resolve));
    running -= 1;
  });
  return { clock, autosave, startedAt, mostAtOnce: () => mostAtOnce };
}

describe('autosave', () => {
  test('writes 200 ms after the last of some edits, once', async () => {
    const { clock, autosave, startedAt } = createScene();
    autosave.touch();
    await clock.advance(150);
    autosave.touch();
    await clock.advance(2_000);
    expect(startedAt).toEqual([350]);
  });

  test('writes at least every second under continuous edits', async () => {
    const { clock, autosave, startedAt } = createScene();
    for (let i = 0; i < 30; i++) {
      autosave.touch();
      await clock.advance(100);
    }
    expect(startedAt).toEqual([1_000, 2_000, 3_000]);
  });

  test('writes one at a time, and then what was changed meanwhile', async () => {
    const { clock, autosave, startedAt, mostAtOnce } = createScene(500);
    autosave.touch();
    await clock.advance(300);
    autosave.touch();
    await clock.advance(3_000);
    expect(startedAt).toEqual([200, 700]);
    expect(mostAtOnce()).toBe(1);
  });

  test('writes nothing without a change', async () => {
    const { clock, autosave, startedAt } = createScene();
    await autosave.flush();
    await clock.advance(5_000);
    expect(startedAt).toEqual([]);
  });

  test('flushes at once, including changes made during the flush', async () => {
    const { clock, autosave, startedAt } = createScene(50);
    autosave.touch();
    const flushed = autosave.flush();
    await clock.advance(10);
    autosave.touch();
    await clock.until(flushed);
    expect(startedAt).toEqual([0, 50]);
    await clock.advance(2_000);
    expect(startedAt).toHaveLength(2);
  });

  test('writes nothing after it was closed', async () => {
    const { clock, autosave, startedAt } = createScene();
    autosave.touch();
    autosave.close();
    await clock.advance(5_000);
    expect(startedAt).toEqual([]);
  });
});

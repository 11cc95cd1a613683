import type { Clock } from '../ports/browser.ts';
// Loaded on demand, it would take real time, of which this clock knows nothing.
import '../session/conflict.ts';
import { type Random, seededRandom } from './random.ts';

interface Timer {
  readonly atMs: number;
  readonly order: number;
  readonly run: () => void;
}

/** A clock that stands still until it is told to go on. */
export interface FakeClock extends Clock {
  /** Goes on by `ms`, running what falls due, and everything that follows from it. */
  advance(ms: number): Promise<void>;
  /** Goes on until the promise is settled; fails after `limitMs` of its own time. */
  until<T>(promise: Promise<T>, limitMs?: number): Promise<T>;
  /** Lets everything run that needs no time. */
  settle(): Promise<void>;
}

/** A quiet start: noon of 22 November 2026 in the zone of the machine, so that no zone puts midnight into a test. */
const START_MS = new Date(2026, 10, 22, 12).getTime();

export function createFakeClock(random: Random = seededRandom(1)): FakeClock {
  let nowMs = START_MS;
  let order = 0;
  const timers = new Set<Timer>();

  const next = (): Timer | undefined => {
    let first: Timer | undefined;
    for (const timer of timers) {
      if (
        !first ||
        timer.atMs < first.atMs ||
        (timer.atMs === first.atMs && timer.order < first.order)
      )
        first = timer;
    }
    return first;
  };

  const settle = () => new Promise<void>((resolve) => setImmediate(resolve));

  async function runNext(latestMs: number): Promise<boolean> {
    const timer = next();
    if (timer === undefined || timer.atMs > latestMs) return false;
    timers.delete(timer);
    nowMs = Math.max(nowMs, timer.atMs);
    timer.run();
    await settle();
    return true;
  }

  return {
    now: () => nowMs,
    after(ms, run) {
      order += 1;
      const timer = { atMs: nowMs + ms, order, run };
      timers.add(timer);
      return () => timers.delete(timer);
    },
    random: () => random.fraction(),
    key: () => random.text(22),
    settle,
    async advance(ms) {
      const endMs = nowMs + ms;
      await settle();
      while (await runNext(endMs));
      nowMs = endMs;
    },
    async until(promise, limitMs = 3_600_000) {
      let settled = false;
      const done = promise.finally(() => {
        settled = true;
      });
      done.catch(() => {});
      const endMs = nowMs + limitMs;
      await settle();
      while (!settled) {
        if (!(await runNext(endMs))) throw new Error('It never ended');
      }
      return done;
    },
  };
}

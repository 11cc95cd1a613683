import type { Clock } from '../kernel/index.ts';

const KEY_BYTES = 16;

/** The browser's clock, timers and random numbers. */
export function createClock(): Clock {
  return {
    now: () => Date.now(),
    after(ms, run) {
      const timer = setTimeout(run, ms);
      return () => clearTimeout(timer);
    },
    random: () => Math.random(),
    key() {
      const bytes = crypto.getRandomValues(new Uint8Array(KEY_BYTES));
      return btoa(String.fromCharCode(...bytes))
        .replaceAll('+', '-')
        .replaceAll('/', '_')
        .replaceAll('=', '');
    },
  };
}

import type { Budget } from './budget.ts';
import { Throttled } from './errors.ts';

const BUSY_RETRY_AFTER_MS = 1000;

/** The last of those who wait for a turn, per key. */
const lasts = new Map<string, Promise<void>>();

/**
 * Runs `work` when all earlier work of this process with the same key has ended, so that many writes to
 * one document do not race. Throws Throttled, and runs nothing, when the budget ends first.
 */
export async function inTurn<T>(key: string, budget: Budget, work: () => Promise<T>): Promise<T> {
  const before = lasts.get(key) ?? Promise.resolve();
  const { promise: ended, resolve: end } = Promise.withResolvers<void>();
  const last = before.then(() => ended);
  lasts.set(key, last);
  last.then(() => {
    if (lasts.get(key) === last) lasts.delete(key);
  });
  try {
    await within(budget, before);
    return await work();
  } finally {
    end();
  }
}

async function within(budget: Budget, wait: Promise<void>): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const tooLate = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Throttled(BUSY_RETRY_AFTER_MS)), budget.forWritesMs);
  });
  try {
    await Promise.race([wait, tooLate]);
  } finally {
    clearTimeout(timer);
  }
}

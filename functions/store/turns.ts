import type { Budget } from './budget.ts';
import { Throttled } from './errors.ts';

const BUSY_RETRY_AFTER_MS = 1000;

/** The last queued work per key. Resolves to its result, or undefined if it failed. */
const tails = new Map<string, Promise<unknown>>();

/**
 * Runs `work` after all earlier work of this process with the same key, so that writes to one document do
 * not race. `work` receives the result of the one before it, if any. Throws Throttled without running it
 * if the budget ends first.
 */
export async function inTurn<T>(
  key: string,
  budget: Budget,
  work: (before: T | undefined) => Promise<T>,
): Promise<T> {
  const before = (tails.get(key) ?? Promise.resolve()) as Promise<T | undefined>;
  const { promise: ended, resolve: end } = Promise.withResolvers<T | undefined>();
  const tail = before.then(() => ended);
  tails.set(key, tail);
  tail.then(() => {
    if (tails.get(key) === tail) tails.delete(key);
  });
  let answer: T | undefined;
  try {
    answer = await work(await within(budget, before));
    return answer;
  } finally {
    end(answer);
  }
}

async function within<T>(budget: Budget, wait: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const tooLate = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Throttled(BUSY_RETRY_AFTER_MS)), budget.forWritesMs);
  });
  try {
    return await Promise.race([wait, tooLate]);
  } finally {
    clearTimeout(timer);
  }
}

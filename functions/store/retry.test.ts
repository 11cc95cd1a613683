import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { Budget } from './budget.ts';
import { Conflict, NotFound, Throttled, Unavailable } from './errors.ts';
import { withRetries } from './retry.ts';

beforeEach(() => {
  vi.useFakeTimers();
  vi.spyOn(Math, 'random').mockReturnValue(0.5);
});
afterEach(() => vi.useRealTimers());

const busy = (retryAfterInMs?: number) => ({ code: 429, retryAfterInMs });

/** A call that fails so before it succeeds; notes when it was made and whether one may have been done. */
function failing(...errors: unknown[]) {
  const calls: { at: number; maybeDone: boolean }[] = [];
  const attempt = async (maybeDone: boolean) => {
    calls.push({ at: Date.now() - started, maybeDone });
    if (errors.length > 0) throw errors.shift();
    return 'done';
  };
  const started = Date.now();
  return { calls, attempt };
}

async function run(
  attempt: (maybeDone: boolean) => Promise<string>,
  { repeatable = true, budget = new Budget() } = {},
) {
  const outcome = withRetries(budget, { repeatable }, attempt).catch((error) => error);
  await vi.runAllTimersAsync();
  return outcome;
}

describe('A call to the database', () => {
  it('that succeeds is made once', async () => {
    const { calls, attempt } = failing();
    expect(await run(attempt)).toBe('done');
    expect(calls).toEqual([{ at: 0, maybeDone: false }]);
  });

  it('without an answer is made again after doubling pauses, five times in all', async () => {
    const { calls, attempt } = failing(...Array(5).fill({ code: 503 }));
    expect(await run(attempt)).toBeInstanceOf(Unavailable);
    expect(calls.map(({ at }) => at)).toEqual([0, 100, 300, 700, 1500]);
  });

  it('may have been done from the first lost answer on', async () => {
    const { calls, attempt } = failing(busy(0), { code: 503 }, busy(0));
    expect(await run(attempt)).toBe('done');
    expect(calls.map(({ maybeDone }) => maybeDone)).toEqual([false, false, true, true]);
  });

  it('that must not be done twice is not made again after a lost answer', async () => {
    const { calls, attempt } = failing({ code: 503 });
    expect(await run(attempt, { repeatable: false })).toBeInstanceOf(Unavailable);
    expect(calls).toHaveLength(1);
  });

  it('is made again after a refusal for being busy even so, as that was not done', async () => {
    const { calls, attempt } = failing(busy(300));
    expect(await run(attempt, { repeatable: false })).toBe('done');
    expect(calls.map(({ at }) => at)).toEqual([0, 300]);
  });

  it('waits at least as long as it was told, and half a pause where it was told less', async () => {
    const { calls, attempt } = failing(busy(700), busy(0));
    await run(attempt);
    expect(calls.map(({ at }) => at)).toEqual([0, 700, 800]);
  });

  it('gives up at once where it is told to wait longer than 10 s in all', async () => {
    const { calls, attempt } = failing(busy(6_000), busy(4_001));
    const error = await run(attempt);
    expect(error).toBeInstanceOf(Throttled);
    expect(error.retryAfterMs).toBe(4_001);
    expect(calls.map(({ at }) => at)).toEqual([0, 6_000]);
    const enough = failing(busy(6_000), busy(4_000));
    expect(await run(enough.attempt)).toBe('done');
  });

  it('gives up at once where the budget would not last for the pause', async () => {
    const { calls, attempt } = failing(busy(500));
    expect(await run(attempt, { budget: new Budget(500) })).toBeInstanceOf(Throttled);
    expect(calls).toHaveLength(1);
    const enough = failing(busy(500));
    expect(await run(enough.attempt, { budget: new Budget(501) })).toBe('done');
  });

  it.each([
    [{ code: 404 }, NotFound],
    [{ code: 409 }, Conflict],
  ])('with an outcome that is known is not made again', async (failure, type) => {
    const { calls, attempt } = failing(failure);
    expect(await run(attempt)).toBeInstanceOf(type);
    expect(calls).toHaveLength(1);
  });

  it('is charged for what failed as well', async () => {
    const budget = new Budget();
    const { attempt } = failing({ code: 409, headers: { 'x-ms-request-charge': '2.5' } });
    await run(attempt, { budget });
    expect(budget.charge).toBe(2.5);
  });

  it('waits by chance between half and one and a half times the pause', async () => {
    vi.mocked(Math.random).mockReturnValueOnce(0).mockReturnValueOnce(1);
    const { calls, attempt } = failing({ code: 503 }, { code: 503 });
    await run(attempt);
    expect(calls.map(({ at }) => at)).toEqual([0, 50, 350]);
  });
});

describe('A budget', () => {
  it('runs out, 4 s earlier for writes, and never below nothing', async () => {
    const budget = new Budget(10_000);
    expect([budget.remainingMs, budget.forWritesMs]).toEqual([10_000, 6_000]);
    await vi.advanceTimersByTimeAsync(7_000);
    expect([budget.remainingMs, budget.forWritesMs]).toEqual([3_000, 0]);
    await vi.advanceTimersByTimeAsync(7_000);
    expect(budget.remainingMs).toBe(0);
    expect(new Budget().remainingMs).toBe(25_000);
  });

  it('adds up what was charged, and takes no charge for none', () => {
    const budget = new Budget();
    budget.spend(1.5);
    budget.spend(undefined);
    budget.spend(2);
    expect(budget.charge).toBe(3.5);
  });
});

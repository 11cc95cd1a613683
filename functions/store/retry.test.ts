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

/** A call that fails in these ways before it succeeds; records when it was made and with which `maybeDone`. */
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

  it('without a response is retried with doubling pauses, five attempts in all', async () => {
    const { calls, attempt } = failing(...Array(5).fill({ code: 503 }));
    expect(await run(attempt)).toBeInstanceOf(Unavailable);
    expect(calls.map(({ at }) => at)).toEqual([0, 100, 300, 700, 1500]);
  });

  it('is told from the first lost response on that it may have succeeded', async () => {
    const { calls, attempt } = failing(busy(0), { code: 503 }, busy(0));
    expect(await run(attempt)).toBe('done');
    expect(calls.map(({ maybeDone }) => maybeDone)).toEqual([false, false, true, true]);
  });

  it('that is not idempotent is not retried after a lost response', async () => {
    const { calls, attempt } = failing({ code: 503 });
    expect(await run(attempt, { repeatable: false })).toBeInstanceOf(Unavailable);
    expect(calls).toHaveLength(1);
  });

  it('that is not idempotent is retried after throttling, which had no effect', async () => {
    const { calls, attempt } = failing(busy(300));
    expect(await run(attempt, { repeatable: false })).toBe('done');
    expect(calls.map(({ at }) => at)).toEqual([0, 300]);
  });

  it('waits at least as long as requested, and at least half a pause', async () => {
    const { calls, attempt } = failing(busy(700), busy(0));
    await run(attempt);
    expect(calls.map(({ at }) => at)).toEqual([0, 700, 800]);
  });

  it('fails at once if the requested waits exceed 10 s in total', async () => {
    const { calls, attempt } = failing(busy(6_000), busy(4_001));
    const error = await run(attempt);
    expect(error).toBeInstanceOf(Throttled);
    expect(error.retryAfterMs).toBe(4_001);
    expect(calls.map(({ at }) => at)).toEqual([0, 6_000]);
    const enough = failing(busy(6_000), busy(4_000));
    expect(await run(enough.attempt)).toBe('done');
  });

  it('fails at once if the pause would exceed the budget', async () => {
    const { calls, attempt } = failing(busy(500));
    expect(await run(attempt, { budget: new Budget(500) })).toBeInstanceOf(Throttled);
    expect(calls).toHaveLength(1);
    const enough = failing(busy(500));
    expect(await run(enough.attempt, { budget: new Budget(501) })).toBe('done');
  });

  it.each([
    [{ code: 404 }, NotFound],
    [{ code: 409 }, Conflict],
  ])('with a known outcome is not retried', async (failure, type) => {
    const { calls, attempt } = failing(failure);
    expect(await run(attempt)).toBeInstanceOf(type);
    expect(calls).toHaveLength(1);
  });

  it('is also charged for failed attempts', async () => {
    const budget = new Budget();
    const { attempt } = failing({ code: 409, headers: { 'x-ms-request-charge': '2.5' } });
    await run(attempt, { budget });
    expect(budget.charge).toBe(2.5);
  });

  it('waits a random time between half and one and a half times the pause', async () => {
    vi.mocked(Math.random).mockReturnValueOnce(0).mockReturnValueOnce(1);
    const { calls, attempt } = failing({ code: 503 }, { code: 503 });
    await run(attempt);
    expect(calls.map(({ at }) => at)).toEqual([0, 50, 350]);
  });
});

describe('A budget', () => {
  it('runs out, 4 s earlier for writes, and never goes below zero', async () => {
    const budget = new Budget(10_000);
    expect([budget.remainingMs, budget.forWritesMs]).toEqual([10_000, 6_000]);
    await vi.advanceTimersByTimeAsync(7_000);
    expect([budget.remainingMs, budget.forWritesMs]).toEqual([3_000, 0]);
    await vi.advanceTimersByTimeAsync(7_000);
    expect(budget.remainingMs).toBe(0);
    expect(new Budget().remainingMs).toBe(25_000);
  });

  it('adds up charges and counts a missing charge as zero', () => {
    const budget = new Budget();
    budget.spend(1.5);
    budget.spend(undefined);
    budget.spend(2);
    expect(budget.charge).toBe(3.5);
  });
});

import type { InvocationContext } from '@azure/functions';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { sideEffects } from './side-effect.ts';

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

function start() {
  const failures: string[] = [];
  const context = { error: (line: string) => failures.push(line) } as unknown as InvocationContext;
  return { failures, sideEffect: sideEffects(context, 'get-snapshot', 'trace') };
}

/** Whether a promise has settled by now. */
async function hasEnded(promise: Promise<unknown>): Promise<boolean> {
  let ended = false;
  promise.then(() => {
    ended = true;
  });
  await vi.advanceTimersByTimeAsync(0);
  return ended;
}

const never = new Promise<never>(() => {});

describe('Work that a response does not depend on', () => {
  it('is awaited until the response is ready, and for one second more', async () => {
    const { sideEffect } = start();
    const answer = Promise.withResolvers<void>();
    const waiting = sideEffect('visit', never, answer.promise);
    await vi.advanceTimersByTimeAsync(60_000);
    expect(await hasEnded(waiting)).toBe(false);
    answer.resolve();
    await vi.advanceTimersByTimeAsync(999);
    expect(await hasEnded(waiting)).toBe(false);
    await vi.advanceTimersByTimeAsync(1);
    expect(await hasEnded(waiting)).toBe(true);
  });

  it('is awaited no longer than it takes, and leaves no timer', async () => {
    const { sideEffect, failures } = start();
    await sideEffect('visit', Promise.resolve());
    expect(vi.getTimerCount()).toBe(0);
    expect(failures).toEqual([]);
  });

  it('may fail without failing the response, and the failure is logged', async () => {
    const { sideEffect, failures } = start();
    await sideEffect(
      'visit',
      Promise.reject(new RangeError('secret')),
      Promise.reject(new Error()),
    );
    expect(failures).toHaveLength(1);
    expect(JSON.parse(failures[0] ?? '')).toMatchObject({
      operation: 'get-snapshot: visit',
      traceId: 'trace',
      causes: [{ name: 'RangeError' }],
    });
  });
});

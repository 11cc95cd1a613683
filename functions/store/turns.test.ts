import { describe, expect, it } from 'vitest';
import { Budget } from './budget.ts';
import { Throttled } from './errors.ts';
import { inTurn } from './turns.ts';

const soon = () => new Promise((resolve) => setTimeout(resolve, 5));

/** Work that records when it starts and ends. */
function noted(notes: string[], name: string, ends = soon()) {
  return async () => {
    notes.push(`${name} starts`);
    await ends;
    notes.push(`${name} ends`);
    return name;
  };
}

describe('Work with the same key', () => {
  it('runs one after another, in order of arrival', async () => {
    const notes: string[] = [];
    const done = ['a', 'b', 'c'].map((name) => inTurn('key', new Budget(), noted(notes, name)));
    expect(await Promise.all(done)).toEqual(['a', 'b', 'c']);
    expect(notes).toEqual(['a starts', 'a ends', 'b starts', 'b ends', 'c starts', 'c ends']);
  });

  it('receives the result of the work before it, or undefined if that failed or there was none', async () => {
    const heard: (string | undefined)[] = [];
    const work = (answer: string) => async (before: string | undefined) => {
      heard.push(before);
      await soon();
      if (answer === 'fails') throw new Error(answer);
      return answer;
    };
    const done = ['a', 'b', 'fails', 'd'].map((each) => inTurn('key', new Budget(), work(each)));
    await Promise.allSettled(done);
    await inTurn('key', new Budget(), work('later'));
    expect(heard).toEqual([undefined, 'a', 'b', undefined, undefined]);
  });

  it('continues after work that failed', async () => {
    const failing = inTurn('key', new Budget(), async () => {
      await soon();
      throw new Error('failed');
    });
    const next = inTurn('key', new Budget(), async () => 'next');
    await expect(failing).rejects.toThrow('failed');
    expect(await next).toBe('next');
  });

  it('whose budget ends while it waits is refused without running, and delays nobody', async () => {
    const notes: string[] = [];
    const gate = Promise.withResolvers<void>();
    const first = inTurn('key', new Budget(), noted(notes, 'first', gate.promise));
    const late = inTurn('key', new Budget(4_010), noted(notes, 'late'));
    const last = inTurn('key', new Budget(), noted(notes, 'last'));
    await expect(late).rejects.toThrow(Throttled);
    await expect(late).rejects.toMatchObject({ retryAfterMs: 1000 });
    expect(notes).toEqual(['first starts']);
    gate.resolve();
    await Promise.all([first, last]);
    expect(notes).toEqual(['first starts', 'first ends', 'last starts', 'last ends']);
  });
});

it('Work with another key does not wait', async () => {
  const never = new Promise<void>(() => {});
  inTurn('one', new Budget(), () => never);
  expect(await inTurn('other', new Budget(), async () => 'done')).toBe('done');
});

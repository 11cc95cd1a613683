import { afterEach, describe, expect, it, vi } from 'vitest';
import { BodyRoom, RoomShare } from './body-room.ts';
import { Busy } from './errors.ts';

const WAIT_MS = 20;
/** Longer than any test: a request that waits this long must be admitted by a release. */
const FOREVER_MS = 600_000;

afterEach(() => vi.useRealTimers());

/** Reserves memory and records when it was granted. */
function taker(room: BodyRoom, got: string[]) {
  return async (name: string, bytes: number) => {
    const share = new RoomShare();
    await share.take(room, bytes);
    got.push(name);
    return share;
  };
}

describe('The room for bodies', () => {
  it('grants whatever fits at once, to the last byte', async () => {
    const got: string[] = [];
    const take = taker(new BodyRoom(100, WAIT_MS), got);
    await Promise.all([take('a', 60), take('b', 40), take('c', 0)]);
    expect(got).toEqual(['a', 'b', 'c']);
  });

  it('makes requests wait for free memory, in order of arrival', async () => {
    const got: string[] = [];
    const take = taker(new BodyRoom(100, FOREVER_MS), got);
    const first = await take('first', 80);
    const large = take('large', 50);
    const small = take('small', 10);
    await new Promise((resolve) => setTimeout(resolve));
    expect(got).toEqual(['first']);
    first.release();
    await Promise.all([large, small]);
    expect(got).toEqual(['first', 'large', 'small']);
  });

  it('admits only the waiting requests that fit', async () => {
    const got: string[] = [];
    const take = taker(new BodyRoom(100, FOREVER_MS), got);
    const [first, second] = [await take('first', 60), await take('second', 40)];
    const waiting = [take('third', 50), take('fourth', 50)];
    second.release();
    await new Promise((resolve) => setTimeout(resolve));
    expect(got).toEqual(['first', 'second']);
    first.release();
    await Promise.all(waiting);
    expect(got).toEqual(['first', 'second', 'third', 'fourth']);
  });

  it('refuses a request after its timeout and admits the next one', async () => {
    vi.useFakeTimers();
    const got: string[] = [];
    const room = new BodyRoom(100, WAIT_MS);
    const take = taker(room, got);
    await take('first', 80);
    const large = take('large', 50).catch((error: unknown) => error);
    await vi.advanceTimersByTimeAsync(WAIT_MS / 2);
    const small = take('small', 20);
    await vi.advanceTimersByTimeAsync(WAIT_MS / 2);
    const refusal = await large;
    expect(refusal).toBeInstanceOf(Busy);
    expect(refusal).toMatchObject({ message: expect.stringContaining('Nothing was written') });
    await small;
    expect(got).toEqual(['first', 'small']);
  });

  it('forgets a refused request', async () => {
    const got: string[] = [];
    const room = new BodyRoom(100, WAIT_MS);
    const take = taker(room, got);
    const first = await take('first', 100);
    await expect(take('late', 100)).rejects.toThrow(Busy);
    first.release();
    await take('next', 100);
    expect(got).toEqual(['first', 'next']);
  });

  it('does not refuse a request later that it has admitted', async () => {
    vi.useFakeTimers();
    const room = new BodyRoom(100, WAIT_MS);
    const take = taker(room, []);
    const first = await take('first', 100);
    const second = take('second', 100);
    first.release();
    const share = await second;
    await vi.advanceTimersByTimeAsync(2 * WAIT_MS);
    share.release();
    await expect(take('third', 100)).resolves.toBeDefined();
  });

  it('does not refuse another request when the timeout of an admitted one passes', async () => {
    vi.useFakeTimers();
    const take = taker(new BodyRoom(100, WAIT_MS), []);
    const first = await take('first', 100);
    const second = take('second', 100);
    first.release();
    const share = await second;
    await vi.advanceTimersByTimeAsync(WAIT_MS - 1);
    const third = take('third', 100);
    await vi.advanceTimersByTimeAsync(2);
    share.release();
    await expect(third).resolves.toBeDefined();
  });

  it('counts a double release only once', async () => {
    const room = new BodyRoom(100, WAIT_MS);
    const share = new RoomShare();
    share.release();
    await share.take(room, 100);
    share.release();
    share.release();
    await new RoomShare().take(room, 100);
    await expect(new RoomShare().take(room, 1)).rejects.toThrow(Busy);
  });

  it('lets a request reserve more, but never more than the whole room', async () => {
    const room = new BodyRoom(100, WAIT_MS);
    const share = new RoomShare();
    await share.take(room, 30);
    await share.takeAtMost(room, 500);
    await expect(new RoomShare().take(room, 1)).rejects.toThrow(Busy);
    share.release();
    await new RoomShare().take(room, 100);
  });
});

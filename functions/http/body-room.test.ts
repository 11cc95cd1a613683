import { afterEach, describe, expect, it, vi } from 'vitest';
import { BodyRoom, RoomShare } from './body-room.ts';
import { Busy } from './errors.ts';

const WAIT_MS = 20;
/** Longer than any test waits: who waits so long has to be let in by another's leaving. */
const FOREVER_MS = 600_000;

afterEach(() => vi.useRealTimers());

/** Takes and says when it got it. */
function taker(room: BodyRoom, got: string[]) {
  return async (name: string, bytes: number) => {
    const share = new RoomShare();
    await share.take(room, bytes);
    got.push(name);
    return share;
  };
}

describe('The room for bodies', () => {
  it('lets in at once whatever fits, to the last byte', async () => {
    const got: string[] = [];
    const take = taker(new BodyRoom(100, WAIT_MS), got);
    await Promise.all([take('a', 60), take('b', 40), take('c', 0)]);
    expect(got).toEqual(['a', 'b', 'c']);
  });

  it('makes others wait until there is room, in the order they came', async () => {
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

  it('lets in only those of the line for whom there is room', async () => {
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

  it('refuses who has waited in vain, and lets in who stood behind', async () => {
    const got: string[] = [];
    const room = new BodyRoom(100, WAIT_MS);
    const take = taker(room, got);
    await take('first', 80);
    const large = take('large', 50);
    await new Promise((resolve) => setTimeout(resolve, WAIT_MS / 2));
    const small = take('small', 20);
    await expect(large).rejects.toThrow(Busy);
    await expect(large).rejects.toThrow('Nothing was written');
    await small;
    expect(got).toEqual(['first', 'small']);
  });

  it('forgets who was refused', async () => {
    const got: string[] = [];
    const room = new BodyRoom(100, WAIT_MS);
    const take = taker(room, got);
    const first = await take('first', 100);
    await expect(take('late', 100)).rejects.toThrow(Busy);
    first.release();
    await take('next', 100);
    expect(got).toEqual(['first', 'next']);
  });

  it('does not refuse later whom it has let in', async () => {
    const room = new BodyRoom(100, WAIT_MS);
    const take = taker(room, []);
    const first = await take('first', 100);
    const second = take('second', 100);
    first.release();
    const share = await second;
    await new Promise((resolve) => setTimeout(resolve, 2 * WAIT_MS));
    share.release();
    await expect(take('third', 100)).resolves.toBeDefined();
  });

  it('does not send away somebody else when the time of one is up whom it has let in', async () => {
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

  it('gets back only once what is released twice', async () => {
    const room = new BodyRoom(100, WAIT_MS);
    const share = new RoomShare();
    share.release();
    await share.take(room, 100);
    share.release();
    share.release();
    await new RoomShare().take(room, 100);
    await expect(new RoomShare().take(room, 1)).rejects.toThrow(Busy);
  });

  it('gives more to whoever holds some, and never asks for more than there is in all', async () => {
    const room = new BodyRoom(100, WAIT_MS);
    const share = new RoomShare();
    await share.take(room, 30);
    await share.takeAtMost(room, 500);
    await expect(new RoomShare().take(room, 1)).rejects.toThrow(Busy);
    share.release();
    await new RoomShare().take(room, 100);
  });
});

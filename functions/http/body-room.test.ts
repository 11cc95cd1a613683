import { describe, expect, it } from 'vitest';
import { BodyRoom, RoomShare } from './body-room.ts';
import { Busy } from './errors.ts';

const WAIT_MS = 20;
/** Longer than any test waits: who waits so long has to be let in by another's leaving. */
const FOREVER_MS = 600_000;

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
});

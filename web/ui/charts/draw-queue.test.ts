import { beforeEach, expect, it } from 'vitest';
import { type Drawing, DrawQueue } from './draw-queue.ts';

let turns: (() => void)[];
let drawn: string[];
let queue: DrawQueue;
let clock: number;

beforeEach(() => {
  turns = [];
  drawn = [];
  clock = 0;
  queue = new DrawQueue({ afterFrame: (run) => turns.push(run), now: () => clock });
});

function drawing(name: string, { distance = 0, takes = 10 } = {}): Drawing {
  const draw = () => {
    clock += takes;
    drawn.push(name);
  };
  return { distance: () => distance, draw };
}

/** Runs the scheduled tasks, and returns what each of them drew. */
async function drawnByTask(): Promise<string[][]> {
  const each: string[][] = [];
  for (let run = turns.shift(); run; run = turns.shift()) {
    drawn = [];
    run();
    await new Promise(setImmediate);
    each.push(drawn);
  }
  return each;
}

it('draws one drawing per task, however many are requested at once', async () => {
  for (const name of ['a', 'b', 'c']) queue.ask(drawing(name));
  expect(turns).toHaveLength(1);
  expect(drawn).toEqual([]);
  expect(await drawnByTask()).toEqual([['a'], ['b'], ['c']]);
});

it('draws several quick drawings in one task', async () => {
  for (const name of ['a', 'b', 'c', 'd']) queue.ask(drawing(name, { takes: 3 }));
  expect(await drawnByTask()).toEqual([['a', 'b', 'c'], ['d']]);
});

it('draws visible drawings first, then the nearest ones', async () => {
  queue.ask(drawing('far', { distance: 900 }));
  queue.ask(drawing('near', { distance: 20 }));
  queue.ask(drawing('seen'));
  queue.ask(drawing('also seen'));
  expect(await drawnByTask()).toEqual([['seen'], ['also seen'], ['near'], ['far']]);
});

it('draws a drawing once if it is requested again before its turn', async () => {
  const one = drawing('one');
  queue.ask(drawing('first'));
  queue.ask(one);
  queue.ask(one);
  expect(queue.isWaiting(one)).toBe(true);
  expect(await drawnByTask()).toEqual([['first'], ['one']]);
  expect(queue.isWaiting(one)).toBe(false);
});

it('draws immediately on request, and never after a drawing was forgotten', async () => {
  const [gone, wanted] = [drawing('gone'), drawing('wanted')];
  queue.ask(gone);
  queue.ask(wanted);
  queue.now(wanted);
  queue.forget(gone);
  expect(drawn).toEqual(['wanted']);
  queue.now(gone);
  expect(await drawnByTask()).toEqual([[]]);
});

it('draws everything before the page is printed, including new requests', () => {
  const chart = drawing('chart');
  queue.ask({ ...drawing('card', { distance: 900 }), draw: () => queue.ask(chart) });
  queue.ask(drawing('seen'));
  queue.print(true);
  expect(drawn).toEqual(['chart', 'seen']);
  queue.print(false);
  queue.ask(drawing('later'));
  expect(drawn).toEqual(['chart', 'seen']);
});

it('continues with the others after one has failed', async () => {
  const failed = new Promise<Error>((resolve) => process.once('unhandledRejection', resolve));
  const draw = () => {
    throw new Error('no canvas');
  };
  queue.ask({ distance: () => 0, draw });
  queue.ask(drawing('other'));
  expect(await drawnByTask()).toEqual([[], ['other']]);
  expect((await failed).message).toBe('no canvas');
});

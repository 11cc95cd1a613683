import fc from 'fast-check';
import { expect, it } from 'vitest';
import {
  exchange,
  GRID_COLUMNS,
  heightOf,
  nearerTo,
  nudge,
  orderOf,
  type Placed,
  place,
  settle,
  stretch,
} from './layout.ts';

const cell = (id: string, x: number, y: number, w: number, h: number): Placed => ({
  id,
  x,
  y,
  w,
  h,
});
const of = (items: readonly Placed[], id: string) => {
  const { x, y, w, h } = items.find((item) => item.id === id) ?? cell('', -1, -1, 0, 0);
  return [x, y, w, h];
};

const pair = [cell('a', 0, 0, 6, 4), cell('b', 0, 4, 6, 4)];

it('moves modules up into empty rows and keeps the reading order', () => {
  const settled = settle([cell('b', 0, 9, 6, 4), cell('a', 0, 2, 12, 3)]);
  expect(settled).toEqual([cell('a', 0, 0, 12, 3), cell('b', 0, 3, 6, 4)]);
});

it('swaps a module with the one above once it is moved half way past it', () => {
  expect(of(place(pair, 'b', cell('b', 0, 3, 6, 4)), 'b')).toEqual([0, 4, 6, 4]);
  expect(of(place(pair, 'b', cell('b', 0, 1, 6, 4)), 'b')).toEqual([0, 0, 6, 4]);
  expect(of(place(pair, 'a', cell('a', 0, 3, 6, 4)), 'a')).toEqual([0, 4, 6, 4]);
});

it('pushes down the module it is moved onto from the side, unless it is moved below its middle', () => {
  const side = [cell('a', 0, 0, 6, 4), cell('b', 6, 0, 6, 4)];
  expect(of(place(side, 'a', cell('a', 3, 1, 6, 4)), 'b')).toEqual([6, 4, 6, 4]);
  expect(of(place(side, 'a', cell('a', 3, 3, 6, 4)), 'a')).toEqual([3, 4, 6, 4]);
});

it('moves past a neighbour and back with one key press each', () => {
  const down = nudge(pair, 'a', 'down');
  expect(of(down, 'a')).toEqual([0, 4, 6, 4]);
  expect(nudge(down, 'a', 'up')).toEqual(pair);
  expect(of(nudge(pair, 'b', 'right'), 'b')).toEqual([1, 4, 6, 4]);
});

it('stays where it is at the edge of the grid', () => {
  expect(nudge(pair, 'a', 'left')).toEqual(pair);
  expect(nudge(pair, 'a', 'up')).toEqual(pair);
  expect(nudge(pair, 'b', 'down')).toEqual(pair);
});

it('pushes down modules it grows over, and never shrinks below the smallest size', () => {
  const side = [cell('a', 0, 0, 6, 4), cell('b', 6, 0, 6, 4)];
  expect(of(stretch(side, 'a', 'right'), 'b')).toEqual([6, 4, 6, 4]);
  const small = [cell('a', 0, 0, 2, 2)];
  expect(stretch(stretch(small, 'a', 'left'), 'a', 'up')).toEqual(small);
});

it('swaps modules in reading order, side by side or one above the other', () => {
  const side = [cell('a', 0, 0, 6, 4), cell('b', 6, 0, 6, 3)];
  expect(exchange(side, 'a', 'down').map(({ id }) => id)).toEqual(['b', 'a']);
  expect(exchange(pair, 'b', 'up').map(({ id }) => id)).toEqual(['b', 'a']);
  expect(exchange(pair, 'a', 'up')).toEqual(pair);
});

it('never overlaps or leaves the grid after any move, and settling again changes nothing', () => {
  const int = (max: number) => fc.integer({ min: -3, max });
  const cells = fc.record({ x: int(14), y: int(20), w: int(15), h: int(8) });
  fc.assert(
    fc.property(fc.array(cells, { minLength: 1, maxLength: 8 }), cells, (list, target) => {
      const items = list.map((entry, index) => ({ ...entry, id: String(index) }));
      const placed = place(items, '0', target);
      expect(placed).toHaveLength(items.length);
      expect(settle(placed)).toEqual(placed);
      expect(heightOf(placed)).toBeLessThan(items.length * 8 + 8);
      for (const one of placed) {
        expect(one.x >= 0 && one.x + one.w <= GRID_COLUMNS && one.y >= 0).toBe(true);
        for (const other of placed) expect(one.id === other.id || !overlap(one, other)).toBe(true);
      }
    }),
  );
});

function overlap(one: Placed, other: Placed): boolean {
  const x = one.x < other.x + other.w && other.x < one.x + one.w;
  return x && one.y < other.y + other.h && other.y < one.y + one.h;
}

it('brings a list into an order by moving one item at a time', () => {
  const unique = fc.uniqueArray(fc.constantFrom(...'abcdefgh'));
  fc.assert(
    fc.property(unique, unique, (list, wanted) => {
      let now: readonly string[] = list;
      for (let step = 0; step < wanted.length; step++) now = nearerTo(wanted, now);
      expect(orderOf(now, wanted)).toEqual(wanted);
      expect(nearerTo(wanted, now)).toBe(now);
    }),
  );
});

it('moves only the item that was moved, in either direction', () => {
  expect(nearerTo([...'bcda'], [...'abcd'])).toEqual([...'bcda']);
  expect(nearerTo([...'dabc'], [...'abcd'])).toEqual([...'dabc']);
});

it('keeps an order while items come and go', () => {
  expect(orderOf([...'cab'], [...'abxd'])).toEqual([...'abxd']);
  expect(orderOf([...'ba'], [...'abc'])).toEqual([...'bac']);
});

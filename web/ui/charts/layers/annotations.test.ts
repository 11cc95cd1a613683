import { expect, it } from 'vitest';
import { freeBox } from './annotations.ts';

const area = { left: 0, top: 0, width: 200, height: 100 };
const name = { left: 60, top: 1, width: 50, height: 15 };
const threshold = (top: number) => ({ left: 0, top, width: 200, height: 2 });

it('moves a name down from below the lines that strike through it', () => {
  expect(freeBox(name, [threshold(8)], area, 'x')).toEqual({ ...name, top: 11 });
  expect(freeBox(name, [threshold(8), threshold(20)], area, 'x')).toEqual({ ...name, top: 23 });
  expect(freeBox(name, [threshold(50)], area, 'x')).toBe(name);
});

it('moves a name to the left of another one', () => {
  const other = { left: 80, top: 5, width: 60, height: 15 };
  expect(freeBox({ ...name, left: 100 }, [other], area, 'y')).toEqual({ ...name, left: 29 });
});

it('leaves a name where it was if there is no room at all', () => {
  expect(freeBox(name, [{ ...area }], area, 'x')).toBe(name);
});

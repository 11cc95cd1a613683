import { expect, it } from 'vitest';
import { ID_PATTERN, newId } from './ids.ts';

it('New ids have ten of the 64 allowed characters, and differ', () => {
  const ids = Array.from({ length: 500 }, newId);
  for (const id of ids) expect(id).toMatch(/^[A-Za-z0-9_-]{10}$/);
  expect(new Set(ids).size).toBe(ids.length);
  expect(new Set(ids.join('')).size).toBe(64);
});

it.each(['a', 'A-b_9', 'x'.repeat(40)])('"%s" is an id', (id) => {
  expect(ID_PATTERN.test(id)).toBe(true);
});

it.each(['', 'a b', 'a:b', 'ä', 'x'.repeat(41), ' a', 'a\n'])('%j is not an id', (id) => {
  expect(ID_PATTERN.test(id)).toBe(false);
});

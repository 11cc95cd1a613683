import { expect, it } from 'vitest';
import { isDeeperThan } from './depth.ts';

it.each([
  ['a number', 7, 0, false],
  ['null', null, 0, false],
  ['an empty object', {}, 0, false],
  ['null in an object', { a: null }, 0, false],
  ['an object in an object', { a: {} }, 0, true],
  ['an object in an object', { a: {} }, 1, false],
  ['a list in a list', [[1]], 0, true],
  ['a list in a list', [[1]], 1, false],
  ['the deepest of many', [1, [2], { a: [{ b: 3 }] }, 'text'], 2, true],
  ['the deepest of many', [1, [2], { a: [{ b: 3 }] }, 'text'], 3, false],
])('%s (%j) is deeper than %i: %s', (_, value, maximum, isDeeper) => {
  expect(isDeeperThan(value, maximum)).toBe(isDeeper);
});

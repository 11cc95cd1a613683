import { expect, it } from 'vitest';
import { sameJson } from './same-json.ts';

it('Values are the same JSON if they are written the same, whether or not they are the same object', () => {
  const value = { a: [1, { b: null }] };
  expect(sameJson(value, value)).toBe(true);
  expect(sameJson(value, structuredClone(value))).toBe(true);
  expect(sameJson(Number.NaN, null)).toBe(true);
  expect(sameJson(value, { a: [1, { b: 0 }] })).toBe(false);
  expect(sameJson(undefined, undefined)).toBe(true);
  expect(sameJson({ a: 1, b: 2 }, { b: 2, a: 1 })).toBe(false);
});

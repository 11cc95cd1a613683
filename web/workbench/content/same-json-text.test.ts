import { expect, it } from 'vitest';
import { sameJsonText } from './same-json-text.ts';

it('Values are the same JSON if they are written the same, whether or not they are the same object', () => {
  const value = { a: [1, { b: null }] };
  expect(sameJsonText(value, value)).toBe(true);
  expect(sameJsonText(value, structuredClone(value))).toBe(true);
  expect(sameJsonText(Number.NaN, null)).toBe(true);
  expect(sameJsonText(value, { a: [1, { b: 0 }] })).toBe(false);
  expect(sameJsonText(undefined, undefined)).toBe(true);
  expect(sameJsonText({ a: 1, b: 2 }, { b: 2, a: 1 })).toBe(false);
});

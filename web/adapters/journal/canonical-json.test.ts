import fc from 'fast-check';
import { expect, test } from 'vitest';
import { canonicalJson, JSON_MAX_DEPTH } from './canonical-json.ts';

function nested(levels: number): unknown {
  let value: unknown = 1;
  for (let level = 0; level < levels; level += 1) value = level % 2 ? [value] : { a: value };
  return value;
}

test('Equal values have the same text, whatever the order of their keys', () => {
  expect(canonicalJson({ b: { d: 1, c: [2, { f: null, e: 'x' }] }, a: true })).toBe(
    canonicalJson({ a: true, b: { c: [2, { e: 'x', f: null }], d: 1 } }),
  );
});

test('The text parses to the same JSON, for any JSON', () => {
  fc.assert(
    fc.property(fc.jsonValue(), (value) => {
      const json = JSON.stringify(value);
      expect(JSON.parse(canonicalJson(JSON.parse(json)))).toEqual(JSON.parse(json));
    }),
  );
});

test('Shuffled keys never change the text', () => {
  fc.assert(
    fc.property(fc.dictionary(fc.string(), fc.jsonValue()), (object) => {
      const backwards = Object.fromEntries(Object.entries(object).reverse());
      expect(canonicalJson(backwards)).toBe(canonicalJson(object));
    }),
  );
});

test.each(['__proto__', 'constructor', 'prototype'])('"%s" is data and pollutes nothing', (key) => {
  const one = JSON.parse(`{"${key}":{"a":1}}`);
  const two = JSON.parse(`{"${key}":{"a":2}}`);
  expect(canonicalJson(one)).toBe(`{"${key}":{"a":1}}`);
  expect(canonicalJson(one)).not.toBe(canonicalJson(two));
  expect(Object.prototype).not.toHaveProperty('a');
});

test('The deepest allowed nesting is accepted, and one level more is rejected', () => {
  expect(canonicalJson(nested(JSON_MAX_DEPTH))).toBe(JSON.stringify(nested(JSON_MAX_DEPTH)));
  expect(() => canonicalJson(nested(JSON_MAX_DEPTH + 1))).toThrow(RangeError);
});

test('Half a surrogate pair survives UTF-8', () => {
  const text = canonicalJson({ a: '\ud800' });
  expect(new TextDecoder().decode(new TextEncoder().encode(text))).toBe(text);
});

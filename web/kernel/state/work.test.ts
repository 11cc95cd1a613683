import { describe, expect, test } from 'vitest';
import { changedParts, copyTitle, plainMetadata, sameJson, sameMetadata } from './work.ts';

test("a copy's title says so, and stays within 120 characters", () => {
  expect(copyTitle('Overview')).toBe('Overview (copy)');
  expect(copyTitle('x'.repeat(120))).toBe(`${'x'.repeat(113)} (copy)`);
});

test("a copy's title cuts no character in half", () => {
  const title = copyTitle('\u{1f9ca}'.repeat(60));
  expect(title).toBe(`${'\u{1f9ca}'.repeat(56)} (copy)`);
  expect(title.isWellFormed()).toBe(true);
});

test('a missing description is null, and half characters become readable text', () => {
  expect(plainMetadata({ title: 'A\ud83d', description: '' })).toEqual({
    title: 'A\ufffd',
    description: null,
  });
});

test('titles and descriptions are compared by value; an absent description equals an empty one', () => {
  const metadata = { title: 'A', description: 'why' };
  expect(sameMetadata(metadata, { ...metadata })).toBe(true);
  expect(sameMetadata(metadata, { ...metadata, title: 'B' })).toBe(false);
  expect(sameMetadata(metadata, { ...metadata, description: 'how' })).toBe(false);
  expect(sameMetadata(metadata, { ...metadata, description: null })).toBe(false);
  expect(sameMetadata({ title: 'A', description: null }, { title: 'A', description: '' })).toBe(
    true,
  );
});

test('white space around a title is removed', () => {
  expect(plainMetadata({ title: '  A ', description: null }).title).toBe('A');
});

test('the changes include removed parts, and no unchanged ones', () => {
  const before = new Map([
    ['stays', 'a'],
    ['goes', 'b'],
  ]);
  const after = new Map([
    ['stays', 'a'],
    ['comes', 'c'],
  ]);
  expect([...changedParts(before, after)]).toEqual([
    ['comes', 'c'],
    ['goes', undefined],
  ]);
});

describe('two JSON values are the same', () => {
  test.each<[unknown, unknown]>([
    [1, 1],
    ['a', 'a'],
    [null, null],
    [0, -0],
    [undefined, undefined],
    [
      [1, { a: [] }],
      [1, { a: [] }],
    ],
    [
      { a: 1, b: { c: 2, d: 3 } },
      { b: { d: 3, c: 2 }, a: 1 },
    ],
  ])('%j and %j', (a, b) => {
    expect(sameJson(a, b)).toBe(true);
  });

  test.each<[unknown, unknown]>([
    [1, '1'],
    [0, null],
    [{}, null],
    [{}, 'a'],
    [[], {}],
    [['a'], { 0: 'a' }],
    [[1], [1, 2]],
    [[1, 2], [1]],
    [{ a: 1 }, { a: 2 }],
    [{ a: 1 }, { a: 1, b: 1 }],
    [{ a: undefined }, { b: undefined }],
    [{ a: { b: [1] } }, { a: { b: [2] } }],
  ])('but not %j and %j', (a, b) => {
    expect(sameJson(a, b)).toBe(false);
    expect(sameJson(b, a)).toBe(false);
  });
});

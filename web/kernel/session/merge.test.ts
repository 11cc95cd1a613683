import { describe, expect, test } from 'vitest';
import { sameJson } from '../state/work.ts';
import { comparePartwise, merge, type Sides } from './merge.ts';

const model = { label: (name: string) => `Part ${name}` };
const parts = (values: Record<string, unknown>) => new Map(Object.entries(values));

function mergeAll(sides: Sides, choices: Record<string, 'mine' | 'theirs'> = {}) {
  return merge(comparePartwise(model, sides), sides, new Map(Object.entries(choices)));
}

describe('a three-way merge by part', () => {
  const base = parts({ a: { n: 1 }, b: { n: 1 }, c: { n: 1 } });

  test('takes changes that do not overlap from both sides', () => {
    const mine = parts({ a: { n: 2 }, b: { n: 1 }, c: { n: 1 }, mineOnly: 1 });
    const theirs = parts({ a: { n: 1 }, b: { n: 3 }, theirsOnly: 2 });
    expect(mergeAll({ base, mine, theirs })).toEqual({
      ok: true,
      parts: parts({ a: { n: 2 }, b: { n: 3 }, mineOnly: 1, theirsOnly: 2 }),
    });
  });

  test('asks if both changed the same part differently, and names it', () => {
    const mine = parts({ a: { n: 2 }, b: { n: 1 }, c: { n: 1 } });
    const theirs = parts({ a: { n: 3 }, b: { n: 1 }, c: { n: 1 } });
    expect(mergeAll({ base, mine, theirs })).toEqual({ ok: false, open: ['Part a'] });
    expect(mergeAll({ base, mine, theirs }, { a: 'mine' })).toEqual({ ok: true, parts: mine });
    expect(mergeAll({ base, mine, theirs }, { a: 'theirs' })).toEqual({ ok: true, parts: theirs });
  });

  test('asks if one side removed what the other changed', () => {
    const mine = parts({ b: { n: 1 }, c: { n: 1 } });
    const theirs = parts({ a: { n: 3 }, b: { n: 1 }, c: { n: 1 } });
    const [difference] = comparePartwise(model, { base, mine, theirs });
    expect(difference).toMatchObject({
      ...{ changedBy: 'both', mine: 'removed', theirs: 'changed' },
      parts: { mine: undefined, theirs: { n: 3 } },
    });
    expect(mergeAll({ base, mine, theirs }, { a: 'mine' })).toEqual({ ok: true, parts: mine });
  });

  test('does not ask if both made the same change', () => {
    const mine = parts({ a: { n: 2, m: 1 }, b: { n: 1 }, c: { n: 1 } });
    const theirs = parts({ a: { m: 1, n: 2 }, b: { n: 1 }, c: { n: 1 } });
    expect(comparePartwise(model, { base, mine, theirs })).toEqual([]);
  });

  test('lets the application merge a part that both changed', () => {
    const joining = {
      ...model,
      mergePart: (_name: string, _base: unknown, mine: unknown, theirs: unknown) => [
        ...(mine as number[]),
        ...(theirs as number[]),
      ],
    };
    const sides = { base: parts({ a: [] }), mine: parts({ a: [1] }), theirs: parts({ a: [2] }) };
    const compared = comparePartwise(joining, sides);
    expect(merge(compared, sides, new Map())).toEqual({ ok: true, parts: parts({ a: [1, 2] }) });
    expect(merge(compared, sides, new Map([['a', 'theirs']]))).toEqual({
      ok: true,
      parts: parts({ a: [2] }),
    });
  });

  test('without a base asks about everything that differs', () => {
    const mine = parts({ a: 1, b: 1 });
    const theirs = parts({ a: 2, c: 1 });
    const compared = comparePartwise(model, { base: null, mine, theirs });
    expect(compared.map(({ name, changedBy }) => [name, changedBy]).sort()).toEqual([
      ['a', 'both'],
      ['b', 'both'],
      ['c', 'both'],
    ]);
  });

  test('carries names like __proto__ as data', () => {
    const evil = JSON.parse('{"__proto__":{"polluted":true}}');
    expect(sameJson(evil, JSON.parse('{"__proto__":{"polluted":false}}'))).toBe(false);
    expect(sameJson(evil, JSON.parse('{"__proto__":{"polluted":true}}'))).toBe(true);
    const merged = mergeAll({ base, mine: base, theirs: new Map([['__proto__', evil]]) });
    expect(merged.ok && merged.parts.get('__proto__')).toBe(evil);
    expect(({} as { polluted?: boolean }).polluted).toBeUndefined();
  });
});

test('equality by value ignores the order of keys and nothing else', () => {
  expect(sameJson({ a: [1, { b: null }] }, { a: [1, { b: null }] })).toBe(true);
  expect(sameJson({ a: 1, b: 2 }, { b: 2, a: 1 })).toBe(true);
  expect(sameJson([1, 2], [2, 1])).toBe(false);
  expect(sameJson([], {})).toBe(false);
  expect(sameJson({ a: undefined }, {})).toBe(false);
  expect(sameJson(null, {})).toBe(false);
});

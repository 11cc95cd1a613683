import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { mergeNames, mergePart } from './merge-part.ts';

const frame = (dashboards: string[], activeDashboardId = 'a', rest = {}) => ({
  rest: { schemaVersion: 2, activeDashboardId, ...rest },
  dashboards,
  ensembles: [],
});

describe('merging the order of dashboards', () => {
  it('keeps what both added', () => {
    const merged = mergePart('frame', frame(['a']), frame(['a', 'm']), frame(['a', 't']));
    expect(merged).toMatchObject({ dashboards: ['a', 't', 'm'] });
  });

  it('takes the order of the side that changed it, and mine if both did', () => {
    const base = ['a', 'b', 'c'];
    const theirs = ['c', 'b', 'a'];
    expect(mergeNames({ base, mine: ['a', 'b', 'c', 'm'], theirs })).toEqual(['c', 'b', 'a', 'm']);
    expect(mergeNames({ base, mine: ['b', 'a', 'c'], theirs })).toEqual(['b', 'a', 'c']);
  });

  it('drops what either side removed and loses nothing that was added, whatever the lists', () => {
    const names = fc.uniqueArray(fc.constantFrom('a', 'b', 'c', 'd', 'e'));
    fc.assert(
      fc.property(names, names, names, (base, mine, theirs) => {
        const expected = new Set(
          [...mine, ...theirs].filter(
            (name) => !base.includes(name) || (mine.includes(name) && theirs.includes(name)),
          ),
        );
        expect(mergeNames({ base, mine, theirs }).sort()).toEqual([...expected].sort());
      }),
    );
  });

  it('stays where I am when both opened another dashboard', () => {
    const merged = mergePart(
      'frame',
      frame(['a', 'b', 'c']),
      frame(['a', 'b', 'c'], 'b'),
      frame(['a', 'b', 'c'], 'c'),
    );
    expect(merged).toEqual(frame(['a', 'b', 'c'], 'b'));
  });
});

describe('merging a dashboard', () => {
  const base = { id: 'd', name: 'Old', modules: ['a'] };

  it('takes my new name together with their new module', () => {
    const mine = { ...base, name: 'Mine' };
    const theirs = { ...base, modules: ['a', 't'] };
    expect(mergePart('dashboard:d', base, mine, theirs)).toEqual({ ...mine, modules: ['a', 't'] });
  });

  it('leaves two new names to the person', () => {
    const result = mergePart(
      'dashboard:d',
      base,
      { ...base, name: 'Mine' },
      { ...base, name: 'Theirs' },
    );
    expect(result).toBeUndefined();
  });
});

describe('merging other parts', () => {
  const marker = (id: string, name = id) => ({ id, name });
  const items = (...annotations: object[]) => ({ annotations });
  const module = (settings: object, x = 0) => ({
    id: 'm',
    settings,
    layout: { x, y: 0, w: 4, h: 4 },
  });

  it.each<[string, unknown, unknown, unknown, unknown]>([
    [
      'two settings',
      { theme: 'system', percentiles: [50], ensembleColors: { a: 'series-1' } },
      { theme: 'dark', percentiles: [50], ensembleColors: { a: 'series-1', b: 'series-2' } },
      { theme: 'system', percentiles: [10, 90], ensembleColors: {} },
      { theme: 'dark', percentiles: [10, 90], ensembleColors: { b: 'series-2' } },
    ],
    [
      'a new marker each, and one that I changed',
      items(marker('a'), marker('b')),
      items(marker('a', 'A'), marker('b'), marker('m')),
      items(marker('a'), marker('b'), marker('t')),
      items(marker('a', 'A'), marker('b'), marker('t'), marker('m')),
    ],
    [
      'the filters of two ensembles',
      { filters: { a: { include: [], exclude: [[1, 1]] } } },
      { filters: {} },
      { filters: { a: { include: [], exclude: [[1, 1]] }, b: { include: [[0, 9]], exclude: [] } } },
      { filters: { b: { include: [[0, 9]], exclude: [] } } },
    ],
    [
      'a setting of a module and its place',
      module({ vector: 'A', mean: true }),
      module({ vector: 'B', mean: true }),
      module({ vector: 'A', mean: true }, 6),
      module({ vector: 'B', mean: true }, 6),
    ],
  ])('joins %s', (_, base, mine, theirs, merged) => {
    expect(mergePart('any', base, mine, theirs)).toEqual(merged);
  });

  it.each<[string, unknown, unknown, unknown]>([
    ['one setting set twice', { theme: 'system' }, { theme: 'dark' }, { theme: 'light' }],
    ['a note written by both', { text: 'a' }, { text: 'b' }, { text: 'c' }],
    ['a list of numbers', { percentiles: [50] }, { percentiles: [10] }, { percentiles: [90] }],
    [
      'a marker changed by one and removed by the other',
      items(marker('a')),
      items(),
      items(marker('a', 'A')),
    ],
    [
      'names and something else in one list',
      { l: ['a', 1] },
      { l: ['a', 1, 'b'] },
      { l: ['c', 1] },
    ],
    [
      'things of which one has no id',
      { l: [{ id: 'a' }, {}] },
      { l: [{ id: 'a' }, {}, { id: 'm' }] },
      { l: [{ id: 'a' }, {}, { id: 't' }] },
    ],
    ['null on one side', { l: null }, { l: { a: 1 } }, { l: { a: 2 } }],
    [
      'a module that both moved, even if in other directions',
      module({}),
      module({}, 6),
      { ...module({}), layout: { x: 0, y: 9, w: 4, h: 4 } },
    ],
  ])('leaves to the person %s', (_, base, mine, theirs) => {
    expect(mergePart('any', base, mine, theirs)).toBeUndefined();
  });

  it("ignores the order of an object's fields", () => {
    const base = { layout: { h: 4, w: 4, x: 0, y: 0 }, settings: { a: 1 } };
    const mine = { settings: { a: 2 }, layout: { x: 0, y: 0, w: 4, h: 4 } };
    const theirs = { settings: { a: 1 }, layout: { y: 0, x: 6, w: 4, h: 4 } };
    expect(mergePart('any', base, mine, theirs)).toEqual({ ...theirs, settings: { a: 2 } });
  });

  it('changes only what a side changed, and asks in the same cases from both sides', () => {
    const value = fc.constantFrom(1, 2, 3, undefined);
    const part = fc.dictionary(fc.constantFrom('a', 'b', 'c', '__proto__'), value);
    const json = part.map((one) => JSON.parse(JSON.stringify(one)) as Record<string, unknown>);
    fc.assert(
      fc.property(json, json, json, (base, mine, theirs) => {
        const merged = mergePart('any', base, mine, theirs);
        expect(mergePart('any', base, theirs, mine)).toEqual(merged);
        expect(mergePart('any', base, mine, base)).toEqual(mine);
        expect(({} as Record<string, unknown>).a).toBeUndefined();
      }),
    );
  });
});

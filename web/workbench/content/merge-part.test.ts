import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { mergeNames, mergePart } from './merge-part.ts';

const frame = (dashboards: string[], activeDashboardId = 'a', rest = {}) => ({
  rest: { schemaVersion: 1, activeDashboardId, ...rest },
  dashboards,
  ensembles: [],
});

describe('merging the order of dashboards', () => {
  it('keeps what both added', () => {
    const merged = mergePart('frame', frame(['a']), frame(['a', 'm']), frame(['a', 't']));
    expect(merged).toMatchObject({ dashboards: ['a', 't', 'm'] });
  });

  it('takes the order of the side that changed it, and mine if both did', () => {
    expect(mergeNames(['a', 'b', 'c'], ['a', 'b', 'c', 'm'], ['c', 'b', 'a'])).toEqual([
      'c',
      'b',
      'a',
      'm',
    ]);
    expect(mergeNames(['a', 'b', 'c'], ['b', 'a', 'c'], ['c', 'b', 'a'])).toEqual(['b', 'a', 'c']);
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
        expect(mergeNames(base, mine, theirs).sort()).toEqual([...expected].sort());
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

  it('leaves other parts, and parts that one side removed, to the person', () => {
    expect(mergePart('settings', { a: 1 }, { a: 2 }, { a: 1, b: 1 })).toBeUndefined();
    expect(mergePart('dashboard:d', base, undefined, { ...base, name: 'x' })).toBeUndefined();
  });
});

import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { activateDashboard, addDashboard, renameDashboard } from '../edits/dashboards.ts';
import { addEnsemble } from '../edits/ensembles.ts';
import { addModule, changeModuleSettings, removeModule } from '../edits/modules.ts';
import { changePercentiles } from '../edits/settings.ts';
import { exampleEnsemble } from '../ensembles/example-ensemble.ts';
import { anyContent, contentFrom } from '../testing/contents.ts';
import { join, split } from './parts.ts';
import { readContent } from './read.ts';
import type { SessionContent } from './schema.ts';

function changedParts(before: SessionContent, after: SessionContent): string[] {
  const old = split(before);
  const now = split(after);
  const names = new Set([...old.keys(), ...now.keys()]);
  return [...names].filter((name) => old.get(name) !== now.get(name)).sort();
}

describe('split and join', () => {
  it('give the content back for every content that the schema accepts', () => {
    fc.assert(
      fc.property(anyContent, (content) => {
        expect(readContent(content)).toEqual({ ok: true, content });
        expect(join(split(content))).toEqual(content);
      }),
    );
  });

  it('give any JSON object back, even where the schema would refuse it', () => {
    const odd = fc.oneof(anyContent, fc.jsonValue({ maxDepth: 4 }));
    const keys = fc.constantFrom('dashboards', 'ensembleSet', 'settings', 'other', '__proto__');
    fc.assert(
      fc.property(fc.dictionary(keys, odd), (value) => {
        expect(join(split(value as unknown as SessionContent))).toEqual(value);
      }),
    );
  });

  it('do not split lists whose ids are missing, invalid or duplicated', () => {
    const whole = { id: 'b', name: 'B', modules: [] };
    const lists = [
      [{ id: 7, modules: [] }],
      [whole, { id: 'a' }],
      [{ id: 'a' }],
      [{ id: 'a:b', modules: [] }],
      [1],
      [null],
      'text',
      {},
      [[]],
    ];
    const twice = { id: 'a', name: 'A', modules: [] };
    for (const dashboards of [...lists, [twice, twice]]) {
      const content = { dashboards } as unknown as SessionContent;
      expect([...split(content).keys()]).toEqual(['frame']);
      expect(join(split(content))).toEqual(content);
    }
  });

  it('name settings, items, filters, every ensemble, dashboard and module, and the frame', () => {
    expect([...split(contentFrom('comparison')).keys()].sort()).toEqual([
      'dashboard:id-1',
      'ensemble:id-7',
      'ensemble:id-8',
      'frame',
      'module:id-1:id-2',
      'module:id-1:id-3',
      'module:id-1:id-4',
      'module:id-1:id-5',
      'module:id-1:id-6',
      'realizationFilterSet',
      'settings',
      'userCreatedItems',
    ]);
  });

  it('return the same objects while nothing changes', () => {
    const content = contentFrom('field-overview');
    expect(changedParts(content, content)).toEqual([]);
    expect(changedParts(content, structuredClone(content)).length).toBeGreaterThan(5);
  });
});

describe('an edit changes only the parts it touches', () => {
  const content = contentFrom('comparison');
  const cases: [string, (content: SessionContent) => SessionContent, string[]][] = [
    ['the percentiles', (c) => changePercentiles(c, [50]), ['settings']],
    [
      "a module's settings",
      (c) => changeModuleSettings(c, 'id-2', { text: 'New' }),
      ['module:id-1:id-2'],
    ],
    ["a dashboard's name", (c) => renameDashboard(c, 'id-1', 'New'), ['dashboard:id-1']],
    ['a removed module', (c) => removeModule(c, 'id-2'), ['dashboard:id-1', 'module:id-1:id-2']],
    ['an added dashboard', (c) => addDashboard(c, 'New', 'new'), ['dashboard:new', 'frame']],
    [
      'an added module',
      (c) => addModule(c, 'id-1', { type: 'note', settings: {}, size: { w: 4, h: 4 } }, 'new'),
      ['dashboard:id-1', 'module:id-1:new'],
    ],
    [
      'an added ensemble',
      (c) => addEnsemble(c, exampleEnsemble('north-flank'), 'new'),
      ['ensemble:new', 'frame'],
    ],
    [
      'another dashboard opened',
      (c) => activateDashboard(addDashboard(c, 'New', 'new'), 'id-1'),
      ['dashboard:new', 'frame'],
    ],
  ];
  it.each(cases)('%s', (_, edit, expected) => {
    expect(changedParts(content, edit(content))).toEqual(expected);
  });

  it('also after another edit was undone', () => {
    split(renameDashboard(content, 'id-1', 'New'));
    const edited = changeModuleSettings(content, 'id-2', { text: 'New' });
    expect(changedParts(content, edited)).toEqual(['module:id-1:id-2']);
  });
});

describe('join after a merge', () => {
  const parts = split(contentFrom('comparison'));

  it('appends a dashboard that no list names and skips one that is gone', () => {
    const merged = new Map(parts);
    merged.delete('dashboard:id-1');
    for (const name of parts.keys()) if (name.startsWith('module:')) merged.delete(name);
    merged.set('dashboard:new', { id: 'new', name: 'Theirs', modules: ['gone'] });
    expect(join(merged).dashboards).toEqual([{ id: 'new', name: 'Theirs', modules: [] }]);
  });

  it('appends a module that its dashboard does not name', () => {
    const added = { id: 'new', type: 'note', settings: {}, layout: { x: 0, y: 0, w: 1, h: 1 } };
    const merged = new Map(parts).set('module:id-1:new', added);
    expect(join(merged).dashboards[0]?.modules.at(-1)).toBe(added);
  });

  it('gives modules a dashboard when theirs is gone', () => {
    const merged = new Map(parts);
    merged.delete('dashboard:id-1');
    const [dashboard] = join(merged).dashboards;
    expect(dashboard).toMatchObject({ id: 'id-1', name: 'Recovered' });
    expect(dashboard?.modules).toHaveLength(5);
    expect(readContent(join(merged)).ok).toBe(true);
  });

  it('sorts parts by name if the frame is missing', () => {
    const layout = { x: 0, y: 0, w: 1, h: 1 };
    const module = (id: string) => ({ id, type: 'note', settings: {}, layout });
    const ensemble = (id: string) => ({ id, name: id });
    const left = join(
      new Map<string, unknown>([
        ['ensemble:z', ensemble('z')],
        ['ensemble:a', ensemble('a')],
        ['module:y:2', module('2')],
        ['module:y:1', module('1')],
        ['module:x:1', module('1')],
        ['settings', { percentiles: [] }],
      ]),
    );
    expect(left).toEqual({
      settings: { percentiles: [] },
      ensembleSet: { ensembles: [ensemble('a'), ensemble('z')] },
      dashboards: [
        { id: 'x', name: 'Recovered', modules: [module('1')] },
        { id: 'y', name: 'Recovered', modules: [module('1'), module('2')] },
      ],
    });
    expect(join(new Map([['settings', {}]]))).toEqual({ settings: {} });
  });

  it('keeps other fields beside the ensembles', () => {
    const content = { ensembleSet: { ensembles: [], more: 1 } } as unknown as SessionContent;
    expect(join(split(content))).toEqual(content);
  });
});

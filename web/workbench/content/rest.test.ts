import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { anyContent, contentFrom } from '../testing/contents.ts';
import { readRest } from './rest.ts';

const whole = contentFrom('field-overview');
const NAME = whole.dashboards[0]?.name;

/** The content with one change. */
function changed(change: (stored: Stored) => void): unknown {
  const stored = structuredClone(whole) as unknown as Stored;
  change(stored);
  return stored;
}

interface Stored {
  [field: string]: unknown;
  ensembleSet: { ensembles: object[] };
  dashboards: { [field: string]: unknown; id: unknown; name: string; modules: Module[] }[];
}
interface Module {
  [field: string]: unknown;
  id: string;
}

describe('What can be read of a content', () => {
  test('is all of it if nothing is wrong', () => {
    fc.assert(
      fc.property(anyContent, (content) => {
        const rest = readRest(content);
        const isEmpty = content.dashboards.length + content.ensembleSet.ensembles.length === 0;
        expect(rest).toEqual(isEmpty ? null : { content, lost: [] });
      }),
      { numRuns: 30 },
    );
  });

  test('leaves out only the broken module, and names it and its dashboard', () => {
    const rest = readRest(
      changed(({ dashboards: [first] }) => {
        if (first?.modules[0]) first.modules[0].layout = 'anywhere';
      }),
    );
    const [first, ...others] = whole.dashboards;
    expect(rest?.content.dashboards).toEqual([
      { ...first, modules: first?.modules.slice(1) },
      ...others,
    ]);
    expect(rest?.lost).toHaveLength(1);
    expect(rest?.lost[0]).toMatch(/^Time series .* on '.+'$/);
  });

  test.each<[string, (stored: Stored) => void, string[]]>([
    [
      'a dashboard',
      ({ dashboards: [first] }) => Object.assign(first ?? {}, { id: 'not an id' }),
      [`Dashboard '${NAME}'`],
    ],
    [
      'settings',
      (stored) => Object.assign(stored, { settings: { percentiles: 'P10' } }),
      ['Settings'],
    ],
    ['a list that is none', (stored) => Object.assign(stored, { dashboards: 7 }), ['Dashboards']],
    [
      'modules that are no list',
      ({ dashboards: [first] }) => Object.assign(first ?? {}, { modules: {} }),
      [`The modules of Dashboard '${NAME}'`],
    ],
    [
      'a module of no kind at all',
      ({ dashboards: [first] }) => first?.modules.push({ id: 'x', type: 5, title: 6 }),
      [`Module on '${NAME}'`],
    ],
    [
      'the second of two with one id',
      ({ dashboards }) => dashboards.push(...structuredClone(dashboards.slice(0, 1))),
      [`Dashboard '${NAME}'`],
    ],
    ['a field that does not belong there', (stored) => (stored.extra = 1), ["The field 'extra'"]],
  ])('leaves out %s', (_, change, lost) => {
    expect(readRest(changed(change))?.lost).toEqual(lost);
  });

  test.each<[string, (stored: Stored) => object | undefined, string]>([
    ['a dashboard', ({ dashboards: [first] }) => first, ` of Dashboard '${NAME}'`],
    [
      'a module',
      ({ dashboards: [first] }) => first?.modules[0],
      expect.stringMatching(` of Time series .* on '${NAME}'$`),
    ],
    [
      'a layout',
      ({ dashboards: [first] }) => first?.modules[0]?.layout as object,
      expect.stringMatching(` of Time series .* on '${NAME}'$`),
    ],
    [
      'an ensemble',
      ({ ensembleSet }) => ensembleSet.ensembles[0],
      ` of Ensemble '${whole.ensembleSet.ensembles[0]?.name}'`,
    ],
    ['the list of ensembles', ({ ensembleSet }) => ensembleSet, ''],
    ['settings', ({ settings }) => settings as object, ' of Settings'],
  ])('leaves out a field that does not belong to %s, and nothing else', (_, of, owner) => {
    const rest = readRest(
      changed((stored) => Object.assign(of(stored) ?? {}, { extra: 1, other: 2 })),
    );
    expect(rest?.content).toEqual(whole);
    expect(rest?.lost.map((one) => one.replace(/^The field '(extra|other)'/, ''))).toEqual([
      owner,
      owner,
    ]);
  });

  test.each([
    ['no content', 'text'],
    ['of a newer build', { ...whole, schemaVersion: 99 }],
    ['without anything', { dashboards: [], ensembleSet: { ensembles: [] } }],
  ])('is nothing of what is %s', (_, value) => {
    expect(readRest(value)).toBeNull();
  });
});

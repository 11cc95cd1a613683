import { describe, expect, it } from 'vitest';
import { contentFrom } from '../testing/contents.ts';
import { VALUES_MAX } from './limits.ts';
import type { ImportedSource, SessionContent } from './schema.ts';
import { tooMuchIssues, wholeIssues } from './whole.ts';

const packed = (length: number) => ({ encoding: 'float64', digits: 0, length, data: '' }) as const;
const unit = '';
const imported: ImportedSource = {
  kind: 'imported',
  fileNames: [],
  importedAt: '2026-01-01T00:00:00.000Z',
  realizationCount: 2,
  timeCount: 3,
  realizations: packed(2),
  times: packed(3),
  vectors: [{ name: 'FOPR', unit, values: packed(6) }],
  parameters: [
    { kind: 'number', name: 'PORO', unit, values: packed(2) },
    { kind: 'category', name: 'CONCEPT', categories: ['a'], codes: packed(2) },
  ],
  observations: [{ vector: 'FOPR', unit, times: packed(4), values: packed(4), errors: packed(4) }],
};

/** A content with one ensemble of this source, and the given fields. */
function withSource(source: Partial<ImportedSource>, more: Partial<SessionContent> = {}) {
  const ensembles = [{ id: 'e', name: 'E', source: { ...imported, ...source } }];
  return { ...contentFrom('empty'), ensembleSet: { ensembles }, ...more } as SessionContent;
}

const [vector] = imported.vectors;
const [number, category] = imported.parameters;
const [observed] = imported.observations ?? [];
const ensemble = 'ensembleSet.ensembles "E"';

it('nothing is wrong with an ensemble whose columns are as long as they should be', () => {
  expect(wholeIssues(withSource({}))).toEqual([]);
  expect(wholeIssues(contentFrom('comparison'))).toEqual([]);
});

describe('a column of the wrong length', () => {
  it.each<[string, Partial<ImportedSource>, string]>([
    ['the realizations', { realizations: packed(1) }, 'realizations has 1 numbers, not 2'],
    ['the times', { times: packed(4) }, 'times has 4 numbers, not 3'],
    [
      'a vector',
      { vectors: [{ name: 'FOPR', unit, values: packed(5) }] },
      'FOPR has 5 numbers, not 6',
    ],
    [
      'a parameter',
      { parameters: [{ kind: 'number', name: 'PORO', unit, values: packed(3) }] },
      'PORO has 3 numbers, not 2',
    ],
    [
      'the codes of a category',
      { parameters: [{ kind: 'category', name: 'C', categories: [], codes: packed(1) }] },
      'C has 1 numbers, not 2',
    ],
    [
      'what was observed',
      { observations: [{ ...observed, values: packed(3) }] as never },
      'observed FOPR has 3 numbers, not 4',
    ],
    [
      'the errors of what was observed',
      { observations: [{ ...observed, errors: packed(5) }] as never },
      'observed FOPR has 5 numbers, not 4',
    ],
  ])('is found: %s', (_, source, words) => {
    expect(wholeIssues(withSource(source))).toEqual([`${ensemble} column ${words}.`]);
  });
});

describe('a name used twice', () => {
  it.each<[string, Partial<ImportedSource>, string]>([
    ['vector', { vectors: [vector, vector] as never }, 'vector'],
    ['parameter', { parameters: [number, category, number] as never }, 'parameter'],
    [
      'vector with observations',
      { observations: [observed, observed] as never },
      'vector with observations',
    ],
  ])('is found: %s', (_, source, kind) => {
    expect(wholeIssues(withSource(source))).toEqual([`${ensemble} has a ${kind} more than once.`]);
  });

  it('is found among dashboards, modules, ensembles and annotations, each time it is used again', () => {
    const content = contentFrom('comparison');
    const [dashboard] = content.dashboards;
    const [module] = dashboard?.modules ?? [];
    const [first] = content.ensembleSet.ensembles;
    const marker = { id: 'm' };
    const broken = {
      ...content,
      dashboards: [{ ...dashboard, modules: [module, module, module] }, dashboard],
      ensembleSet: { ensembles: [first, first] },
      userCreatedItems: { annotations: [marker, marker] },
    } as unknown as SessionContent;
    expect(wholeIssues(broken)).toEqual([
      `dashboards has the id ${dashboard?.id} more than once.`,
      `dashboards "Comparison" modules has the id ${module?.id} more than once.`,
      `dashboards "Comparison" modules has the id ${module?.id} more than once.`,
      `ensembleSet.ensembles has the id ${first?.id} more than once.`,
      'userCreatedItems.annotations has the id m more than once.',
    ]);
  });
});

describe('a long text', () => {
  const withText = (text: unknown) => {
    const content = contentFrom('empty');
    const [dashboard] = content.dashboards;
    const [module] = dashboard?.modules ?? [];
    const modules = [{ ...module, settings: { deep: [{ text }] } }];
    return { ...content, dashboards: [{ ...dashboard, modules }] } as SessionContent;
  };

  it('is found anywhere in the settings, and only above the limit', () => {
    expect(wholeIssues(withText('x'.repeat(100_000)))).toEqual([]);
    expect(wholeIssues(withText(null))).toEqual([]);
    expect(wholeIssues(withText('x'.repeat(100_001)))).toEqual([
      'dashboards "Dashboard 1" modules note id-2 has a text of more than 100000 characters.',
    ]);
  });
});

describe('too much', () => {
  it('are more numbers than the limit, over all ensembles together', () => {
    const rest = 2 + 3 + 6 + 2 + 2 + 3 * 4;
    const vectors = (length: number) => [
      { name: 'FOPR', unit, values: packed(6) },
      { name: 'FOPT', unit, values: packed(length) },
    ];
    expect(tooMuchIssues(withSource({ vectors: vectors(VALUES_MAX - rest) }))).toEqual([]);
    expect(tooMuchIssues(withSource({ vectors: vectors(VALUES_MAX - rest + 1) }))).toEqual([
      `The imported ensembles have ${VALUES_MAX + 1} numbers together, more than ${VALUES_MAX}.`,
    ]);
  });

  it('are more than twenty ensembles', () => {
    const { ensembles } = withSource({}).ensembleSet;
    const many = (count: number) => ({
      ...withSource({}),
      ensembleSet: { ensembles: Array.from({ length: count }, () => ensembles[0]) as never },
    });
    expect(tooMuchIssues(many(20))).toEqual([]);
    expect(tooMuchIssues(many(21))).toEqual(['There are more than 20 ensembles.']);
  });
});

import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { changeModuleSettings } from '../edits/modules.ts';
import { anyContent, contentFrom } from '../testing/contents.ts';
import { CHUNK_VALUES, CONTENT_MAX_DEPTH } from './limits.ts';
import { editIssues, readContent } from './read.ts';
import type { SessionContent } from './schema.ts';

// biome-ignore lint/suspicious/noExplicitAny: the point of these tests is to break the shape
type Draft = any;

function mutable(): Draft {
  return structuredClone(contentFrom('field-overview'));
}

/** The problems found in a content that was broken in one place. */
function issuesOf(breakIt: (content: Draft) => void): readonly string[] {
  const content = mutable();
  breakIt(content);
  const result = readContent(content);
  return result.ok ? [] : result.issues;
}

describe('reading a content', () => {
  it('returns the same object if it is current and valid', () => {
    const content = contentFrom('comparison');
    const result = readContent(content);
    expect(result.ok && result.content).toBe(content);
  });

  it('survives JSON unchanged', () => {
    fc.assert(
      fc.property(anyContent, (content) => {
        const result = readContent(JSON.parse(JSON.stringify(content)));
        expect(result.ok && result.content).toEqual(JSON.parse(JSON.stringify(content)));
      }),
    );
  });

  it.each<[string, (content: Draft) => void, string]>([
    ['a missing field', (c) => delete c.settings, 'settings is not an object.'],
    [
      'a field too many',
      (c) => {
        c.extra = 1;
      },
      'The content has fields that do not belong there: extra.',
    ],
    [
      'a wrong type',
      (c) => {
        c.dashboards[0].name = 7;
      },
      'dashboards[0].name is not a text.',
    ],
    [
      'a layout outside the grid',
      (c) => {
        c.dashboards[0].modules[0].layout.w = 13;
      },
      'dashboards[0] "Production" modules[0].layout.w is over the maximum of 12.',
    ],
    [
      'percentiles that are no list',
      (c) => {
        c.settings.percentiles = 'many';
      },
      'settings.percentiles is not a list.',
    ],
    [
      'a colour that could carry a script',
      (c) => {
        c.settings.ensembleColors = { a: 'url(javascript:alert(1))' };
      },
      'settings.ensembleColors.a is neither "series-1" to "series-8" nor a colour like "#1f77b4".',
    ],
    [
      'an ensemble of an unknown kind',
      (c) => {
        c.ensembleSet.ensembles[0].source.kind = 'magic';
      },
      'ensembleSet.ensembles[0] "North Flank" source.kind is of an unknown kind.',
    ],
    [
      'two dashboards with one id',
      (c) => c.dashboards.push(c.dashboards[0]),
      'dashboards has the id id-1 more than once.',
    ],
    [
      'a text of more than 100000 characters',
      (c) => {
        c.dashboards[0].modules[1].settings.text = 'x'.repeat(100_001);
      },
      'dashboards "Production" modules note id-3 has a text of more than 100000 characters.',
    ],
    [
      'an infinite threshold',
      (c) =>
        c.userCreatedItems.annotations.push({
          kind: 'threshold',
          id: 'a',
          name: 'A',
          color: 'series-1',
          visible: true,
          charts: 'all',
          vector: 'FOPR',
          value: Number.POSITIVE_INFINITY,
        }),
      'userCreatedItems.annotations[0] "A" value is not a number.',
    ],
  ])('refuses %s and says where it is', (_, breakIt, issue) => {
    expect(issuesOf(breakIt)).toContain(issue);
  });

  it('lists everything that is wrong, twenty at most, and says how many more there are', () => {
    const issues = issuesOf((content) => {
      content.settings.percentiles = [];
      for (let i = 0; i < 30; i++) content.ensembleSet.ensembles.push({ id: `x${i}` });
      content.ensembleSet.ensembles.length = 19;
      content.userCreatedItems.annotations = Array.from({ length: 30 }, () => ({}));
    });
    expect(issues).toHaveLength(21);
    expect(issues.at(-1)).toMatch(/^And \d+ more\.$/);
  });

  it('refuses a content of a newer version and says what to do', () => {
    const result = readContent({ ...contentFrom('empty'), schemaVersion: 99 });
    expect(result).toMatchObject({ ok: false, reason: 'newer' });
    expect(!result.ok && result.issues[0]).toContain('newer version of the application');
  });

  it('refuses what is nested too deep without recursing into it', () => {
    let deep: unknown = 1;
    for (let i = 0; i < 200_000; i++) deep = [deep];
    const issues = issuesOf((content) => {
      content.dashboards[0].modules[0].settings.x = deep;
    });
    expect(issues).toEqual([`The content is nested deeper than ${CONTENT_MAX_DEPTH} levels.`]);
  });

  it.each([null, 1, 'text', [], true])('refuses %j, which is not a content', (value) => {
    expect(readContent(value)).toMatchObject({ ok: false, reason: 'invalid' });
  });

  it('keeps __proto__ in settings as data and pollutes nothing', () => {
    const content = mutable();
    content.dashboards[0].modules[0].settings = JSON.parse('{"__proto__": {"polluted": true}}');
    const result = readContent(content);
    expect(result.ok).toBe(true);
    expect(JSON.stringify(result.ok && result.content)).toContain('"__proto__":{"polluted":true}');
    expect(({} as Record<string, unknown>).polluted).toBeUndefined();
  });
});

describe('an imported ensemble', () => {
  const column = (length: number) => ({ encoding: 'scaled', digits: 0, length, data: '' });
  const stored = (length: number) => ({
    ...{ encoding: 'scaled', digits: 0, length },
    chunks: Array.from({ length: Math.ceil(length / CHUNK_VALUES) }, () => ({
      ...{ asset: 'a'.repeat(64), check: 'a'.repeat(16) },
      ...{ offset: 0, bytes: 1, at: 0 },
    })),
  });
  const source = () => ({
    kind: 'imported',
    fileNames: ['a.csv'],
    importedAt: '2026-01-01T00:00:00.000Z',
    realizationCount: 2,
    timeCount: 3,
    realizations: column(2),
    times: column(3),
    vectors: [{ name: 'FOPR', unit: '', values: column(6) }],
    parameters: [{ kind: 'number', name: 'P', unit: '', values: column(2) }],
  });
  const withSource = (change: (source: Draft) => void) =>
    issuesOf((content) => {
      const changed = source();
      change(changed);
      content.ensembleSet.ensembles = [{ id: 'e', name: 'E', source: changed }];
    });

  it('is accepted when all its columns have the length they should', () => {
    expect(withSource(() => {})).toEqual([]);
  });

  it('is refused when a column is shorter or longer', () => {
    expect(
      withSource((one) => {
        one.vectors[0].values.length = 5;
      }),
    ).toEqual(['ensembleSet.ensembles "E" column FOPR has 5 numbers, not 6.']);
    expect(
      withSource((one) => {
        one.parameters[0].values.length = 3;
      }),
    ).toEqual(['ensembleSet.ensembles "E" column P has 3 numbers, not 2.']);
  });

  it('is refused when it claims more numbers than a browser should unpack', () => {
    const issues = withSource((one) => {
      one.realizationCount = 10_000;
      one.timeCount = 20_000;
      one.realizations = column(10_000);
      one.times = column(20_000);
      one.vectors[0].values = stored(200_000_000);
    });
    expect(issues.at(-1)).toMatch(/^The imported ensembles have .* more than 200000000\.$/);
  });

  it('is accepted with columns in assets, and refused if they have the wrong number of chunks', () => {
    expect(
      withSource((one) => {
        one.vectors[0].values = stored(6);
      }),
    ).toEqual([]);
    expect(
      withSource((one) => {
        one.vectors[0].values = { ...stored(6), chunks: [] };
      }),
    ).toEqual(['ensembleSet.ensembles "E" column FOPR has the wrong number of chunks.']);
  });

  it('is refused when its data is no base64', () => {
    expect(
      withSource((one) => {
        one.times.data = '<script>';
      }),
    ).toEqual(['ensembleSet.ensembles[0] "E" source.times.data is not base64.']);
  });
});

describe('an edit', () => {
  const before = contentFrom('field-overview');

  it('is fine when the content after it is', () => {
    expect(editIssues(changeModuleSettings(before, 'id-3', { text: 'New' }))).toEqual([]);
  });

  it('that would make the content unreadable is noticed before it is made', () => {
    const after = changeModuleSettings(before, 'id-3', { text: 'x'.repeat(100_001) });
    expect(editIssues(after)).toEqual([
      'dashboards "Production" modules note id-3 has a text of more than 100000 characters.',
    ]);
  });

  it('that adds one ensemble too many is noticed, although the others are not checked again', () => {
    const [first] = before.ensembleSet.ensembles;
    const many = Array.from({ length: 20 }, (_, i) => ({ ...first, id: `e${i}` }));
    const full = { ...before, ensembleSet: { ensembles: many } } as SessionContent;
    const after = {
      ...full,
      ensembleSet: { ensembles: [...full.ensembleSet.ensembles, { ...first, id: 'new' }] },
    };
    expect(editIssues(full)).toEqual([]);
    expect(editIssues(after as SessionContent)).toEqual(['There are more than 20 ensembles.']);
  });

  it('that creates a duplicate id or too many items is noticed, even among items that were checked before', () => {
    const [dashboard] = before.dashboards;
    if (!dashboard) throw new Error('no dashboard');
    const [module] = dashboard.modules;
    if (!module) throw new Error('no module');
    expect(editIssues(before)).toEqual([]);
    const twice = { ...dashboard, modules: [module, module] };
    expect(editIssues({ ...before, dashboards: [twice] })).toEqual([
      `dashboards "${dashboard.name}" modules has the id ${module.id} more than once.`,
    ]);
    expect(editIssues({ ...before, dashboards: [dashboard, dashboard] })).toEqual([
      `dashboards has the id ${dashboard.id} more than once.`,
    ]);
    const many = { ...dashboard, modules: Array.from({ length: 101 }, () => module) };
    expect(editIssues({ ...before, dashboards: [many] })).toHaveLength(1);
  });

  it('checks a module once, and not again while only others change', () => {
    let looks = 0;
    const [dashboard] = before.dashboards;
    const [module, ...others] = dashboard?.modules ?? [];
    if (!dashboard || !module) throw new Error('no module');
    const settings = new Proxy(module.settings, {
      ownKeys(target) {
        looks += 1;
        return Reflect.ownKeys(target);
      },
    });
    const modules = [{ ...module, settings }, ...others];
    const content = { ...before, dashboards: [{ ...dashboard, modules }] };
    expect(editIssues(content)).toEqual([]);
    const looksAtFirst = looks;
    expect(looksAtFirst).toBeGreaterThan(0);
    const renamed = { ...dashboard, name: 'Another', modules };
    expect(editIssues({ ...content, dashboards: [renamed] })).toEqual([]);
    expect(looks).toBe(looksAtFirst);
  });

  it('that adds a broken ensemble to known ones is noticed, however often it is tried', () => {
    const broken = { ...before.ensembleSet.ensembles[0], id: 'broken', name: '' };
    const withBroken = {
      ...before,
      ensembleSet: { ensembles: [...before.ensembleSet.ensembles, broken] },
    } as SessionContent;
    expect(editIssues(before)).toEqual([]);
    for (const _ of [1, 2])
      expect(editIssues(withBroken)).toEqual([
        expect.stringMatching(/ensembles\[\d\]\.name is below the minimum of 1 characters\.$/),
      ]);
  });
});

it('A content that breaks a rule is invalid, not newer', () => {
  const { settings: _, ...without } = contentFrom('empty');
  expect(readContent({ ...without, settings: 7 })).toMatchObject({ ok: false, reason: 'invalid' });
  const twice = contentFrom('empty');
  const dashboards = [...twice.dashboards, ...twice.dashboards];
  expect(readContent({ ...twice, dashboards })).toMatchObject({ ok: false, reason: 'invalid' });
});

import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { sameJson } from '../../kernel/index.ts';
import { split } from '../content/parts.ts';
import type { SessionContent } from '../content/schema.ts';
import { renameDashboard } from '../edits/dashboards.ts';
import { addModule, changeModuleSettings, layoutModules, renameModule } from '../edits/modules.ts';
import { changeRealizationFilter } from '../edits/realization-filter.ts';
import { changeEnsembleColor, changePercentiles } from '../edits/settings.ts';
import { anyContent, contentFrom } from '../testing/contents.ts';
import { differingFields } from './differing-fields.ts';
import { namesById } from './names-by-id.ts';
import { partDifferences } from './part-differences.ts';
import { SHOWN_MAX_LENGTH } from './shortened.ts';

const base = contentFrom('field-overview');
const dashboard = base.dashboards[0]?.id ?? '';
const chart = base.dashboards[0]?.modules[0]?.id ?? '';
const ensemble = base.ensembleSet.ensembles[0]?.id ?? '';

/** Lines like "field: mine | theirs" for every differing part. */
function lines(mine: SessionContent, theirs: SessionContent): string[] {
  const [myParts, theirParts] = [split(mine), split(theirs)];
  const names = namesById([...theirParts, ...myParts]);
  return [...new Set([...myParts.keys(), ...theirParts.keys()])].flatMap((name) =>
    partDifferences({ mine: myParts.get(name), theirs: theirParts.get(name) }, (id) =>
      names.get(id),
    ).map((one) => `${one.field}: ${one.mine} | ${one.theirs}`),
  );
}

describe('what differs, in words', () => {
  const mine = changeModuleSettings(base, chart, { vector: 'FWPR', mean: false });
  const note = { type: 'note', settings: { text: 'Hello' }, size: { w: 3, h: 4 } };

  it.each<[string, SessionContent, SessionContent, string[]]>([
    [
      'the settings of a module',
      mine,
      changeModuleSettings(base, chart, { vector: 'FOPT' }),
      ['Vector: FWPR | FOPT', 'Mean: no | yes'],
    ],
    [
      "a module's title and place",
      renameModule(base, chart, 'Oil'),
      layoutModules(base, new Map([[chart, { x: 2, y: 4, w: 6, h: 8 }]])),
      [
        'Place: column 1, row 1, 8 columns by 9 rows | column 3, row 5, 6 columns by 8 rows',
        'Title: Oil | none',
      ],
    ],
    [
      'the name of a dashboard and its modules by name',
      renameDashboard(base, dashboard, 'Rates'),
      addModule(base, dashboard, note, 'new-note'),
      [
        'Name: Rates | Production',
        'Modules, in their order: FOPR, Note, FWCT, FOPT | FOPR, Note, FWCT, FOPT, Note',
        'Type: none | note',
        'Settings: none | Text: Hello',
        expect.stringMatching(/^Place: none \| column /),
      ],
    ],
    [
      'settings, with the names of ensembles',
      changePercentiles(changeEnsembleColor(base, ensemble, '#ff0000'), [5, 95]),
      base,
      ['Percentiles: 5, 95 | 10, 50, 90', 'Colour: North Flank: #ff0000 | none'],
    ],
    [
      'the realization filter',
      changeRealizationFilter(base, ensemble, { include: [[0, 9]], exclude: [[3, 3]] }),
      changeRealizationFilter(base, ensemble, { include: [], exclude: [[4, 5]] }),
      ['North Flank: Included: 0-9 | none', 'North Flank: Excluded: 3 | 4-5'],
    ],
  ])('names %s', (_, one, other, expected) => {
    expect(lines(one, other)).toEqual(expected);
  });

  it('compares markers one by one, and says when only their order differs', () => {
    const marker = (id: string, date: string) => ({ id, name: `Marker ${id}`, date });
    const names = new Map([['a', 'Shutdown']]);
    const of = (...annotations: object[]) => ({ annotations });
    const words = (mine: unknown, theirs: unknown) =>
      partDifferences({ mine, theirs }, (id) => names.get(id)).map(
        (one) => `${one.field}: ${one.mine} | ${one.theirs}`,
      );
    const [a, b] = [marker('a', '2030-01-01'), marker('b', '2031-01-01')];
    expect(words(of(a, b), of(b, { ...a, date: '2032-01-01' }))).toEqual([
      'Shutdown: Date: 2030-01-01 | 2032-01-01',
      'Order: Shutdown, b | b, Shutdown',
    ]);
    expect(words(of(a), of(a, b))).toEqual(['B: none | Marker b']);
  });

  it('shows where two long texts begin to differ, on one line', () => {
    const text = 'The same words again. '.repeat(100);
    const [one] = partDifferences(
      { mine: { text: `${text}mine` }, theirs: { text } },
      () => undefined,
    );
    expect(one?.mine).toMatch(/^\.\.\..* mine$/);
    expect(one?.theirs).toMatch(/^\.\.\./);
  });
});

/** Hostile JSON: lists of items with ids, names like "__proto__", bidi marks, control characters. */
const hostileText = fc.oneof(
  fc.constantFrom('__proto__', 'constructor', '<img src=x onerror=alert(1)>', '\u202eevil\u0000'),
  fc.string({ unit: 'binary' }),
  fc.string({ minLength: 200, maxLength: 400 }),
);
const hostileJson = fc.letrec<{ value: unknown }>((tie) => ({
  value: fc.oneof(
    { maxDepth: 3 },
    fc.oneof(hostileText, fc.integer(), fc.boolean(), fc.constant(null)),
    fc.array(tie('value'), { maxLength: 3 }),
    fc.array(
      fc.record({ id: fc.constantFrom('a', 'b', '__proto__'), name: hostileText, x: tie('value') }),
      { maxLength: 3 },
    ),
    fc
      .array(fc.tuple(hostileText, tie('value')), { maxLength: 3 })
      .map((entries) => Object.fromEntries(entries)),
  ),
})).value;

describe('differing fields, whatever the JSON', () => {
  it('are empty exactly if the two are equal', () => {
    fc.assert(
      fc.property(hostileJson, hostileJson, (mine, theirs) => {
        expect(differingFields(mine, mine)).toEqual([]);
        expect(differingFields(mine, theirs).length === 0).toBe(sameJson(mine, theirs));
      }),
    );
  });

  it('turn mine into theirs when each is taken from theirs, so none is missing', () => {
    fc.assert(
      fc.property(hostileJson, hostileJson, (mine, theirs) => {
        const taken = differingFields(mine, theirs)
          .filter(({ path }) => path.at(-1) !== 'order')
          .reduce((json, one) => taking(json, one.path, plain(one.theirs)), plain(mine));
        expect(sameJson(taken, plain(theirs))).toBe(true);
      }),
    );
  });

  it('are written on one short line each, without bidi marks', () => {
    fc.assert(
      fc.property(hostileJson, hostileJson, (mine, theirs) => {
        for (const one of partDifferences({ mine, theirs }, () => undefined)) {
          expect(one.mine).not.toBe(one.theirs);
          for (const words of [one.field, one.mine, one.theirs]) {
            expect(words.length).toBeLessThan(SHOWN_MAX_LENGTH + 40);
            expect(words).not.toMatch(/[\p{Cc}\p{Cs}\p{Bidi_Control}]/u);
          }
        }
        expect(({} as { x?: unknown }).x).toBeUndefined();
      }),
    );
  });
});

it('every differing part of two contents has at least one field', () => {
  fc.assert(
    fc.property(anyContent, anyContent, (mine, theirs) => {
      const [myParts, theirParts] = [split(mine), split(theirs)];
      for (const name of new Set([...myParts.keys(), ...theirParts.keys()])) {
        const sides = { mine: myParts.get(name), theirs: theirParts.get(name) };
        const isEqual = sameJson(sides.mine, sides.theirs);
        expect(partDifferences(sides, () => undefined).length === 0).toBe(isEqual);
      }
    }),
  );
});

/** A JSON value with lists of items replaced by objects by id, as in paths; without orders. */
function plain(value: unknown): unknown {
  if (typeof value !== 'object' || value === null) return value;
  if (!Array.isArray(value)) {
    return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, plain(inner)]));
  }
  const ids = value.map((item) => item?.id);
  const areThings = ids.every((id) => typeof id === 'string') && new Set(ids).size === ids.length;
  if (!areThings) return value.map(plain);
  return Object.fromEntries(value.map((item) => [item.id, plain(item)]));
}

/** `json` with `value` at a path; undefined removes what is there. */
function taking(json: unknown, path: readonly string[], value: unknown): unknown {
  const [key, ...rest] = path;
  if (key === undefined) return value;
  const fields = new Map(Object.entries(json as object));
  const inner = taking(fields.get(key), rest, value);
  if (inner === undefined) fields.delete(key);
  else fields.set(key, inner);
  return Object.fromEntries(fields);
}

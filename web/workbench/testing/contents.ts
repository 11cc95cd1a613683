import * as fc from 'fast-check';
import type { SessionContent } from '../content/schema.ts';
import { templateContent } from '../content/template-contents.ts';
import type { TemplateName } from '../content/templates.ts';
import { CONTENT_SCHEMA_VERSION } from '../content/version.ts';

/** Makes ids that count up: "id-1", "id-2", ... */
export function countingIds(prefix = 'id'): () => string {
  let n = 0;
  return () => `${prefix}-${++n}`;
}

/** A template's content with ids that count up. */
export function contentFrom(template: TemplateName): SessionContent {
  return templateContent(template, countingIds());
}

const id = fc.stringMatching(/^[A-Za-z0-9_-]{1,8}$/);
const name = fc.string({ minLength: 1, maxLength: 20 });
const color = fc.constantFrom('series-1', 'series-8', '#1f77b4');
const range = fc
  .tuple(fc.nat(999), fc.nat(99))
  .map(([from, length]): [number, number] => [from, from + length]);
const uniqueById = { selector: (item: { id: string }) => item.id, maxLength: 4 };

const module = fc.record(
  {
    id,
    type: fc.constantFrom('note', 'time-series', 'something-new'),
    title: name,
    settings: fc.dictionary(fc.string(), fc.jsonValue({ maxDepth: 3 }), { maxKeys: 4 }),
    layout: fc.record({
      x: fc.nat(11),
      y: fc.nat(50),
      w: fc.integer({ min: 1, max: 12 }),
      h: fc.integer({ min: 1, max: 20 }),
    }),
  },
  { requiredKeys: ['id', 'type', 'settings', 'layout'] },
);

const annotation = fc.oneof(
  fc.record({
    kind: fc.constant('dateMarker' as const),
    id,
    name,
    color,
    visible: fc.boolean(),
    charts: fc.oneof(fc.constant('all' as const), fc.array(id, { maxLength: 3 })),
    date: fc.constantFrom('2025-01-01', '2040-12-31'),
  }),
  fc.record({
    kind: fc.constant('threshold' as const),
    id,
    name,
    color,
    visible: fc.boolean(),
    charts: fc.constant('all' as const),
    vector: name,
    value: fc.integer(),
  }),
);

/** Any content that the schema accepts, with examples as ensembles. */
export const anyContent: fc.Arbitrary<SessionContent> = fc.record({
  schemaVersion: fc.constant(CONTENT_SCHEMA_VERSION as typeof CONTENT_SCHEMA_VERSION),
  activeDashboardId: id,
  settings: fc.record({
    percentiles: fc.constantFrom([], [50], [10, 50, 90]),
    ensembleColors: fc.dictionary(id, color, { maxKeys: 3 }),
  }),
  userCreatedItems: fc.record({ annotations: fc.uniqueArray(annotation, uniqueById) }),
  dashboards: fc.uniqueArray(
    fc.record({ id, name, modules: fc.uniqueArray(module, uniqueById) }),
    uniqueById,
  ),
  ensembleSet: fc.record({
    ensembles: fc.uniqueArray(
      fc.record({
        id,
        name,
        source: fc.record({
          kind: fc.constant('example' as const),
          example: fc.constantFrom('north-flank' as const, 'channel-sands' as const),
          seed: fc.nat(1000),
        }),
      }),
      uniqueById,
    ),
  }),
  realizationFilterSet: fc.record({
    filters: fc.dictionary(
      id,
      fc.record({
        include: fc.array(range, { maxLength: 3 }),
        exclude: fc.array(range, { maxLength: 3 }),
      }),
      { maxKeys: 3 },
    ),
  }),
});

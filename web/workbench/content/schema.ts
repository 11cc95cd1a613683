import type { Immutable } from 'immer';
import * as z from 'zod/mini';
import { Ensemble as EnsembleSchema } from './ensemble-schema.ts';
import * as field from './fields.ts';
import * as limits from './limits.ts';
import { CONTENT_SCHEMA_VERSION } from './version.ts';

const Settings = z.strictObject({
  /** Percentiles that charts and statistics show: 10, 50, 90. */
  percentiles: field.list(z.number().check(z.minimum(0), z.maximum(100)), limits.PERCENTILES_MAX),
  /** Whether 10 % of the realizations are above P10 or below it; default: exceedance. */
  percentilesCount: z.exactOptional(z.enum(['exceedance', 'cumulative'])),
  /** By ensemble id. */
  ensembleColors: z.record(field.id, field.color),
});

const annotation = {
  id: field.id,
  name: field.name,
  color: field.color,
  visible: z.boolean(),
  /** Which charts show it: all that can, or only these modules. */
  charts: z.union([
    z.literal('all'),
    field.list(field.id, limits.DASHBOARDS_MAX * limits.MODULES_PER_DASHBOARD_MAX),
  ]),
};

const Annotation = z.discriminatedUnion('kind', [
  /** A vertical line at a day, on every chart with a time axis. */
  z.strictObject({ kind: z.literal('dateMarker'), ...annotation, date: field.day }),
  /** A line at a value of one vector, on every chart of that vector. */
  z.strictObject({
    kind: z.literal('threshold'),
    ...annotation,
    vector: field.name,
    value: z.number(),
  }),
]);

/** A module's place on the grid, in columns and rows. */
const Layout = z.strictObject({
  x: field.count(limits.GRID_COLUMNS - 1),
  y: field.count(limits.GRID_ROWS_MAX),
  w: z.int().check(z.minimum(1), z.maximum(limits.GRID_COLUMNS)),
  h: z.int().check(z.minimum(1), z.maximum(limits.GRID_ROWS_MAX)),
});

const ModuleInstance = z.strictObject({
  id: field.id,
  /** Name of the module's folder. A module of an unknown type keeps its place and its settings. */
  type: field.name,
  /** A title that a person gave; absent: a title derived from the settings. */
  title: z.exactOptional(field.name),
  settings: z.record(z.string(), z.unknown()),
  layout: Layout,
});

const Dashboard = z.strictObject({
  id: field.id,
  name: field.name,
  modules: field.list(ModuleInstance, limits.MODULES_PER_DASHBOARD_MAX),
  /** Whether hovering one chart highlights the same in the others; default: yes. */
  linked: z.exactOptional(z.boolean()),
  /** The module that fills the dashboard; absent or null: none. */
  enlarged: z.exactOptional(z.nullable(field.id)),
  /** The day at which all its charts show vectors; absent or null: each chart has its own. */
  date: z.exactOptional(z.nullable(field.day)),
});

/** Ranges of realization numbers, both ends inclusive. */
const Ranges = field.list(field.pair(field.realization), limits.FILTER_RANGES_MAX);

/** Keeps realizations by a value: a parameter, or a vector on a day (`at`; "end": the last date). */
const ValueFilter = z.strictObject({
  of: z.enum(['parameter', 'vector']),
  name: field.name,
  at: z.union([z.literal('end'), field.day]),
  /** Both ends inclusive; null: unbounded. */
  low: z.nullable(z.number()),
  high: z.nullable(z.number()),
});

const RealizationFilter = z.strictObject({
  /** Empty: all realizations. */
  include: Ranges,
  exclude: Ranges,
  /** All must be true; absent: none. */
  values: z.exactOptional(field.list(ValueFilter, limits.VALUE_FILTERS_MAX)),
});

/** The session content; its field names come from the specification. */
export const SessionContentSchema = z.strictObject({
  schemaVersion: z.literal(CONTENT_SCHEMA_VERSION),
  activeDashboardId: z.string().check(z.maxLength(40)),
  settings: Settings,
  userCreatedItems: z.strictObject({
    annotations: field.list(Annotation, limits.ANNOTATIONS_MAX),
  }),
  dashboards: field.list(Dashboard, limits.DASHBOARDS_MAX),
  ensembleSet: z.strictObject({ ensembles: field.list(EnsembleSchema, limits.ENSEMBLES_MAX) }),
  /** `filters` by ensemble id; an ensemble without one has all its realizations. */
  realizationFilterSet: z.strictObject({ filters: z.record(field.id, RealizationFilter) }),
});

export type SessionContent = Immutable<z.infer<typeof SessionContentSchema>>;
/** What all modules of a session share. */
export type SharedContent = Omit<SessionContent, 'dashboards' | 'activeDashboardId'>;
export type Settings = Immutable<z.infer<typeof Settings>>;
export type Annotation = Immutable<z.infer<typeof Annotation>>;
export type DateMarker = Extract<Annotation, { kind: 'dateMarker' }>;
export type Threshold = Extract<Annotation, { kind: 'threshold' }>;
export type Layout = Immutable<z.infer<typeof Layout>>;
export type ModuleInstance = Immutable<z.infer<typeof ModuleInstance>>;
export type Dashboard = Immutable<z.infer<typeof Dashboard>>;
export type Ensemble = Immutable<z.infer<typeof EnsembleSchema>>;
export type ExampleSource = Extract<Ensemble['source'], { kind: 'example' }>;
export type ImportedSource = Extract<Ensemble['source'], { kind: 'imported' }>;
export type PackedNumbers = ImportedSource['realizations'];
export type StoredNumbers = Extract<PackedNumbers, { chunks: unknown }>;
export type InsideNumbers = Extract<PackedNumbers, { data: unknown }>;
export type RealizationFilter = Immutable<z.infer<typeof RealizationFilter>>;
export type ValueFilter = NonNullable<RealizationFilter['values']>[number];
export type RealizationRange = RealizationFilter['include'][number];

import * as z from 'zod/mini';
import { ASSET_MAX_BYTES } from '../../../contract/limits.ts';
import * as field from './fields.ts';
import {
  CATEGORIES_MAX,
  CHUNKS_MAX,
  FILE_NAMES_MAX,
  INSIDE_VALUES_MAX,
  PAGE_MAX_BYTES,
  PARAMETERS_MAX,
  REALIZATIONS_MAX,
  TIMES_MAX,
  VALUES_MAX,
  VECTORS_MAX,
} from './limits.ts';

/**
 * How a column's numbers are encoded: differences of 32-bit integers, split into byte planes, deflated.
 * `scaled`: each number is an integer divided by ten to the power of `digits`. `float32`: the bits of the number.
 * `float64`: the upper 32 bits of all numbers, then the lower ones.
 */
const encoding = {
  encoding: z.enum(['scaled', 'float32', 'float64']),
  digits: field.count(9),
};

/**
 * A column stored in assets, in chunks. Each chunk names its asset, the deflated page in it, and its byte offset in the
 * inflated page. `check`: the first digits of the page's SHA-256.
 */
export const StoredNumbers = z.strictObject({
  ...encoding,
  length: field.count(VALUES_MAX),
  chunks: field.list(
    z.strictObject({
      asset: z.string().check(z.regex(/^[0-9a-f]{64}$/, 'is not the name of an asset')),
      offset: field.count(ASSET_MAX_BYTES),
      bytes: field.count(ASSET_MAX_BYTES),
      check: z.string().check(z.regex(/^[0-9a-f]{16}$/, 'is not the start of a hash')),
      at: field.count(PAGE_MAX_BYTES),
    }),
    CHUNKS_MAX,
  ),
});

/** A column inside the content, in base64. Before version 5, all columns were stored this way. */
export const InsideNumbers = z.strictObject({
  ...encoding,
  length: field.count(INSIDE_VALUES_MAX),
  data: z.string().check(z.regex(/^[A-Za-z0-9+/]*={0,2}$/, 'is not base64')),
});

export const PackedNumbers = z.union([StoredNumbers, InsideNumbers]);

const Vector = z.strictObject({ name: field.name, unit: field.unit, values: PackedNumbers });

const Parameter = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('number'),
    name: field.name,
    unit: field.unit,
    values: PackedNumbers,
  }),
  z.strictObject({
    kind: z.literal('category'),
    name: field.name,
    categories: field.list(z.string().check(z.maxLength(200)), CATEGORIES_MAX),
    codes: PackedNumbers,
  }),
]);

/** Measured values of one vector. `times` as in the ensemble; `errors` are standard deviations, NaN if unknown. */
const Observations = z.strictObject({
  vector: field.name,
  unit: field.unit,
  times: PackedNumbers,
  values: PackedNumbers,
  errors: PackedNumbers,
});

/** Imported data as packed columns. A vector's values are ordered by realization, then by time. */
export const ImportedSource = z.strictObject({
  kind: z.literal('imported'),
  /** Only the first FILE_NAMES_MAX. */
  fileNames: field.list(z.string().check(z.maxLength(255)), FILE_NAMES_MAX),
  importedAt: field.time,
  realizationCount: field.count(REALIZATIONS_MAX),
  timeCount: field.count(TIMES_MAX),
  realizations: PackedNumbers,
  /** Minutes since 1970-01-01T00:00Z; a multiple of a second. */
  times: PackedNumbers,
  vectors: field.list(Vector, VECTORS_MAX),
  parameters: field.list(Parameter, PARAMETERS_MAX),
  /** Absent if there are none. */
  observations: z.optional(field.list(Observations, VECTORS_MAX)),
});

/** A built-in example; its data is generated from name and seed. */
export const ExampleSource = z.strictObject({
  kind: z.literal('example'),
  example: z.enum(['north-flank', 'channel-sands']),
  seed: field.count(2 ** 31 - 1),
});

export const Ensemble = z.strictObject({
  id: field.id,
  name: field.name,
  source: z.discriminatedUnion('kind', [ExampleSource, ImportedSource]),
});

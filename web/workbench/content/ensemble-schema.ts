import * as z from 'zod/mini';
import * as field from './fields.ts';
import {
  CATEGORIES_MAX,
  FILE_NAMES_MAX,
  PARAMETERS_MAX,
  REALIZATIONS_MAX,
  TIMES_MAX,
  VALUES_MAX,
  VECTORS_MAX,
} from './limits.ts';

/**
 * A column of numbers, packed: differences of 32-bit integers, split into byte planes, deflated, in base64.
 * `scaled`: each number is an integer divided by ten to the power of `digits`. `float32`: the bits of the number.
 * `float64`: the upper 32 bits of all numbers, then the lower ones.
 */
export const PackedNumbers = z.strictObject({
  encoding: z.enum(['scaled', 'float32', 'float64']),
  digits: field.count(9),
  length: field.count(VALUES_MAX),
  data: z.string().check(z.regex(/^[A-Za-z0-9+/]*={0,2}$/, 'is not base64')),
});

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

/** What was measured of one vector: `times` as in the ensemble, `errors` are standard deviations, NaN if not known. */
const Observations = z.strictObject({
  vector: field.name,
  unit: field.unit,
  times: PackedNumbers,
  values: PackedNumbers,
  errors: PackedNumbers,
});

/** Imported data, one packed column each. A vector has its values realization by realization, time by time. */
export const ImportedSource = z.strictObject({
  kind: z.literal('imported'),
  /** The first of them, where there were more. */
  fileNames: field.list(z.string().check(z.maxLength(255)), FILE_NAMES_MAX),
  importedAt: z.iso.datetime(),
  realizationCount: field.count(REALIZATIONS_MAX),
  timeCount: field.count(TIMES_MAX),
  realizations: PackedNumbers,
  /** Minutes since 1970-01-01T00:00Z; fractions of them are whole seconds. */
  times: PackedNumbers,
  vectors: field.list(Vector, VECTORS_MAX),
  parameters: field.list(Parameter, PARAMETERS_MAX),
  /** Absent where nothing was measured. */
  observations: z.optional(field.list(Observations, VECTORS_MAX)),
});

/** A built-in example: its data follows from name and seed alone. */
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

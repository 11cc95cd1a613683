import * as z from 'zod/mini';
import * as field from '../../workbench/content/fields.ts';
import { ENSEMBLES_MAX, NAME_MAX_LENGTH, PERCENTILES_MAX } from '../../workbench/content/limits.ts';

/** A vector or parameter by name; empty: the first there is. */
export const quantityName = z.string().check(z.maxLength(NAME_MAX_LENGTH));

/** Which ensembles a module shows. */
export const ensembles = z.union([z.literal('all'), field.list(field.id, ENSEMBLES_MAX)]);

/** The day at which a vector is read: the last one of its ensemble, or a day as "2031-05-01". */
export const at = z.union([z.literal('end'), field.day]);

/** A parameter, or a vector read on one day. */
export const quantity = z.strictObject({
  of: z.enum(['parameter', 'vector']),
  name: quantityName,
  at,
});

/** What holds between two dates; absent: what the vector's name says. */
export const between = z.exactOptional(z.enum(['step', 'linear']));

/** Percentiles of one module; absent: the session's. */
export const ranks = z.exactOptional(
  field.list(z.number().check(z.minimum(0), z.maximum(100)), PERCENTILES_MAX),
);

const range = z.strictObject({ min: z.number(), max: z.number() });

/** Whether all numbers of a chart stand below it. */
const details = z.exactOptional(z.boolean());

/** What every chart keeps. */
export const kept = { details };

/** The part of a chart that is shown; absent or null: all of it. */
export const zoomed = {
  ...kept,
  zoom: z.exactOptional(z.nullable(range)),
  /** Of the axis at the left, and of the one at the right. */
  zoomY: z.exactOptional(z.nullable(field.list(range, 2))),
};

/** A switch that is off where it is absent, as in what older builds stored. */
export const flag = z.exactOptional(z.boolean());

/** Whether axes reach as far as thresholds that lie outside the data; absent: as far as the data. */
export const thresholds = flag;

/** A limit of an axis; absent or null: by the data. */
export const limit = z.exactOptional(z.nullable(z.number()));

import * as z from 'zod/mini';
import * as field from '../../workbench/content/fields.ts';
import { ENSEMBLES_MAX, NAME_MAX_LENGTH, PERCENTILES_MAX } from '../../workbench/content/limits.ts';

/** Name of a vector or parameter; empty: the first one. */
export const quantityName = z.string().check(z.maxLength(NAME_MAX_LENGTH));

/** The ensembles that a module shows. */
export const ensembles = z.union([z.literal('all'), field.list(field.id, ENSEMBLES_MAX)]);

/** The day on which a vector is read: the last one of its ensemble, or a day such as "2031-05-01". */
export const at = z.union([z.literal('end'), field.day]);

/** A parameter, or a vector read on one day. */
export const quantity = z.strictObject({
  of: z.enum(['parameter', 'vector']),
  name: quantityName,
  at,
});

/** How values between two dates are interpolated; absent: by the vector's name. */
export const between = z.exactOptional(z.enum(['step', 'linear']));

/** The module's own percentiles; absent: the session's. */
export const ranks = z.exactOptional(
  field.list(z.number().check(z.minimum(0), z.maximum(100)), PERCENTILES_MAX),
);

const range = z.strictObject({ min: z.number(), max: z.number() });

/** Whether the details below a chart are open. */
const details = z.exactOptional(z.boolean());

/** Settings that every chart has. */
export const kept = { details };

/** The visible part of a chart; absent or null: everything. */
export const zoomed = {
  ...kept,
  zoom: z.exactOptional(z.nullable(range)),
  /** Of the left and the right axis. */
  zoomY: z.exactOptional(z.nullable(field.list(range, 2))),
};

/** A switch that is off if absent, as in settings that older builds stored. */
export const flag = z.exactOptional(z.boolean());

/** Whether axes extend to thresholds outside the data. */
export const thresholds = flag;

/** A fixed end of an axis; absent or null: determined by the data. */
export const limit = z.exactOptional(z.nullable(z.number()));

import * as z from 'zod/mini';
import * as field from '../../workbench/content/fields.ts';
import { ENSEMBLES_MAX, NAME_MAX_LENGTH } from '../../workbench/content/limits.ts';

/** A vector or parameter by name; empty: the first there is. */
export const quantityName = z.string().check(z.maxLength(NAME_MAX_LENGTH));

/** Which ensembles a module shows. */
export const ensembles = z.union([z.literal('all'), field.list(field.id, ENSEMBLES_MAX)]);

/** The day at which a vector is read: its last one, or the nearest to a day as "2031-05-01". */
export const at = z.union([z.literal('end'), field.day]);

import * as z from 'zod/mini';
import { ID_PATTERN } from './ids.ts';
import { NAME_MAX_LENGTH, REALIZATION_MAX } from './limits.ts';

const DAY_LENGTH = '2026-01-31'.length;
const NO_TIME = 'is not a time as "2026-01-31T08:00:00Z"';

/** The UTC day of a time; undefined if the text is not a time. 30 February gives another day. */
function dayOf(text: string): string | undefined {
  const date = new Date(text);
  return Number.isNaN(date.getTime()) ? undefined : date.toISOString().slice(0, DAY_LENGTH);
}

/** Id of an item inside the content, unique among items of its kind. */
export const id = z
  .string()
  .check(z.regex(ID_PATTERN, 'is not 1 to 40 characters of A-Z, a-z, 0-9, "_" and "-"'));

/** A name shown to people. */
export const name = z.string().check(z.minLength(1), z.maxLength(NAME_MAX_LENGTH));

/** A unit such as "m3/d"; empty if there is none. */
export const unit = z.string().check(z.maxLength(40));

/** One of the theme's series colours, or a fixed colour. */
export const color = z
  .string()
  .check(
    z.regex(
      /^(series-[1-8]|#[0-9a-f]{6})$/,
      'is neither "series-1" to "series-8" nor a colour like "#1f77b4"',
    ),
  );

/** A day such as "2026-01-31". */
export const day = z
  .string()
  .check(z.refine((text) => dayOf(text) === text, 'is not a date as "2026-01-31"'));

/** A time in UTC such as "2026-01-31T08:00:00Z", optionally with fractions of a second. */
export const time = z.string().check(
  z.regex(/^\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d(\.\d+)?)?Z$/, NO_TIME),
  z.refine((text) => dayOf(text) === text.slice(0, DAY_LENGTH), NO_TIME),
);

export const realization = z.int().check(z.minimum(0), z.maximum(REALIZATION_MAX));

export function list<Item extends z.ZodMiniType>(item: Item, maximum: number) {
  return z.array(item).check(z.maxLength(maximum));
}

/** A list of two items. `z.tuple` would add 3 KB to the first page for one use. */
export function pair<Item extends z.ZodMiniType>(item: Item) {
  const two = z.array(item).check(z.refine(({ length }) => length === 2, 'is not a pair'));
  return two as unknown as z.ZodMiniType<[z.output<Item>, z.output<Item>]>;
}

export function count(maximum: number) {
  return z.int().check(z.minimum(0), z.maximum(maximum));
}

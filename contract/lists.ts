import * as z from 'zod/mini';
import { isoOf } from './fields.ts';
import { PAGE_SIZE_DEFAULT, PAGE_SIZE_MAX } from './limits.ts';
import { fold } from './titles.ts';

/** OpenAPI schema of a parameter; browsers need not load its description. */
type Documentation = Readonly<Record<string, unknown>>;

/** A query parameter. It arrives as a string; an empty one counts as absent. */
function parsed<T>(
  parse: (value: string) => T | undefined,
  message: string,
  documentation: Documentation = {},
) {
  return z.optional(
    z.pipe(
      z.string().register(z.globalRegistry, documentation),
      z.transform((value, ctx): T | undefined => {
        if (value === '') return undefined;
        const result = parse(value);
        if (result === undefined) ctx.issues.push({ code: 'custom', input: value, message });
        return result;
      }),
    ),
  );
}

/** Longest filter text, in characters; longer than any title. */
const TEXT_MAX_LENGTH = 1_000;

const text = <T>(read: (value: string) => T) =>
  parsed(
    (value) => (value.length > TEXT_MAX_LENGTH ? undefined : read(value)),
    `Expected at most ${TEXT_MAX_LENGTH} characters.`,
  );

function oneOf<const T extends readonly string[]>(...values: T) {
  return parsed<T[number]>(
    (value) => values.find((known) => known === value),
    `Expected one of ${values.map((value) => `"${value}"`).join(', ')}.`,
    { enum: values },
  );
}

const TRUE = /^(true|1|yes|on|y|t)$/i;
const FALSE = /^(false|0|no|off|n|f)$/i;

/** A boolean in all forms that the original accepts, ignoring case. */
const flag = parsed(
  (value) => (TRUE.test(value) ? true : FALSE.test(value) ? false : undefined),
  'Expected "true" or "false".',
  { type: 'boolean' },
);

/** A date, alone or with a time and a time zone. */
const INSTANT =
  /^(\d{4}-\d\d-\d\d)(?:T(?:[01]\d|2[0-3]):\d\d(?::\d\d(?:\.\d+)?)?(?:Z|[+-]\d\d:\d\d))?$/;

/** Length of "2026-11-22T08:00:00.000Z". `toISOString` has this length for the years 0 to 9999; only those sort as text. */
const COMPARABLE_LENGTH = 24;

/** Normalised to `toISOString()`, so that comparing strings compares times. */
const time = parsed(
  (value) => {
    const day = INSTANT.exec(value)?.[1];
    if (day === undefined || isoOf(day)?.startsWith(day) !== true) return undefined;
    const comparable = isoOf(value);
    return comparable?.length === COMPARABLE_LENGTH ? comparable : undefined;
  },
  'Expected a date, or a date and time with a time zone, in ISO 8601: "2026-11-22", ' +
    '"2026-11-22T08:00:00Z" or "2026-11-22T10:00:00+02:00" (in a URL, write "+" as "%2B").',
  { format: 'date-time' },
);

const paging = {
  cursor: parsed((value) => value, ''),
  page_size: parsed(
    (value) => {
      const size = Number(value);
      return Number.isInteger(size) && size >= 1 && size <= PAGE_SIZE_MAX ? size : undefined;
    },
    `Expected a whole number from 1 to ${PAGE_SIZE_MAX}.`,
    {
      type: 'integer',
      minimum: 1,
      maximum: PAGE_SIZE_MAX,
      default: PAGE_SIZE_DEFAULT,
    },
  ),
  sort_direction: oneOf('asc', 'desc'),
  sort_lowercase: flag,
  filter_title: text(fold),
  filter_text: text(fold),
};

/** Parameters of the lists with filters by id and a total. */
const whole = {
  ...paging,
  filter_ids: text((value): readonly string[] => value.split(',')),
  with_total: flag,
};

export const ListSessionsQuery = z.object({
  ...whole,
  sort_by: oneOf(
    'metadata.title',
    'metadata.created_at',
    'metadata.updated_at',
    'metadata.version',
  ),
  filter_updated_from: time,
  filter_updated_to: time,
});
export type ListSessionsQuery = z.infer<typeof ListSessionsQuery>;

export const ListSnapshotsQuery = z.object({
  ...whole,
  sort_by: oneOf(
    'title',
    'created_at',
    'updated_at',
    'title_lower',
    'metadata.title',
    'metadata.created_at',
    'metadata.updated_at',
    'metadata.title_lower',
  ),
  filter_created_from: time,
  filter_created_to: time,
});
export type ListSnapshotsQuery = z.infer<typeof ListSnapshotsQuery>;

export const ListSnapshotAccessLogsQuery = z.object({
  ...whole,
  sort_by: oneOf(
    'visits',
    'last_visited_at',
    'snapshot_metadata.title',
    'snapshot_metadata.title__lower',
    'snapshot_metadata.created_at',
    'snapshot_metadata.owner_name',
  ),
  filter_created_from: time,
  filter_created_to: time,
  filter_last_visited_from: time,
  filter_last_visited_to: time,
  filter_owner_id: text(String),
  filter_snapshot_deleted: flag,
});
export type ListSnapshotAccessLogsQuery = z.infer<typeof ListSnapshotAccessLogsQuery>;

const { cursor, page_size, filter_title, filter_text, with_total } = whole;

/** For lists with a fixed order, newest first. */
export const ListNewestQuery = z.object({ cursor, page_size });
export type ListNewestQuery = z.infer<typeof ListNewestQuery>;

/** Items in the trash, last deleted first. */
export const ListDeletedQuery = z.object({
  ...{ cursor, page_size, filter_title, filter_text, with_total },
});
export type ListDeletedQuery = z.infer<typeof ListDeletedQuery>;

export const DeletionQuery = z.object({
  permanently: flag,
});

/** `?deep` alone means true; `?deep=false` means false. */
export const HealthQuery = z.object({
  deep: z.optional(
    z.pipe(
      z.string().register(z.globalRegistry, { type: 'boolean' }),
      z.transform((value): boolean => !FALSE.test(value)),
    ),
  ),
});

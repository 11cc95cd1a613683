import * as z from 'zod/mini';
import { PAGE_SIZE_DEFAULT, PAGE_SIZE_MAX } from './limits.ts';
import { fold } from './titles.ts';

/** What the OpenAPI document says about a parameter, beside that it arrives as text. */
type Documentation = Readonly<Record<string, unknown>>;

/** A query parameter, which arrives as text; an empty one means absent. */
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

/** Longest text that a filter looks for, in characters; no title is as long. */
const TEXT_MAX_LENGTH = 1_000;

const text = (description: string, read = (value: string) => value) =>
  parsed(
    (value) => (value.length > TEXT_MAX_LENGTH ? undefined : read(value)),
    `Expected at most ${TEXT_MAX_LENGTH} characters.`,
    { description },
  );

function oneOf<const T extends readonly string[]>(description: string, ...values: T) {
  return parsed<T[number]>(
    (value) => values.find((known) => known === value),
    `Expected one of ${values.map((value) => `"${value}"`).join(', ')}.`,
    { enum: values, description },
  );
}

const TRUE = ['true', '1', 'yes', 'on', 'y', 't'];
const FALSE = ['false', '0', 'no', 'off', 'n', 'f'];

/** A boolean in every form that the original reads, in any case. */
const flag = (description: string) =>
  parsed(
    (value) => {
      const word = value.toLowerCase();
      return TRUE.includes(word) ? true : FALSE.includes(word) ? false : undefined;
    },
    'Expected "true" or "false".',
    { type: 'boolean', description },
  );

const instant = z.union([
  z.iso.date(),
  z.iso.datetime({ offset: true }),
  z.iso.datetime({ offset: true, precision: z.TimePrecision.Minute }),
]);

/** What `toISOString` writes for the years 0 to 9999, which text comparison puts in their order. */
const COMPARABLE_LENGTH = '2026-11-22T08:00:00.000Z'.length;

/** Handed on as `toISOString()` writes it, so that text comparison is time comparison. */
const time = (description: string) =>
  parsed(
    (value) => {
      if (!instant.safeParse(value).success) return undefined;
      const comparable = new Date(value).toISOString();
      return comparable.length === COMPARABLE_LENGTH ? comparable : undefined;
    },
    'Expected a date, or a date and time with its zone, in ISO 8601: "2026-11-22", ' +
      '"2026-11-22T08:00:00Z" or "2026-11-22T10:00:00+02:00" (in an address "+" is written "%2B").',
    {
      description: `${description} In ISO 8601, with a zone; a date alone is its first moment in UTC. The bound itself belongs to the range.`,
      format: 'date-time',
    },
  );

const paging = {
  cursor: parsed((value) => value, '', {
    description: 'The `pageToken` of the page before, with the same order and filters.',
  }),
  page_size: parsed(
    (value) => {
      const size = Number(value);
      return Number.isInteger(size) && size >= 1 && size <= PAGE_SIZE_MAX ? size : undefined;
    },
    `Expected a whole number from 1 to ${PAGE_SIZE_MAX}.`,
    {
      description: 'How many items a page has at most.',
      type: 'integer',
      minimum: 1,
      maximum: PAGE_SIZE_MAX,
      default: PAGE_SIZE_DEFAULT,
    },
  ),
  sort_direction: oneOf(
    'Which way: ascending if only `sort_by` is given, else newest first.',
    'asc',
    'desc',
  ),
  sort_lowercase: flag('Whether titles are sorted without regard to case.'),
  filter_title: text('What the title contains, in any case and however accents are written.', fold),
};

export const ListSessionsQuery = z.object({
  ...paging,
  sort_by: oneOf(
    'What the list is sorted by.',
    'metadata.title',
    'metadata.created_at',
    'metadata.updated_at',
    'metadata.version',
  ),
  filter_updated_from: time('Only sessions last changed at this time or later.'),
  filter_updated_to: time('Only sessions last changed at this time or earlier.'),
});
export type ListSessionsQuery = z.infer<typeof ListSessionsQuery>;

export const ListSnapshotsQuery = z.object({
  ...paging,
  sort_by: oneOf(
    'What the list is sorted by.',
    'title',
    'created_at',
    'updated_at',
    'title_lower',
    'metadata.title',
    'metadata.created_at',
    'metadata.updated_at',
    'metadata.title_lower',
  ),
  filter_created_from: time('Only snapshots made at this time or later.'),
  filter_created_to: time('Only snapshots made at this time or earlier.'),
});
export type ListSnapshotsQuery = z.infer<typeof ListSnapshotsQuery>;

export const ListSnapshotAccessLogsQuery = z.object({
  ...paging,
  sort_by: oneOf(
    'What the list is sorted by.',
    'visits',
    'last_visited_at',
    'snapshot_metadata.title',
    'snapshot_metadata.title__lower',
    'snapshot_metadata.created_at',
    'snapshot_metadata.owner_name',
  ),
  filter_created_from: time('Only snapshots made at this time or later.'),
  filter_created_to: time('Only snapshots made at this time or earlier.'),
  filter_last_visited_from: time('Only snapshots you last opened at this time or later.'),
  filter_last_visited_to: time('Only snapshots you last opened at this time or earlier.'),
  filter_owner_id: text('Only snapshots that this user made.'),
  filter_snapshot_deleted: flag('Only snapshots that were deleted, or only those that were not.'),
});
export type ListSnapshotAccessLogsQuery = z.infer<typeof ListSnapshotAccessLogsQuery>;

const { cursor, page_size, filter_title } = paging;

/** Lists that have one order: newest first. */
export const ListNewestQuery = z.object({ cursor, page_size });
export type ListNewestQuery = z.infer<typeof ListNewestQuery>;

/** What is in the trash, last deleted first. */
export const ListDeletedQuery = z.object({ cursor, page_size, filter_title });
export type ListDeletedQuery = z.infer<typeof ListDeletedQuery>;

export const DeletionQuery = z.object({
  permanently: flag('Whether it is deleted for good, past the trash.'),
});

/** What health is asked beside whether it is alive; `?deep` alone asks for it, `?deep=false` does not. */
export const HealthQuery = z.object({
  deep: z.optional(
    z.pipe(
      z.string().register(z.globalRegistry, {
        type: 'boolean',
        description: 'Whether database and queue are asked as well; for those who are signed in.',
      }),
      z.transform((value): boolean => !FALSE.includes(value.toLowerCase())),
    ),
  ),
});

/** A page of a list. `pageToken` is the next page's `cursor`, null on the last page. */
export function pageOf<Item extends z.ZodMiniType>(item: Item) {
  return z.object({
    items: z.array(item),
    pageToken: z.nullable(z.string()),
    /** How many documents of this page could not be read and are not shown. */
    leftOut: z.optional(z.int()),
  });
}

import * as z from 'zod/mini';
import { PAGE_SIZE_DEFAULT, PAGE_SIZE_MAX } from './limits.ts';

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

const text = (description: string) => parsed((value) => value, '', { description });

function oneOf<const T extends readonly string[]>(...values: T) {
  return parsed<T[number]>(
    (value) => values.find((known) => known === value),
    `Expected one of ${values.map((value) => `"${value}"`).join(', ')}.`,
    { enum: values },
  );
}

const flag = parsed(
  (value) => (value === 'true' ? true : value === 'false' ? false : undefined),
  'Expected "true" or "false".',
  { enum: ['true', 'false'] },
);

/** Any form `Date` reads; handed on as `toISOString()` writes it, so that text comparison is time comparison. */
const time = parsed(
  (value) => {
    const date = new Date(value);
    return Number.isNaN(date.getTime()) ? undefined : date.toISOString();
  },
  'Expected a date and time in ISO 8601, for example "2026-11-22T08:00:00.000Z".',
  {
    description: 'A time in ISO 8601; the bound itself belongs to the range.',
    format: 'date-time',
  },
);

const paging = {
  cursor: text('The `pageToken` of the page before, with the same order and filters.'),
  page_size: parsed(
    (value) => {
      const size = Number(value);
      return Number.isInteger(size) && size >= 1 && size <= PAGE_SIZE_MAX ? size : undefined;
    },
    `Expected a whole number from 1 to ${PAGE_SIZE_MAX}.`,
    { type: 'integer', minimum: 1, maximum: PAGE_SIZE_MAX, default: PAGE_SIZE_DEFAULT },
  ),
  sort_direction: oneOf('asc', 'desc'),
  sort_lowercase: flag,
  filter_title: text('Words that the title contains, in any case.'),
};

export const ListSessionsQuery = z.object({
  ...paging,
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
  ...paging,
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
  ...paging,
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
  filter_owner_id: text('Only snapshots that this user made.'),
  filter_snapshot_deleted: flag,
});
export type ListSnapshotAccessLogsQuery = z.infer<typeof ListSnapshotAccessLogsQuery>;

const { cursor, page_size, filter_title } = paging;

/** Lists that have one order: newest first. */
export const ListNewestQuery = z.object({ cursor, page_size });
export type ListNewestQuery = z.infer<typeof ListNewestQuery>;

/** What is in the trash, last deleted first. */
export const ListDeletedQuery = z.object({ cursor, page_size, filter_title });
export type ListDeletedQuery = z.infer<typeof ListDeletedQuery>;

export const DeletionQuery = z.object({ permanently: flag });

/** A page of a list. `pageToken` is the next page's `cursor`, null on the last page. */
export function pageOf<Item extends z.ZodMiniType>(item: Item) {
  return z.object({
    items: z.array(item),
    pageToken: z.nullable(z.string()),
    /** How many documents of this page could not be read and are not shown. */
    leftOut: z.optional(z.int()),
  });
}

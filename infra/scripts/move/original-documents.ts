/**
 * The documents of the original, as its pydantic models write them: sessions, snapshots and access logs, in
 * containers with the same names and partition keys as ours. Its computed fields (lower-case titles, hashes)
 * are ignored, since ours are computed again.
 */
import * as z from 'zod/mini';

/** ISO 8601 with microseconds and a time zone; without a zone it is UTC, as Python's `utcnow` wrote it. */
const time = z.pipe(
  z.string(),
  z.transform((value, ctx) => {
    const zoned = /(Z|[+-]\d\d:?\d\d)$/.test(value) ? value : `${value}Z`;
    const date = new Date(zoned);
    if (!Number.isNaN(date.getTime())) return date.toISOString();
    ctx.issues.push({ code: 'custom', input: value, message: 'Not a time.' });
    return z.NEVER;
  }),
);

const absent = <T extends z.ZodMiniType>(type: T) => z.optional(z.nullable(type));
const id = z.string().check(z.regex(/^[A-Za-z0-9_-]{1,64}$/));
const metadata = z.object({
  title: z.string(),
  description: absent(z.string()),
  created_at: time,
});

export const OriginalSession = z.object({
  id,
  owner_id: z.string(),
  metadata: z.extend(metadata, { updated_at: time, version: z.int().check(z.minimum(1)) }),
  content: z.string(),
});
export type OriginalSession = z.infer<typeof OriginalSession>;

export const OriginalSnapshot = z.object({
  id,
  owner_id: z.string(),
  metadata,
  content: z.string(),
});
export type OriginalSnapshot = z.infer<typeof OriginalSnapshot>;

export const OriginalAccessLog = z.object({
  visitor_id: z.string(),
  snapshot_id: id,
  snapshot_owner_id: z.string(),
  visits: z.int(),
  first_visited_at: absent(time),
  last_visited_at: absent(time),
  snapshot_deleted: z._default(z.boolean(), false),
  snapshot_deleted_at: absent(time),
  snapshot_metadata: z.extend(metadata, { content_hash: z.string() }),
});
export type OriginalAccessLog = z.infer<typeof OriginalAccessLog>;

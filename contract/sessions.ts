import * as z from 'zod/mini';
import * as field from './fields.ts';

/** A session without its content. */
export const SessionMetadata = z.object({
  id: z.string(),
  ownerId: z.string(),
  title: z.string(),
  description: z.nullable(z.string()),
  createdAt: field.timestamp,
  updatedAt: field.timestamp,
  /** 1 when created; increased by one with every write that changes something. */
  version: z.int().check(z.minimum(1)),
  contentHash: field.sha256,
  /** Value of the ETag header, with quotes. */
  etag: z.optional(z.string()),
  /** Size of the uncompressed content, in bytes of UTF-8. */
  contentBytes: z.optional(z.int()),
});
export type SessionMetadata = z.infer<typeof SessionMetadata>;

/** One version of a session, without its content. */
export const SessionVersion = z.object({
  version: z.int().check(z.minimum(1)),
  title: z.string(),
  description: z.nullable(z.string()),
  updatedAt: field.timestamp,
  contentHash: field.sha256,
  contentBytes: z.int(),
  /** Whether this is the current version. */
  current: z.boolean(),
});
export type SessionVersion = z.infer<typeof SessionVersion>;

/** A session in the trash. */
export const DeletedSession = z.extend(SessionMetadata, {
  deletedAt: field.timestamp,
  /** When it is deleted for good. */
  expiresAt: field.timestamp,
});
export type DeletedSession = z.infer<typeof DeletedSession>;

export const Session = z.object({ metadata: SessionMetadata, content: z.string() });
export type Session = z.infer<typeof Session>;

export const NewSession = z.strictObject({
  title: field.title,
  description: z.optional(z.nullable(field.description)),
  content: field.content,
  assets: z.optional(z.nullable(field.assets)),
});
export type NewSession = z.infer<typeof NewSession>;

/** A new content, described by what differs from the one that it replaces (the base). */
export const ContentDelta = z.strictObject({
  /** The `contentHash` that the session must have. */
  baseHash: field.sha256,
  /** The `contentHash` of the result. */
  contentHash: field.sha256,
  /** The session must have these assets: SHA-256 over their hashes, sorted and joined by line feeds. */
  assetsHash: z.optional(field.sha256),
  instructions: field.instructions,
});
export type ContentDelta = z.infer<typeof ContentDelta>;

/** Absent and null mean unchanged; an empty description clears it. */
export const SessionUpdate = z
  .strictObject({
    /** Ignored; clients of the original repeat the id of the path here. */
    id: z.optional(z.nullable(z.string())),
    title: z.optional(z.nullable(field.title)),
    description: z.optional(z.nullable(field.description)),
    content: z.optional(z.nullable(field.content)),
    /** Instead of `content`. */
    contentDelta: z.optional(z.nullable(ContentDelta)),
    assets: z.optional(z.nullable(field.assets)),
  })
  .check(
    z.refine(
      ({ content, contentDelta }) => content == null || contentDelta == null,
      'Send content or contentDelta, not both.',
    ),
  );
export type SessionUpdate = z.infer<typeof SessionUpdate>;

/** The response to an update; `Prefer: return=minimal` leaves the content out. */
export const UpdatedSession = z.object({
  metadata: SessionMetadata,
  content: z.optional(z.string()),
});
export type UpdatedSession = z.infer<typeof UpdatedSession>;

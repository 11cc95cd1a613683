import * as z from 'zod/mini';
import * as field from './fields.ts';

/** A snapshot without its content. */
export const SnapshotMetadata = z.object({
  id: z.string(),
  ownerId: z.string(),
  title: z.string(),
  description: z.nullable(z.string()),
  createdAt: field.timestamp,
  contentHash: field.sha256,
  ownerName: z.optional(z.nullable(z.string())),
  contentBytes: z.optional(z.int()),
  etag: z.optional(z.string()),
  /** When it stops being readable; null or absent means never. */
  expiresAt: z.optional(z.nullable(field.timestamp)),
});
export type SnapshotMetadata = z.infer<typeof SnapshotMetadata>;

/** A snapshot in the trash. */
export const DeletedSnapshot = z.extend(SnapshotMetadata, {
  deletedAt: field.timestamp,
  /** When it is deleted for good: at the end of its time in the trash, or at its own expiry if that is earlier. */
  expiresAt: field.timestamp,
});
export type DeletedSnapshot = z.infer<typeof DeletedSnapshot>;

/** One visitor of a snapshot, as its owner sees them. */
export const SnapshotVisit = z.object({
  /** Null if the sign-in had no name, or the visit is older than this field. */
  visitorName: z.nullable(z.string()),
  visits: z.int(),
  firstVisitedAt: field.timestamp,
  lastVisitedAt: field.timestamp,
});
export type SnapshotVisit = z.infer<typeof SnapshotVisit>;

/** A page of visits, with the totals: people other than the owner, and their visits. */
export const SnapshotVisitPage = z.extend(field.pageOf(SnapshotVisit), {
  visitors: z.int(),
  visits: z.int(),
});
export type SnapshotVisitPage = z.infer<typeof SnapshotVisitPage>;

export const Snapshot = z.object({ metadata: SnapshotMetadata, content: z.string() });
export type Snapshot = z.infer<typeof Snapshot>;

export const NewSnapshot = z.strictObject({
  title: field.title,
  description: z.optional(z.nullable(field.description)),
  content: field.content,
  assets: z.optional(z.nullable(field.assets)),
  /** When it expires; null or absent means never. */
  expiresAt: z.optional(
    z.nullable(
      field.timestamp.check(
        z.refine((time) => Date.parse(time) > Date.now(), 'This time has passed already.'),
      ),
    ),
  ),
});
export type NewSnapshot = z.infer<typeof NewSnapshot>;

/** One visitor's visits to one snapshot. It stays after the snapshot was deleted, and says so. */
export const SnapshotAccessLog = z.object({
  visitorId: z.string(),
  snapshotId: z.string(),
  visits: z.int(),
  firstVisitedAt: field.timestamp,
  lastVisitedAt: field.timestamp,
  snapshotDeleted: z.boolean(),
  snapshotDeletedAt: z.optional(z.nullable(field.timestamp)),
  snapshotMetadata: SnapshotMetadata,
});
export type SnapshotAccessLog = z.infer<typeof SnapshotAccessLog>;

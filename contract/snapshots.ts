import * as z from 'zod/mini';
import * as field from './fields.ts';

/** What a snapshot is called and whose it is, without its content. */
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
});
export type SnapshotMetadata = z.infer<typeof SnapshotMetadata>;

export const Snapshot = z.object({ metadata: SnapshotMetadata, content: z.string() });
export type Snapshot = z.infer<typeof Snapshot>;

export const NewSnapshot = z.strictObject({
  title: field.title,
  description: z.optional(z.nullable(field.description)),
  content: field.content,
});
export type NewSnapshot = z.infer<typeof NewSnapshot>;

/** One visitor's visits to one snapshot. It outlives the snapshot, marked as deleted. */
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

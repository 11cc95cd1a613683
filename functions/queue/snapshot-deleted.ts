import * as z from 'zod/mini';
import * as field from '../../contract/fields.ts';

/** The queue, and the app setting with the connection to its storage. */
export const SNAPSHOT_DELETED_QUEUE = 'snapshot-deleted';
export const QUEUE_CONNECTION = 'AzureWebJobsStorage';

/**
 * Says that a snapshot was deleted or restored, or is about to be: whoever reads it looks whether it lives
 * and makes the visitors' logs say so. `deletedAt` is for a snapshot of which nothing is left.
 */
export const SnapshotDeleted = z.object({
  snapshotId: field.id,
  ownerId: z.string(),
  deletedAt: field.timestamp,
  /**
   * A visit that was under way at the change may write its log after the first message was worked on.
   * So that one is followed by a last one, when no such visit can be left.
   */
  last: z.boolean(),
});
export type SnapshotDeleted = z.infer<typeof SnapshotDeleted>;

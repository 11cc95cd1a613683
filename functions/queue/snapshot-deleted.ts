import * as z from 'zod/mini';
import * as field from '../../contract/fields.ts';

/** The queue, and the app setting with its storage connection. */
export const SNAPSHOT_DELETED_QUEUE = 'snapshot-deleted';
export const QUEUE_CONNECTION = 'AzureWebJobsStorage';

/**
 * Says that a snapshot was deleted or restored, or is about to be. The consumer checks which and updates the
 * visitors' logs. `deletedAt` (ISO 8601) is used if the snapshot no longer exists.
 */
export const SnapshotDeleted = z.object({
  snapshotId: field.id,
  ownerId: z.string(),
  deletedAt: field.timestamp,
  /**
   * A visit in progress during the change may write its log after the first message was handled. So that
   * message is followed by a last one, when no such visit can remain.
   */
  last: z.boolean(),
});
export type SnapshotDeleted = z.infer<typeof SnapshotDeleted>;

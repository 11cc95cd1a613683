import { openQueue, type QueueSettings } from './queue.ts';
import { SNAPSHOT_DELETED_QUEUE, type SnapshotDeleted } from './snapshot-deleted.ts';

/** How long a message stays invisible, in s; by then the announced change has finished or failed. */
const ANNOUNCED_FOR_S = 60;

/** Announces that a snapshot is about to be deleted or restored; see `announce`. */
export function announceChange(
  snapshotId: string,
  ownerId: string,
  settings: QueueSettings,
): Promise<() => Promise<void>> {
  const message = { snapshotId, ownerId, deletedAt: new Date().toISOString(), last: false };
  return announce(message, settings);
}

/**
 * Queues a message that stays invisible for a minute. Returns a function that makes it visible at once. If
 * the process dies in between, the message becomes visible by itself.
 */
export async function announce(
  message: SnapshotDeleted,
  settings: QueueSettings,
): Promise<() => Promise<void>> {
  const queue = await openQueue(SNAPSHOT_DELETED_QUEUE, settings);
  const sent = await queue.sendMessage(JSON.stringify(message), {
    visibilityTimeout: ANNOUNCED_FOR_S,
  });
  return async () => {
    await queue.updateMessage(sent.messageId, sent.popReceipt, undefined, 0);
  };
}

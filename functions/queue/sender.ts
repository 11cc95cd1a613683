import { openQueue, type QueueSettings } from './queue.ts';
import { SNAPSHOT_DELETED_QUEUE, type SnapshotDeleted } from './snapshot-deleted.ts';

/** Long enough that the deletion it announces has ended or was given up, in s. */
const ANNOUNCED_FOR_S = 60;

/** Announces that a snapshot is about to be deleted or restored; as `announce`. */
export function announceChange(
  snapshotId: string,
  ownerId: string,
  settings: QueueSettings,
): Promise<() => Promise<void>> {
  const message = { snapshotId, ownerId, deletedAt: new Date().toISOString(), last: false };
  return announce(message, settings);
}

/**
 * Puts a message into the queue that nobody sees for a minute. Answers the function that shows it at
 * once. Should the process die in between, the message appears by itself.
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

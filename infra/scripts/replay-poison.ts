/**
 * `node infra/scripts/replay-poison.ts [--apply]` moves the messages of the poison queue back to the queue.
 * Without `--apply` it only shows them. A message is sent before it is deleted from the poison queue, so none is
 * lost; one that is sent twice does no harm, because processing it is idempotent.
 */
import { parseArgs } from 'node:util';
import type { QueueServiceClient } from '@azure/storage-queue';
import { SNAPSHOT_DELETED_QUEUE } from '../../functions/queue/snapshot-deleted.ts';
import { connectQueues } from './connect.ts';
import { runScript } from './run-script.ts';

/** How long a received message is invisible to others while it is moved, in s. */
const VISIBILITY_TIMEOUT_S = 60;
/** Most messages that the service returns per request. */
const MAX_PER_REQUEST = 32;

/** The next messages of the poison queue, 32 at most, without removing them. */
export async function showPoison(service: QueueServiceClient): Promise<readonly string[]> {
  const { peekedMessageItems } = await poisonQueue(service).peekMessages({
    numberOfMessages: MAX_PER_REQUEST,
  });
  return peekedMessageItems.map(({ messageText }) => messageText);
}

/**
 * Moves the present messages of the poison queue back to their queue and returns how many. Moves at most as
 * many as there were at the start, so that messages that fail again do not keep it running.
 */
export async function replayPoison(service: QueueServiceClient): Promise<number> {
  const poison = poisonQueue(service);
  const queue = service.getQueueClient(SNAPSHOT_DELETED_QUEUE);
  const { approximateMessagesCount: count = 0 } = await poison.getProperties();
  let moved = 0;
  while (moved < count) {
    const { receivedMessageItems } = await poison.receiveMessages({
      numberOfMessages: Math.min(MAX_PER_REQUEST, count - moved),
      visibilityTimeout: VISIBILITY_TIMEOUT_S,
    });
    if (receivedMessageItems.length === 0) break;
    for (const { messageText, messageId, popReceipt } of receivedMessageItems) {
      await queue.sendMessage(messageText);
      await poison.deleteMessage(messageId, popReceipt);
      moved += 1;
    }
  }
  return moved;
}

function poisonQueue(service: QueueServiceClient) {
  return service.getQueueClient(`${SNAPSHOT_DELETED_QUEUE}-poison`);
}

if (import.meta.main) {
  const { values } = parseArgs({ options: { apply: { type: 'boolean', default: false } } });
  await runScript(async () => {
    const service = connectQueues(process.env);
    if (values.apply) {
      console.log(`${await replayPoison(service)} messages are back in ${SNAPSHOT_DELETED_QUEUE}.`);
      return;
    }
    const messages = await showPoison(service);
    for (const message of messages) console.log(message);
    console.log(`${messages.length} messages shown, none moved. --apply moves them all.`);
  });
}

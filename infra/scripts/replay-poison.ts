/**
 * `node infra/scripts/replay-poison.ts [--apply]` puts the messages of the poison queue back to work.
 * Without `--apply` it only shows them. A message is sent before it is taken off the poison queue, so
 * none is lost; one that is sent twice does no harm, since working it off twice has one effect.
 */
import { parseArgs } from 'node:util';
import type { QueueServiceClient } from '@azure/storage-queue';
import { SNAPSHOT_DELETED_QUEUE } from '../../functions/queue/snapshot-deleted.ts';
import { connectQueues } from './connect.ts';
import { runScript } from './run-script.ts';

/** How long a message is ours alone while it is moved, in seconds. */
const VISIBILITY_TIMEOUT_S = 60;
/** Most messages that the service hands out at once. */
const MAX_PER_REQUEST = 32;

/** The next messages of the poison queue, 32 at most, left where they are. */
export async function showPoison(service: QueueServiceClient): Promise<readonly string[]> {
  const { peekedMessageItems } = await poisonQueue(service).peekMessages({
    numberOfMessages: MAX_PER_REQUEST,
  });
  return peekedMessageItems.map(({ messageText }) => messageText);
}

/**
 * Moves what lies in the poison queue now back to its queue, and answers how many messages that were.
 * It stops after as many as there were at the start, so messages that fail again do not keep it running.
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

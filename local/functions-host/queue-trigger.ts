/**
 * Queue triggers: polls the queue, processes up to a batch of messages in parallel, deletes those that succeeded.
 * As in the real host: a failed message becomes visible again after `visibilityTimeout` and moves to
 * `<queue>-poison` after `maxDequeueCount` tries; if the host dies, its messages reappear after 10 minutes.
 * Unlike the real host, it creates the queue, because nothing else does so locally.
 */
import { setTimeout as sleep } from 'node:timers/promises';
import {
  type DequeuedMessageItem,
  type QueueClient,
  QueueServiceClient,
} from '@azure/storage-queue';
import type { Log } from './core-module.ts';
import type { QueueOptions } from './host-json.ts';
import type { AppFunction } from './load-app.ts';

const LEASE_S = 600;
const MIN_POLLING_INTERVAL_MS = 100;
const MAX_BATCH_SIZE = 32;

export interface QueueTrigger {
  /** Stops receiving messages and waits for those in progress. */
  close(): Promise<void>;
}

/** Starts polling. Rejects if the storage account does not answer. */
export async function startQueueTrigger(
  target: AppFunction,
  options: QueueOptions,
  connectionString: string,
  log: Log,
): Promise<QueueTrigger> {
  const service = QueueServiceClient.fromConnectionString(connectionString);
  const queueName = target.trigger.queueName as string;
  const queue = service.getQueueClient(queueName);
  const poison = service.getQueueClient(`${queueName}-poison`);
  await queue.createIfNotExists();

  const stopping = new AbortController();
  const running = new Set<Promise<void>>();
  const start = (message: DequeuedMessageItem) => {
    const work = handle(message, { target, queue, poison, options, log })
      .catch((error: Error) => log(target.name, 'error', `Queue: ${error.message}`))
      .finally(() => running.delete(work));
    running.add(work);
  };

  const poll = async () => {
    let pause = MIN_POLLING_INTERVAL_MS;
    while (!stopping.signal.aborted) {
      if (running.size > options.newBatchThreshold) {
        await Promise.race(running);
        continue;
      }
      const messages = await receive(queue, options.batchSize, log);
      for (const message of messages) start(message);
      pause = messages.length > 0 ? MIN_POLLING_INTERVAL_MS : pause * 2;
      const wait = Math.min(pause, options.maxPollingIntervalMs);
      if (messages.length === 0) await sleep(wait, null, stopping).catch(() => {});
    }
  };
  const polling = poll();
  return {
    close: async () => {
      stopping.abort();
      await polling;
      await Promise.all(running);
    },
  };
}

async function receive(queue: QueueClient, batchSize: number, log: Log) {
  try {
    const answer = await queue.receiveMessages({
      numberOfMessages: Math.min(batchSize, MAX_BATCH_SIZE),
      visibilityTimeout: LEASE_S,
    });
    return answer.receivedMessageItems;
  } catch (error) {
    log('host', 'error', `The queue ${queue.name} does not answer: ${(error as Error).message}`);
    return [];
  }
}

interface Handling {
  readonly target: AppFunction;
  readonly queue: QueueClient;
  readonly poison: QueueClient;
  readonly options: QueueOptions;
  readonly log: Log;
}

async function handle(message: DequeuedMessageItem, handling: Handling): Promise<void> {
  const { target, queue, options, log } = handling;
  const { messageId, popReceipt, dequeueCount } = message;
  if (dequeueCount > options.maxDequeueCount) return moveToPoison(message, handling);
  try {
    await target.invoke({ string: decode(message.messageText, options) }, describe(message));
  } catch (error) {
    const reason = error instanceof Error ? (error.stack ?? error.message) : String(error);
    log(target.name, 'error', `Try ${dequeueCount} of ${options.maxDequeueCount}: ${reason}`);
    if (dequeueCount >= options.maxDequeueCount) return moveToPoison(message, handling);
    await queue.updateMessage(
      messageId,
      popReceipt,
      undefined,
      Math.ceil(options.visibilityTimeoutMs / 1000),
    );
    return;
  }
  await queue.deleteMessage(messageId, popReceipt);
}

async function moveToPoison(message: DequeuedMessageItem, { queue, poison }: Handling) {
  await poison.createIfNotExists();
  await poison.sendMessage(message.messageText);
  await queue.deleteMessage(message.messageId, message.popReceipt);
}

function decode(text: string, { messageEncoding }: QueueOptions): string {
  return messageEncoding === 'base64' ? Buffer.from(text, 'base64').toString() : text;
}

/** `context.triggerMetadata` of the function, in the format of the worker protocol. */
function describe(message: DequeuedMessageItem): Record<string, unknown> {
  const time = (date: Date) => ({ json: JSON.stringify(date.toISOString()) });
  return {
    Id: { string: message.messageId },
    PopReceipt: { string: message.popReceipt },
    DequeueCount: { int: message.dequeueCount },
    InsertionTime: time(message.insertedOn),
    ExpirationTime: time(message.expiresOn),
    NextVisibleTime: time(message.nextVisibleOn),
  };
}

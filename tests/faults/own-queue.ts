import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { QueueClient } from '@azure/storage-queue';
import {
  SNAPSHOT_DELETED_QUEUE,
  type SnapshotDeleted,
} from '../../functions/queue/snapshot-deleted.ts';
import { startAzurite } from '../../local/azurite.ts';
import { freePort } from '../support/free-port.ts';
import { type FaultProxy, startFaultProxy } from './fault-proxy.ts';

export interface OwnQueue {
  /** For app settings: leads through `proxy`. */
  readonly connectionString: string;
  readonly proxy: FaultProxy;
  readonly queue: QueueClient;
  readonly poison: QueueClient;
  /** The messages sent so far, and for how many seconds they stay invisible. */
  sent(): (SnapshotDeleted & { unseenForS: number })[];
  /** Simulates that a minute has passed for the messages of one snapshot: makes them visible. */
  letAMinutePass(snapshotId: string): Promise<void>;
  close(): Promise<void>;
}

/** A separate queue service with a proxy in front. */
export async function startOwnQueue(): Promise<OwnQueue> {
  const dataDir = await mkdtemp(join(tmpdir(), 'holdfast-queue-'));
  const [blobPort, queuePort, tablePort] = [await freePort(), await freePort(), await freePort()];
  const azurite = await startAzurite({ blobPort, queuePort, tablePort, dataDir });
  const proxy = await startFaultProxy(`http://127.0.0.1:${queuePort}`);
  const clientOf = (name: string) => new QueueClient(azurite.connectionString, name);
  const queue = clientOf(SNAPSHOT_DELETED_QUEUE);
  const poison = clientOf(`${SNAPSHOT_DELETED_QUEUE}-poison`);
  await Promise.all([queue.createIfNotExists(), poison.createIfNotExists()]);

  const messages = () =>
    proxy.exchanges.flatMap(({ request, answer }) => {
      if (request.method !== 'POST' || !answer) return [];
      const [, text = ''] = /<MessageText>(.*)<\/MessageText>/.exec(String(request.body)) ?? [];
      return [
        {
          message: JSON.parse(text.replaceAll('&quot;', '"')) as SnapshotDeleted,
          id: tagOf(answer.body, 'MessageId'),
          popReceipt: tagOf(answer.body, 'PopReceipt'),
          unseenForS: Number(/visibilitytimeout=(\d+)/.exec(request.path)?.[1] ?? 0),
        },
      ];
    });

  return {
    connectionString: azurite.connectionString.replaceAll(
      `127.0.0.1:${queuePort}`,
      proxy.url.slice('http://'.length),
    ),
    proxy,
    queue,
    poison,
    sent: () => messages().map(({ message, unseenForS }) => ({ ...message, unseenForS })),
    letAMinutePass: async (snapshotId) => {
      for (const { message, id, popReceipt } of messages()) {
        if (message.snapshotId !== snapshotId) continue;
        // A message that was already made visible or received has another receipt and needs nothing.
        await queue.updateMessage(id, popReceipt, undefined, 0).catch(() => {});
      }
    },
    close: async () => {
      await proxy.close();
      await azurite.close();
      await rm(dataDir, { recursive: true, force: true });
    },
  };
}

function tagOf(xml: Buffer, name: string): string {
  return new RegExp(`<${name}>(.*?)</${name}>`).exec(String(xml))?.[1] ?? '';
}

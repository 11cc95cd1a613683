import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { QueueServiceClient } from '@azure/storage-queue';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type Azurite, startAzurite } from '../../local/azurite.ts';
import { freePort } from '../../local/free-port.ts';
import { replayPoison, showPoison } from './replay-poison.ts';

const START_TIMEOUT_MS = 60_000;

describe('Replaying the poison queue', () => {
  let dataDir: string;
  let azurite: Azurite;
  let service: QueueServiceClient;

  beforeAll(async () => {
    dataDir = await mkdtemp(join(tmpdir(), 'holdfast-poison-'));
    azurite = await startAzurite({
      blobPort: await freePort(),
      queuePort: await freePort(),
      tablePort: await freePort(),
      dataDir,
    });
    service = QueueServiceClient.fromConnectionString(azurite.connectionString);
    await service.createQueue('snapshot-deleted');
    await service.createQueue('snapshot-deleted-poison');
  }, START_TIMEOUT_MS);

  afterAll(async () => {
    await azurite?.close();
    await rm(dataDir, { recursive: true, force: true });
  });

  beforeEach(async () => {
    for (const name of ['snapshot-deleted', 'snapshot-deleted-poison']) {
      await service.getQueueClient(name).clearMessages();
    }
  });

  it('puts every message back unchanged and empties the poison queue', async () => {
    const messages = await fillPoison(40);
    expect(await replayPoison(service)).toBe(40);
    expect((await takeAll('snapshot-deleted')).sort()).toEqual(messages.sort());
    expect(await takeAll('snapshot-deleted-poison')).toEqual([]);
  });

  it('shows messages without moving them', async () => {
    const messages = await fillPoison(2);
    expect(await showPoison(service)).toEqual(messages);
    expect(await takeAll('snapshot-deleted')).toEqual([]);
    expect(await takeAll('snapshot-deleted-poison')).toEqual(messages);
  });

  it('has nothing to do if the poison queue is empty', async () => {
    expect(await replayPoison(service)).toBe(0);
  });

  async function fillPoison(count: number): Promise<string[]> {
    const messages = Array.from({ length: count }, (_, index) => `{"snapshotId":"id-${index}"}`);
    const queue = service.getQueueClient('snapshot-deleted-poison');
    for (const message of messages) await queue.sendMessage(message);
    return messages;
  }

  async function takeAll(name: string): Promise<string[]> {
    const found: string[] = [];
    for (;;) {
      const { receivedMessageItems } = await service
        .getQueueClient(name)
        .receiveMessages({ numberOfMessages: 32, visibilityTimeout: 600 });
      if (receivedMessageItems.length === 0) return found;
      found.push(...receivedMessageItems.map(({ messageText }) => messageText));
    }
  }
});

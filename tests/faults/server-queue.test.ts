import { CosmosClient } from '@azure/cosmos';
import { afterAll, afterEach, beforeAll, describe, expect, inject, it } from 'vitest';
import type { SnapshotAccessLog } from '../../contract/snapshots.ts';
import { type Api, apiClient, newDocument } from '../api/api-client.ts';
import { accessLogSeeds } from '../api/list-seeds.ts';
import { type OwnHost, startOwnHost } from '../api/own-host.ts';
import { newUser, type User } from '../support/users.ts';
import { held } from './effects.ts';
import type { ProxiedRequest } from './fault-proxy.ts';
import { type OwnQueue, startOwnQueue } from './own-queue.ts';

type Head = Pick<ProxiedRequest, 'method' | 'path'>;

const { functionsUrl, cosmos } = inject('stack');
const never = new Promise<void>(() => {});
const soon = { timeout: 60_000 };
const client = new CosmosClient({ endpoint: cosmos.url, key: cosmos.key });
const logs = client.database('persistence').container('snapshot_access_logs');

let storage: OwnQueue;
/** The host that processes the queue, quickly. */
let worker: OwnHost;

beforeAll(async () => {
  storage = await startOwnQueue();
  worker = await startOwnHost({
    AzureWebJobsStorage: storage.connectionString,
    'AzureWebJobs.snapshot-deleted.Disabled': 'false',
    AzureFunctionsJobHost__extensions__queues__maxPollingInterval: '00:00:00.2',
    AzureFunctionsJobHost__extensions__queues__visibilityTimeout: '00:00:00',
  });
});
afterEach(() => storage.proxy.heal());
afterAll(async () => {
  await worker.close();
  await storage.close();
  client.dispose();
});

/** A snapshot that its owner and one visitor have opened. */
async function withVisitedSnapshot() {
  const [owner, visitor] = [newUser('Owner'), newUser('Visitor')];
  const { body: id } = await apiClient(functionsUrl, owner)('create-snapshot', {
    body: newDocument(),
  });
  const visit = apiClient(functionsUrl, visitor);
  await visit('get-snapshot', { params: { id } });
  return { owner, visitor, id: id as string };
}

async function logOf(user: User, id: string): Promise<SnapshotAccessLog | undefined> {
  const { body } = await apiClient(functionsUrl, user)('list-snapshot-access-logs');
  return body.items.find((log: SnapshotAccessLog) => log.snapshotId === id);
}

const isMarked = async (user: User, id: string) => (await logOf(user, id))?.snapshotDeleted;

/** Waits until all messages about a snapshot have been processed and removed. */
async function untilWorkedOff(): Promise<void> {
  const seen = async () => (await storage.queue.peekMessages()).peekedMessageItems.length;
  await expect.poll(seen, soon).toBe(0);
}

/** Deletes through a host that is killed when it sends the request that `strikes` matches. */
async function deleteAndDie(
  { owner, id }: { owner: User; id: string },
  strikes: { cosmos?: (head: Head) => boolean; queue?: (head: Head) => boolean },
): Promise<void> {
  const host = await startOwnHost({ AzureWebJobsStorage: storage.connectionString });
  const fault = strikes.cosmos
    ? host.cosmos.inject({ match: strikes.cosmos, effect: held(never) })
    : storage.proxy.inject({ match: strikes.queue ?? (() => false), effect: held(never) });
  const deleting = apiClient(host.url, owner)('delete-snapshot', { params: { id } });
  const failed = expect(deleting).rejects.toThrow();
  await expect.poll(() => fault.hits, soon).toBe(1);
  host.kill();
  await failed;
  storage.proxy.heal();
  await host.close();
}

const isDelete = (container: string) => (head: Head) =>
  ['DELETE', 'PATCH'].includes(head.method) && head.path.includes(`/colls/${container}/`);

describe('A process that dies while it deletes a snapshot', () => {
  it('before the deletion marks nobody: the message’s handler finds that the snapshot exists', async () => {
    const snapshot = await withVisitedSnapshot();
    const { owner, visitor, id } = snapshot;
    await deleteAndDie(snapshot, { cosmos: isDelete('snapshots') });
    expect(storage.sent().at(-1)).toMatchObject({ snapshotId: id, unseenForS: 60, last: false });

    const dropped = () => worker.lines.filter((line) => line.includes('"alive"')).length;
    const before = dropped();
    await storage.letAMinutePass(id);
    await expect.poll(dropped, soon).toBe(before + 1);
    expect(await isMarked(visitor, id)).toBe(false);
    expect(await isMarked(owner, id)).toBe(false);

    const api = apiClient(worker.url, owner);
    expect((await api('get-snapshot', { params: { id } })).status).toBe(200);
    expect((await api('delete-snapshot', { params: { id } })).status).toBe(204);
    await expect.poll(() => isMarked(visitor, id), soon).toBe(true);
  });

  it('between the deletion and the owner’s own log leaves nobody unmarked a minute later', async () => {
    const snapshot = await withVisitedSnapshot();
    const { owner, visitor, id } = snapshot;
    await deleteAndDie(snapshot, { cosmos: isDelete('snapshot_access_logs') });
    expect(await isMarked(visitor, id)).toBe(false);
    await storage.letAMinutePass(id);
    await expect.poll(() => isMarked(visitor, id), soon).toBe(true);
    await expect.poll(() => logOf(owner, id), soon).toBeUndefined();
  });

  it('before it has made the message visible leaves nobody unmarked a minute later', async () => {
    const snapshot = await withVisitedSnapshot();
    const { visitor, id } = snapshot;
    const isShow = ({ method, path }: Head) => method === 'PUT' && path.includes('/messages/');
    await deleteAndDie(snapshot, { queue: isShow });
    await storage.letAMinutePass(id);
    await expect.poll(() => isMarked(visitor, id), soon).toBe(true);
  });

  it('before it has sent the message has deleted nothing', async () => {
    const snapshot = await withVisitedSnapshot();
    const { owner, visitor, id } = snapshot;
    const isSend = ({ method, path }: Head) => method === 'POST' && path.includes('/messages');
    await deleteAndDie(snapshot, { queue: isSend });
    const params = { id };
    expect((await apiClient(functionsUrl, owner)('get-snapshot', { params })).status).toBe(200);
    expect(await isMarked(visitor, id)).toBe(false);
  });
});

describe('A queue that does not answer', () => {
  it('makes the deletion return 503, and the snapshot stays', async () => {
    const { owner, id } = await withVisitedSnapshot();
    const host = await startOwnHost({
      AzureWebJobsStorage: storage.connectionString.replace(/QueueEndpoint=[^;]+/, (endpoint) =>
        endpoint.replace(/:\d+/, ':9'),
      ),
    });
    const api = apiClient(host.url, owner);
    const params = { id };
    const refused = await api('delete-snapshot', { params });
    expect([refused.status, refused.body.title]).toEqual([503, 'The queue does not answer']);
    expect(refused.body.detail).toContain('Nothing was deleted');
    expect((await api('get-snapshot', { params })).status).toBe(200);
    expect((await api('health', { query: { deep: '' } })).status).toBe(503);
    await host.close();
  });
});

describe('A message', () => {
  it('that arrives three times and out of order takes effect once', async () => {
    const { owner, visitor, id } = await withVisitedSnapshot();
    const api = apiClient(worker.url, owner);
    await api('delete-snapshot', { params: { id } });
    await expect.poll(() => isMarked(visitor, id), soon).toBe(true);
    const first = await logOf(visitor, id);

    const sent = storage.sent().find(({ snapshotId }) => snapshotId === id);
    const { unseenForS: _, ...message } = sent ?? { unseenForS: 0 };
    for (const last of [true, false, true]) {
      await storage.queue.sendMessage(JSON.stringify({ ...message, last }));
    }
    await untilWorkedOff();
    expect(await logOf(visitor, id)).toEqual(first);
    expect(first?.snapshotDeletedAt).toMatch(/Z$/);
  });

  it('is followed by a last one, for a visit that was in progress when the snapshot was deleted', async () => {
    const { owner, id } = await withVisitedSnapshot();
    const late = newUser('Late');
    const gate = Promise.withResolvers<void>();
    const isFirstVisit = ({ method, path }: Head) =>
      method === 'POST' && path.includes('/colls/snapshot_access_logs/');
    const slow = await startOwnHost();
    const fault = slow.cosmos.inject({ match: isFirstVisit, effect: held(gate.promise) });
    const visiting = apiClient(slow.url, late)('get-snapshot', { params: { id } });
    await expect.poll(() => fault.hits, soon).toBe(1);

    await apiClient(worker.url, owner)('delete-snapshot', { params: { id } });
    const follower = () => storage.sent().find((each) => each.snapshotId === id && each.last);
    await expect.poll(follower, soon).toMatchObject({ unseenForS: 60 });
    gate.resolve();
    expect((await visiting).status).toBe(200);
    await expect.poll(() => isMarked(late, id), soon).toBe(false);

    await storage.letAMinutePass(id);
    await expect.poll(() => isMarked(late, id), soon).toBe(true);
    await slow.close();
  });

  it('that always fails ends in the poison queue, and others are processed meanwhile', async () => {
    await storage.queue.sendMessage('this is not JSON');
    const { owner, visitor, id } = await withVisitedSnapshot();
    const api: Api = apiClient(worker.url, owner);
    await api('delete-snapshot', { params: { id } });
    await expect.poll(() => isMarked(visitor, id), soon).toBe(true);

    const poisoned = async () => (await storage.poison.peekMessages()).peekedMessageItems;
    await expect.poll(poisoned, soon).toMatchObject([{ messageText: 'this is not JSON' }]);
    const tries = worker.lines.filter((line) => line.includes('Try 5 of 5'));
    expect(tries).toHaveLength(1);
  });

  it('marks the logs of 500 visitors, and of no other snapshot', async () => {
    const { owner, id } = await withVisitedSnapshot();
    const other = await withVisitedSnapshot();
    const [seed] = accessLogSeeds('');
    const visits = Array.from({ length: 500 }, (_, index) => ({
      ...seed,
      id: `${id}__visitor-${index}`,
      visitor_id: `visitor-${index}`,
      snapshot_id: id,
      snapshot_deleted: false,
    }));
    for (let start = 0; start < visits.length; start += 50) {
      await Promise.all(visits.slice(start, start + 50).map((each) => logs.items.create(each)));
    }
    await apiClient(worker.url, owner)('delete-snapshot', { params: { id } });

    const query = {
      query:
        'SELECT c.snapshot_deleted FROM c WHERE c.snapshot_id = @id AND c.snapshot_deleted = true',
      parameters: [{ name: '@id', value: id }],
    };
    const marked = async () => (await logs.items.query(query).fetchAll()).resources.length;
    await expect.poll(marked, soon).toBe(501);
    expect(await isMarked(other.visitor, other.id)).toBe(false);
  });
});

describe('A visitor who opens a deleted snapshot', () => {
  it('gets their own log marked at once, without any message', async () => {
    const { owner, visitor, id } = await withVisitedSnapshot();
    await client.database('persistence').container('snapshots').item(id, id).delete();
    const visit = apiClient(functionsUrl, visitor);
    expect((await visit('get-snapshot', { params: { id } })).status).toBe(404);
    expect(await isMarked(visitor, id)).toBe(true);
    expect(await isMarked(owner, id)).toBe(false);
  });
});

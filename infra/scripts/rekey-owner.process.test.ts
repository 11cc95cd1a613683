import { CosmosClient, type Database } from '@azure/cosmos';
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { SnapshotAccessLogStore } from '../../functions/store/access-log-store.ts';
import { Budget } from '../../functions/store/budget.ts';
import { NotFound } from '../../functions/store/errors.ts';
import { DAY_MS, endOf } from '../../functions/store/lifetime.ts';
import { SessionStore } from '../../functions/store/session-store.ts';
import { SnapshotStore } from '../../functions/store/snapshot-store.ts';
import { type Cosmos, startCosmos } from '../../local/cosmos.ts';
import { listOwners } from './rekey/list-owners.ts';
import { rekeyOwner } from './rekey/rekey-owner.ts';

const START_TIMEOUT_MS = 60_000;
const DATABASE = 'persistence';

describe('Transferring everything from one user id to another', () => {
  let cosmos: Cosmos;
  let client: CosmosClient;
  let database: Database;

  beforeAll(async () => {
    cosmos = await startCosmos({ port: 0 });
    client = new CosmosClient({ endpoint: cosmos.url, key: cosmos.key });
    database = client.database(DATABASE);
  }, START_TIMEOUT_MS);

  afterEach(() => {
    vi.useRealTimers();
  });

  afterAll(async () => {
    client?.dispose();
    await cosmos?.close();
  });

  /** The stores of the API for this user. */
  function as(id: string) {
    const context = {
      settings: {
        COSMOS_ENDPOINT: cosmos.url,
        COSMOS_KEY: cosmos.key,
        COSMOS_DATABASE: DATABASE,
        ID_LENGTH: 12,
        HISTORY_DAYS: 90,
        TRASH_DAYS: 30,
      },
      user: { id, name: `name of ${id}` },
      budget: new Budget(),
    };
    return {
      sessions: new SessionStore(context),
      snapshots: new SnapshotStore(context),
      logs: new SnapshotAccessLogStore(context),
    };
  }

  async function share(owner: string, title: string): Promise<string> {
    const snapshot = await as(owner).snapshots.create({ title, content: '{}' });
    await as(owner).logs.logCreation(snapshot);
    return snapshot.id;
  }

  const visit = (visitor: string, id: string) =>
    as(visitor).logs.logVisit(id, as(visitor).snapshots.read(id));

  it('moves sessions with everything in them, and leaves nothing behind', async () => {
    const { id } = await as('old-1').sessions.create({ title: 'Mine', content: '{"kept":true}' });
    await as('old-1').sessions.update(id, { content: '{"kept":"changed"}' });
    const before = await as('old-1').sessions.get(id);

    const report = await rekeyOwner(database, 'old-1', 'new-1', true);

    expect(report).toMatchObject({ sessions: 1, skipped: [] });
    const after = await as('new-1').sessions.get(id);
    expect(after.content).toBe('{"kept":"changed"}');
    expect(after.metadata).toEqual({
      ...before.metadata,
      ownerId: 'new-1',
      etag: after.metadata.etag,
    });
    await expect(as('old-1').sessions.get(id)).rejects.toThrow(NotFound);
  });

  it('moves snapshots and all visits to them', async () => {
    const id = await share('old-2', 'Shared');
    await visit('visitor-2', id);

    expect(await rekeyOwner(database, 'old-2', 'new-2', true)).toMatchObject({
      snapshots: 1,
      visits: 1,
      mentions: 2,
    });

    const { items } = await as('new-2').snapshots.list({});
    expect(items).toMatchObject([{ id, ownerId: 'new-2', title: 'Shared' }]);
    const own = await as('new-2').logs.list({ filter_owner_id: 'new-2' });
    expect(own.items).toMatchObject([{ snapshotId: id, visitorId: 'new-2', visits: 1 }]);
    const others = await as('visitor-2').logs.list({ filter_owner_id: 'new-2' });
    expect(others.items).toMatchObject([{ snapshotId: id, visits: 1 }]);
    expect((await as('old-2').logs.list({})).items).toEqual([]);
  });

  it('adds up the visits of somebody with logs under both ids', async () => {
    const id = await share('owner-3', 'Visited twice');
    await visit('old-3', id);
    await visit('old-3', id);
    await visit('new-3', id);

    await rekeyOwner(database, 'old-3', 'new-3', true);

    const { items } = await as('new-3').logs.list({});
    expect(items).toMatchObject([{ snapshotId: id, visits: 3 }]);
  });

  it('changes nothing in a dry run', async () => {
    const { id } = await as('old-4').sessions.create({ title: 'Stays', content: '{}' });
    await share('old-4', 'Stays too');

    const report = await rekeyOwner(database, 'old-4', 'new-4', false);

    expect(report).toEqual({ sessions: 1, snapshots: 1, visits: 1, mentions: 1, skipped: [] });
    expect((await as('old-4').sessions.get(id)).metadata.ownerId).toBe('old-4');
    expect((await as('new-4').snapshots.list({})).items).toEqual([]);
  });

  it('completes an interrupted run, and counts no visit twice', async () => {
    const { id } = await as('old-5').sessions.create({ title: 'Half', content: '{}' });
    const snapshotId = await share('old-5', 'Half');
    await copyOf('sessions', id, 'old-5', { owner_id: 'new-5' });
    const logId = `${snapshotId}__new-5`;
    const moved = { id: logId, visitor_id: 'new-5' };
    await copyOf('snapshot_access_logs', `${snapshotId}__old-5`, 'old-5', moved);

    expect((await rekeyOwner(database, 'old-5', 'new-5', true)).skipped).toEqual([]);
    const again = await rekeyOwner(database, 'old-5', 'new-5', true);

    expect(again).toEqual({ sessions: 0, snapshots: 0, visits: 0, mentions: 0, skipped: [] });
    expect((await as('new-5').sessions.get(id)).metadata.title).toBe('Half');
    expect((await as('new-5').logs.list({})).items).toMatchObject([{ snapshotId, visits: 1 }]);
  });

  it('keeps the expiry of old versions, deleted and expiring items', async () => {
    const { id } = await as('old-8').sessions.create({ title: 'Deleted', content: '{}' });
    await as('old-8').sessions.update(id, { title: 'Deleted, version 2' });
    await as('old-8').sessions.delete(id);
    const expiresAt = new Date(Date.now() + 10 * DAY_MS).toISOString();
    const fresh = { title: 'Expires', content: '{}', expiresAt };
    const snapshot = await as('old-8').snapshots.create(fresh);
    const before = [await endsOf('sessions', 'old-8'), await endsOf('snapshots', 'old-8')];
    expect(before.flat().every((end) => end < Number.POSITIVE_INFINITY)).toBe(true);
    expect(before.map((ends) => ends.length)).toEqual([2, 1]);

    // The emulator runs in this process and has the same clock.
    vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + 5 * DAY_MS });
    await rekeyOwner(database, 'old-8', 'new-8', true);

    const after = [await endsOf('sessions', 'new-8'), await endsOf('snapshots', 'new-8')];
    const late = after.flat().map((end, index) => end - (before.flat()[index] as number));
    expect(Math.max(...late.map(Math.abs))).toBeLessThan(10_000);
    expect(snapshot.id).toBeDefined();
  });

  it('changes neither session if the new owner has another one with the same id', async () => {
    const { id } = await as('old-6').sessions.create({ title: 'One', content: '{"one":1}' });
    await copyOf('sessions', id, 'old-6', { owner_id: 'new-6', content: '{"other":1}' });

    expect(await rekeyOwner(database, 'old-6', 'new-6', true)).toMatchObject({ skipped: [id] });

    expect((await as('old-6').sessions.get(id)).content).toBe('{"one":1}');
    expect((await as('new-6').sessions.get(id)).content).toBe('{"other":1}');
  });

  it('lists who owns what, with names from snapshots', async () => {
    await as('owner-7').sessions.create({ title: 'One', content: '{}' });
    await share('owner-7', 'Two');
    expect(await listOwners(database)).toContainEqual({
      ownerId: 'owner-7',
      name: 'name of owner-7',
      sessions: 1,
      snapshots: 1,
    });
  });

  /** When the database will remove an item, in ms, from its own fields only. */
  async function endsOf(container: string, owner: string): Promise<number[]> {
    const { resources } = await database
      .container(container)
      .items.query<{ _ts: number; ttl?: number }>({
        query: 'SELECT c._ts, c.ttl FROM c WHERE c.owner_id = @owner',
        parameters: [{ name: '@owner', value: owner }],
      })
      .fetchAll();
    return resources.map(endOf).sort((a, b) => a - b);
  }

  async function copyOf(container: string, id: string, partition: string, changes: object) {
    const { resource } = await database.container(container).item(id, partition).read();
    await database.container(container).items.create({ ...resource, ...changes });
  }
});

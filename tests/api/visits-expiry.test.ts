import { CosmosClient } from '@azure/cosmos';
import { describe, expect, inject, it } from 'vitest';
import { SnapshotVisitPage } from '../../contract/snapshots.ts';
import { newUser } from '../support/users.ts';
import { type Api, apiClient, newDocument } from './api-client.ts';

const { functionsUrl, cosmos } = inject('stack');
const snapshots = new CosmosClient({ endpoint: cosmos.url, key: cosmos.key })
  .database('persistence')
  .container('snapshots');

async function snapshotOf(owner: Api, more: object = {}): Promise<string> {
  const { status, body } = await owner('create-snapshot', { body: { ...newDocument(), ...more } });
  expect(status).toBe(201);
  return body;
}

/** A response waits at most a second until its visit is counted; on a busy machine that is not always enough. */
async function visitsAre(owner: Api, id: string, count: number): Promise<void> {
  const params = { snapshot_id: id };
  const visits = async () => (await owner('list-snapshot-visits', { params })).body.visits;
  await expect.poll(visits).toBe(count);
}

describe('list-snapshot-visits', () => {
  it('tells the owner who else has opened a snapshot, how often and when last', async () => {
    const owner = apiClient(functionsUrl, newUser('Owner'));
    const [first, second] = [newUser('First'), newUser('Second')];
    const id = await snapshotOf(owner);
    const params = { id };
    for (const user of [first, second, second]) {
      await apiClient(functionsUrl, user)('get-snapshot', { params });
    }
    await owner('get-snapshot', { params });

    await visitsAre(owner, id, 3);
    const { status, body } = await owner('list-snapshot-visits', { params: { snapshot_id: id } });
    expect(status).toBe(200);
    const page = SnapshotVisitPage.parse(body);
    expect(page).toMatchObject({ visitors: 2, visits: 3, pageToken: null });
    expect(page.items).toMatchObject([
      { visitorName: second.userDetails, visits: 2 },
      { visitorName: first.userDetails, visits: 1 },
    ]);
    expect(JSON.stringify(body)).not.toContain(first.userId);
  });

  it('comes in pages that each have the total', async () => {
    const owner = apiClient(functionsUrl, newUser('Owner'));
    const id = await snapshotOf(owner);
    for (let count = 0; count < 3; count++) {
      await apiClient(functionsUrl, newUser())('get-snapshot', { params: { id } });
    }
    await visitsAre(owner, id, 3);
    const names = new Set<string>();
    let cursor: string | null = '';
    while (cursor !== null) {
      const query: Record<string, string | number> = { page_size: 2, cursor };
      const { body } = await owner('list-snapshot-visits', { params: { snapshot_id: id }, query });
      expect([body.visitors, body.visits]).toEqual([3, 3]);
      for (const { visitorName } of body.items) names.add(visitorName);
      cursor = body.pageToken;
    }
    expect(names.size).toBe(3);
  });

  it('is 404 for a visitor, as for an unknown snapshot', async () => {
    const owner = apiClient(functionsUrl, newUser('Owner'));
    const visitor = apiClient(functionsUrl, newUser('Visitor'));
    const id = await snapshotOf(owner);
    const own = await visitor('list-snapshot-visits', { params: { snapshot_id: id } });
    const none = await visitor('list-snapshot-visits', { params: { snapshot_id: 'neverwas' } });
    expect([own.status, none.status]).toEqual([404, 404]);
    expect({ ...own.body, traceId: '' }).toEqual({ ...none.body, traceId: '' });
  });
});

describe('A visit to a deleted snapshot', () => {
  it('is not counted, and leaves the time of the last visit unchanged', async () => {
    const owner = apiClient(functionsUrl, newUser('Owner'));
    const visitor = apiClient(functionsUrl, newUser('Visitor'));
    const id = await snapshotOf(owner);
    await visitor('get-snapshot', { params: { id } });
    await visitor('get-snapshot', { params: { id } });
    await visitsAre(owner, id, 2);
    const log = async () => (await visitor('list-snapshot-access-logs')).body.items[0];
    const before = await log();
    await owner('delete-snapshot', { params: { id }, query: { permanently: true } });
    for (let count = 0; count < 3; count++) {
      expect((await visitor('get-snapshot', { params: { id } })).status).toBe(404);
    }
    expect(await log()).toMatchObject({
      visits: 2,
      lastVisitedAt: before.lastVisitedAt,
      snapshotDeleted: true,
    });
  });
});

describe('A snapshot with an expiry', () => {
  it('has its time, and is 404 for everybody afterwards, including its owner', async () => {
    const owner = apiClient(functionsUrl, newUser('Owner'));
    const visitor = apiClient(functionsUrl, newUser('Visitor'));
    const expiresAt = new Date(Date.now() + 3_600_000).toISOString();
    const id = await snapshotOf(owner, { expiresAt });
    const opened = await visitor('get-snapshot', { params: { id } });
    expect([opened.status, opened.body.metadata.expiresAt]).toEqual([200, expiresAt]);
    expect((await owner('list-snapshots')).body.items).toMatchObject([{ id, expiresAt }]);
    await owner('delete-snapshot', { params: { id } });
    const { body: trash } = await owner('list-deleted-snapshots');
    expect(trash.items).toMatchObject([{ id, expiresAt }]);
    await owner('restore-snapshot', { params: { snapshot_id: id } });

    const over = { op: 'set', path: '/expires_at', value: new Date().toISOString() } as const;
    await snapshots.item(id, id).patch([over]);
    for (const api of [owner, visitor]) {
      expect((await api('get-snapshot', { params: { id } })).status).toBe(404);
      const log = async () => (await api('list-snapshot-access-logs')).body.items[0];
      await expect.poll(log).toMatchObject({ snapshotMetadata: { id, expiresAt } });
    }
    expect((await owner('list-snapshots')).body).toEqual({ items: [], pageToken: null });
    expect((await owner('delete-snapshot', { params: { id } })).status).toBe(404);
    const visits = await owner('list-snapshot-visits', { params: { snapshot_id: id } });
    expect(visits.status).toBe(404);
  });

  it.each([
    ['that has passed', '2020-01-01T00:00:00.000Z'],
    ['without a time zone', '2999-01-01T00:00:00.000'],
    ['that is not a time', 'tomorrow'],
  ])('%s is refused with 400', async (_, expiresAt) => {
    const owner = apiClient(functionsUrl, newUser());
    const answer = await owner('create-snapshot', { body: { ...newDocument(), expiresAt } });
    expect([answer.status, answer.body.issues[0].path]).toEqual([400, 'body.expiresAt']);
  });

  it('in the distant future is kept by its time alone', async () => {
    const owner = apiClient(functionsUrl, newUser());
    const id = await snapshotOf(owner, { expiresAt: '9999-12-31T00:00:00.000Z' });
    expect((await owner('get-snapshot', { params: { id } })).status).toBe(200);
  });
});

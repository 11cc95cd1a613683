import { describe, expect, inject, it } from 'vitest';
import * as z from 'zod/mini';
import { Snapshot, SnapshotAccessLog, SnapshotMetadata } from '../../contract/snapshots.ts';
import { newUser } from '../support/users.ts';
import { type Api, apiClient, idempotencyKey, newDocument } from './api-client.ts';

const { functionsUrl } = inject('stack');

async function withSnapshot(document = newDocument()) {
  const user = newUser('Owner');
  const owner = apiClient(functionsUrl, user);
  const created = await owner('create-snapshot', { body: document });
  expect(created.status).toBe(201);
  return { user, owner, created, id: created.body as string, params: { id: created.body } };
}

function newVisitor(): Api {
  return apiClient(functionsUrl, newUser('Visitor'));
}

/** A user's log of visits to one snapshot. */
async function logOf(api: Api, id: string): Promise<SnapshotAccessLog | undefined> {
  const { body } = await api('list-snapshot-access-logs', { query: { page_size: 100 } });
  const logs = z.array(SnapshotAccessLog).parse(body.items);
  return logs.find(({ snapshotId }) => snapshotId === id);
}

describe('create-snapshot', () => {
  it('returns 201 with the id as a bare JSON string and a Location', async () => {
    const { created, id } = await withSnapshot();
    expect(id).toMatch(/^[A-Za-z0-9_-]{8}$/);
    expect(created.headers.get('location')).toBe(`/api/persistence/snapshots/${id}`);
  });

  it('counts as the first visit of its owner', async () => {
    const { owner, user, id } = await withSnapshot(newDocument('Mine'));
    const log = await logOf(owner, id);
    expect(log).toMatchObject({ visits: 1, visitorId: user.userId, snapshotDeleted: false });
    expect(log?.snapshotMetadata).toMatchObject({ title: 'Mine', ownerId: user.userId });
    expect(log?.firstVisitedAt).toBe(log?.lastVisitedAt);
  });

  it('repeated with the same Idempotency-Key creates one snapshot and counts one visit', async () => {
    const owner = apiClient(functionsUrl, newUser());
    const request = { body: newDocument(), headers: idempotencyKey() };
    const answers = await Promise.all([
      owner('create-snapshot', request),
      owner('create-snapshot', request),
    ]);
    const again = await owner('create-snapshot', request);
    expect(new Set([...answers, again].map(({ body }) => body)).size).toBe(1);
    expect((await logOf(owner, again.body))?.visits).toBe(1);
    expect((await owner('list-snapshots')).body.items).toHaveLength(1);
  });

  it('with a key that was used for something else returns 422 and shows what', async () => {
    const owner = apiClient(functionsUrl, newUser());
    const headers = idempotencyKey();
    const made = await owner('create-snapshot', { body: newDocument('One'), headers });
    const other = await owner('create-snapshot', { body: newDocument('Two'), headers });
    expect(other.status).toBe(422);
    expect(other.body.currentSnapshot).toMatchObject({ id: made.body, title: 'One' });
  });

  it('creates a different id than create-session from the same key', async () => {
    const owner = apiClient(functionsUrl, newUser());
    const request = { body: newDocument(), headers: idempotencyKey() };
    const snapshot = await owner('create-snapshot', request);
    expect((await owner('create-session', request)).body).not.toBe(snapshot.body);
  });
});

describe('get-snapshot', () => {
  it('returns metadata and content to any signed-in user, with the owner', async () => {
    const { user, params } = await withSnapshot(newDocument('Shared', '{"a":"ø"}'));
    const answer = await newVisitor()('get-snapshot', { params });
    expect(answer.status).toBe(200);
    const { metadata, content } = Snapshot.parse(answer.body);
    expect(content).toBe('{"a":"ø"}');
    expect(metadata).toMatchObject({ ownerId: user.userId, ownerName: user.userDetails });
    expect(metadata).not.toHaveProperty('updatedAt');
    expect(metadata).not.toHaveProperty('version');
    expect(answer.headers.get('cache-control')).toBe('no-store');
  });

  it('creates a log with the snapshot’s metadata on the first visit and counts later ones', async () => {
    const { params, id } = await withSnapshot(newDocument('Visited'));
    const visitor = newVisitor();
    await visitor('get-snapshot', { params });
    const first = await logOf(visitor, id);
    expect(first).toMatchObject({ visits: 1, snapshotMetadata: { title: 'Visited' } });
    await visitor('get-snapshot', { params });
    await visitor('get-snapshot', { params });
    const third = await logOf(visitor, id);
    expect(third).toMatchObject({ visits: 3, firstVisitedAt: first?.firstVisitedAt });
    expect(Date.parse(third?.lastVisitedAt ?? '')).toBeGreaterThanOrEqual(
      Date.parse(first?.lastVisitedAt ?? ''),
    );
  });

  it('counts two parallel first visits as two', async () => {
    const { params, id } = await withSnapshot();
    const visitor = newVisitor();
    await Promise.all([visitor('get-snapshot', { params }), visitor('get-snapshot', { params })]);
    expect((await logOf(visitor, id))?.visits).toBe(2);
  });

  it('counts 200 parallel visits of one visitor as exactly 200', async () => {
    const { params, id } = await withSnapshot();
    const visitor = newVisitor();
    const visits = Array.from({ length: 200 }, () => visitor('get-snapshot', { params }));
    expect((await Promise.all(visits)).every(({ status }) => status === 200)).toBe(true);
    await expect.poll(async () => (await logOf(visitor, id))?.visits).toBe(200);
  });

  it('returns the same 404 for an unknown id and for a deleted one', async () => {
    const { owner, params } = await withSnapshot();
    await owner('delete-snapshot', { params });
    const [gone, never] = await Promise.all([
      newVisitor()('get-snapshot', { params }),
      newVisitor()('get-snapshot', { params: { id: 'neverwas' } }),
    ]);
    expect([gone.status, never.status]).toEqual([404, 404]);
    expect({ ...gone.body, traceId: '' }).toEqual({ ...never.body, traceId: '' });
  });

  it('is the only way to a snapshot: no operation changes one', async () => {
    const { owner, params, id } = await withSnapshot();
    const put = await owner('update-session', { params, body: { title: 'Changed' } });
    expect(put.status).toBe(404);
    for (const method of ['PUT', 'PATCH', 'POST']) {
      const answer = await fetch(`${functionsUrl}/api/persistence/snapshots/${id}`, { method });
      expect(answer.status).toBe(404);
    }
  });
});

describe('list-snapshots', () => {
  it('lists the user’s own snapshots, newest first, without content', async () => {
    const owner = apiClient(functionsUrl, newUser());
    await owner('create-snapshot', { body: newDocument('First') });
    await owner('create-snapshot', { body: newDocument('Second') });
    await withSnapshot();
    const { body } = await owner('list-snapshots');
    const items = z.array(SnapshotMetadata).parse(body.items);
    expect(items.map(({ title }) => title)).toEqual(['Second', 'First']);
    expect(body.pageToken).toBeNull();
    expect(JSON.stringify(body)).not.toContain('dashboards');
  });
});

describe('delete-snapshot', () => {
  it('returns 403 to everybody but the owner, and the snapshot stays', async () => {
    const { params } = await withSnapshot();
    const visitor = newVisitor();
    expect((await visitor('delete-snapshot', { params })).status).toBe(403);
    expect((await visitor('get-snapshot', { params })).status).toBe(200);
  });

  it('returns 204, then 404, and removes the owner’s own log', async () => {
    const { owner, params, id } = await withSnapshot();
    expect((await owner('delete-snapshot', { params })).status).toBe(204);
    expect((await owner('delete-snapshot', { params })).status).toBe(404);
    expect(await logOf(owner, id)).toBeUndefined();
  });

  it('marks the logs of all visitors soon after', async () => {
    const { owner, params, id } = await withSnapshot(newDocument('Going'));
    const visitor = newVisitor();
    await visitor('get-snapshot', { params });
    await owner('delete-snapshot', { params });
    await expect
      .poll(async () => (await logOf(visitor, id))?.snapshotDeleted, { timeout: 60_000 })
      .toBe(true);
    const log = await logOf(visitor, id);
    expect(log).toMatchObject({ visits: 1, snapshotMetadata: { title: 'Going' } });
    expect(log?.snapshotDeletedAt).toMatch(/Z$/);
  });
});

describe('delete-snapshot-access-log', () => {
  it('removes a snapshot from the visitor’s own list, and from nobody else’s', async () => {
    const { owner, params, id } = await withSnapshot();
    const visitor = newVisitor();
    await visitor('get-snapshot', { params });
    const answer = await visitor('delete-snapshot-access-log', { params: { snapshot_id: id } });
    expect(answer.status).toBe(204);
    expect(await logOf(visitor, id)).toBeUndefined();
    expect(await logOf(owner, id)).toBeDefined();
  });

  it('returns 204 even if there is none', async () => {
    const answer = await newVisitor()('delete-snapshot-access-log', {
      params: { snapshot_id: 'neverwas' },
    });
    expect(answer.status).toBe(204);
  });
});

import { describe, expect, inject, it } from 'vitest';
import { DeletedSession, SessionMetadata } from '../../contract/sessions.ts';
import { DeletedSnapshot, SnapshotMetadata } from '../../contract/snapshots.ts';
import { newUser } from '../support/users.ts';
import { type Api, apiClient, idempotencyKey, newDocument } from './api-client.ts';

const { functionsUrl } = inject('stack');
const DAY_MS = 86_400_000;

const newApi = (name?: string) => apiClient(functionsUrl, newUser(name));

async function create(api: Api, kind: 'session' | 'snapshot', title = 'A title') {
  const { body } = await api(`create-${kind}`, { body: newDocument(title) });
  return body as string;
}

const idsOf = ({ body }: { body: { items: { id: string }[] } }) => body.items.map(({ id }) => id);

describe('A deleted session', () => {
  it('is 404 at once, gone from the list, and in the trash for 30 days', async () => {
    const api = newApi();
    const id = await create(api, 'session', 'Thrown away');
    const kept = await create(api, 'session');
    const before = Date.now();
    expect((await api('delete-session', { params: { id } })).status).toBe(204);

    const params = { id };
    for (const name of ['get-session', 'get-session-metadata', 'update-session'] as const) {
      const body = name === 'update-session' ? newDocument() : undefined;
      expect((await api(name, { params, body })).status).toBe(404);
    }
    expect((await api('delete-session', { params })).status).toBe(404);
    expect(idsOf(await api('list-sessions'))).toEqual([kept]);

    const [deleted, ...more] = (await api('list-deleted-sessions')).body.items.map(
      (item: unknown) => DeletedSession.parse(item),
    );
    expect(more).toEqual([]);
    expect(deleted).toMatchObject({ id, title: 'Thrown away', version: 1 });
    expect(Date.parse(deleted.deletedAt)).toBeGreaterThanOrEqual(before);
    const days = (Date.parse(deleted.expiresAt) - Date.parse(deleted.deletedAt)) / DAY_MS;
    expect(days).toBeCloseTo(30, 2);
  });

  it('is restored unchanged', async () => {
    const api = newApi();
    const id = await create(api, 'session', 'Back');
    await api('update-session', { params: { id }, body: { content: '"second"' } });
    const { body: before } = await api('get-session', { params: { id } });
    await api('delete-session', { params: { id } });

    const restored = await api('restore-deleted-session', { params: { session_id: id } });
    expect(restored.status).toBe(200);
    const metadata = SessionMetadata.parse(restored.body);
    expect(restored.etag).toBe(metadata.etag);
    const { body: after } = await api('get-session', { params: { id } });
    expect(after).toEqual({ ...before, metadata });
    expect(metadata).toEqual({ ...before.metadata, etag: metadata.etag });
    expect(idsOf(await api('list-deleted-sessions'))).toEqual([]);
    const again = await api('restore-deleted-session', { params: { session_id: id } });
    expect([again.status, again.body]).toEqual([200, restored.body]);
  });

  it.each(['', 'from the trash '])(
    'can be deleted permanently %sand then cannot be restored',
    async (where) => {
      const api = newApi();
      const id = await create(api, 'session');
      await api('update-session', { params: { id }, body: { title: 'Second' } });
      if (where) await api('delete-session', { params: { id } });
      const query = { permanently: true };
      expect((await api('delete-session', { params: { id }, query })).status).toBe(204);
      expect(idsOf(await api('list-deleted-sessions'))).toEqual([]);
      expect((await api('restore-deleted-session', { params: { session_id: id } })).status).toBe(
        404,
      );
      expect((await api('delete-session', { params: { id }, query })).status).toBe(404);
      const version = { params: { session_id: id, version: '1' } };
      expect((await api('get-session-version', version)).status).toBe(404);
    },
  );

  it('is not deleted permanently with a stale If-Match', async () => {
    const api = newApi();
    const { body: id, etag } = await api('create-session', { body: newDocument() });
    await api('update-session', { params: { id }, body: { title: 'Newer' } });
    const request = { params: { id }, query: { permanently: true }, headers: { 'if-match': etag } };
    const refused = await api('delete-session', request);
    expect([refused.status, refused.body.current.title]).toEqual([412, 'Newer']);
    expect((await api('get-session', { params: { id } })).status).toBe(200);
  });

  it('is found in the trash by its title, last deleted first, in pages', async () => {
    const api = newApi();
    for (const title of ['One', 'Two', 'Other one']) {
      const id = await create(api, 'session', title);
      await api('delete-session', { params: { id } });
    }
    const titlesOf = (body: { items: { title: string }[] }) => body.items.map(({ title }) => title);
    const { body: all } = await api('list-deleted-sessions');
    expect(titlesOf(all)).toEqual(['Other one', 'Two', 'One']);
    const { body: found } = await api('list-deleted-sessions', { query: { filter_title: 'ONE' } });
    expect(titlesOf(found)).toEqual(['Other one', 'One']);
    const pageQuery = { page_size: 2, with_total: 'true' };
    const { body: page } = await api('list-deleted-sessions', { query: pageQuery });
    expect(page.total).toBe(all.items.length);
    const query = { page_size: 2, cursor: page.pageToken };
    expect(titlesOf((await api('list-deleted-sessions', { query })).body)).toEqual(['One']);
  });
});

describe('A deleted snapshot', () => {
  it('is not accessible to anybody, including its owner, and is in the owner’s trash', async () => {
    const [owner, visitor] = [newApi('Owner'), newApi('Visitor')];
    const id = await create(owner, 'snapshot', 'Revoked');
    await visitor('get-snapshot', { params: { id } });
    expect((await owner('delete-snapshot', { params: { id } })).status).toBe(204);
    for (const api of [owner, visitor]) {
      expect((await api('get-snapshot', { params: { id } })).status).toBe(404);
      expect((await api('delete-snapshot', { params: { id } })).status).toBe(404);
    }
    expect(idsOf(await owner('list-snapshots'))).toEqual([]);
    const { body } = await owner('list-deleted-snapshots', { query: { with_total: 'true' } });
    expect(body.total).toBe(1);
    expect(DeletedSnapshot.parse(body.items[0])).toMatchObject({ id, title: 'Revoked' });
    expect(idsOf(await visitor('list-deleted-snapshots'))).toEqual([]);
  });

  it('can be restored for everybody who had opened it, and their logs say so', async () => {
    const [owner, visitor] = [newApi('Owner'), newApi('Visitor')];
    const id = await create(owner, 'snapshot');
    await visitor('get-snapshot', { params: { id } });
    const log = async (api: Api) => (await api('list-snapshot-access-logs')).body.items[0];
    await owner('delete-snapshot', { params: { id } });
    const soon = { timeout: 60_000 };
    await expect.poll(async () => (await log(visitor)).snapshotDeleted, soon).toBe(true);

    const restored = await owner('restore-snapshot', { params: { snapshot_id: id } });
    expect([restored.status, SnapshotMetadata.parse(restored.body).id]).toEqual([200, id]);
    await expect.poll(async () => (await log(visitor)).snapshotDeleted, soon).toBe(false);
    expect(await log(visitor)).toMatchObject({ visits: 1, snapshotDeletedAt: null });
    expect(await log(owner)).toMatchObject({ snapshotId: id, snapshotDeleted: false });
    expect((await visitor('get-snapshot', { params: { id } })).status).toBe(200);
    expect(idsOf(await owner('list-snapshots'))).toEqual([id]);
  });

  it('is not deleted permanently with the If-Match of before it was restored', async () => {
    const api = newApi();
    const { body: id } = await api('create-snapshot', { body: newDocument() });
    await api('delete-snapshot', { params: { id } });
    const [{ etag }] = (await api('list-deleted-snapshots')).body.items;
    await api('restore-snapshot', { params: { snapshot_id: id } });
    const query = { permanently: true };
    const stale = await api('delete-snapshot', {
      params: { id },
      query,
      headers: { 'if-match': etag },
    });
    expect(stale.status).toBe(412);
    const { etag: fresh, status } = await api('get-snapshot', { params: { id } });
    expect(status).toBe(200);
    const headers = { 'if-match': fresh };
    expect((await api('delete-snapshot', { params: { id }, query, headers })).status).toBe(204);
  });

  it('can be deleted permanently, by its owner alone', async () => {
    const [owner, visitor] = [newApi('Owner'), newApi('Visitor')];
    const id = await create(owner, 'snapshot');
    const request = { params: { id }, query: { permanently: true } };
    expect((await visitor('delete-snapshot', request)).status).toBe(403);
    expect((await owner('delete-snapshot', request)).status).toBe(204);
    expect((await owner('restore-snapshot', { params: { snapshot_id: id } })).status).toBe(404);
    expect(idsOf(await owner('list-deleted-snapshots'))).toEqual([]);
  });
});

describe('A POST repeated after its result was deleted', () => {
  it.each([
    ['session', 'to the trash', false],
    ['session', 'permanently', true],
    ['snapshot', 'to the trash', false],
    ['snapshot', 'permanently', true],
  ] as const)('(a %s, %s) is 409, and nothing is created', async (kind, _, permanently) => {
    const api = newApi();
    const request = { body: newDocument(), headers: idempotencyKey() };
    const { body: id } = await api(`create-${kind}`, request);
    await api(`delete-${kind}`, { params: { id }, query: permanently ? { permanently } : {} });
    const again = await api(`create-${kind}`, request);
    expect([again.status, again.body.error.type]).toEqual([409, 'already-deleted']);
    expect(idsOf(await api(`list-${kind}s`))).toEqual([]);
    expect(idsOf(await api(`list-deleted-${kind}s`))).toEqual(permanently ? [] : [id]);
  });

  it('is answered as before once it is restored', async () => {
    const api = newApi();
    const request = { body: newDocument(), headers: idempotencyKey() };
    const { body: id } = await api('create-session', request);
    await api('delete-session', { params: { id } });
    await api('restore-deleted-session', { params: { session_id: id } });
    expect(await api('create-session', request)).toMatchObject({ status: 201, body: id });
  });

  it('shows neither its key nor itself in any list', async () => {
    const api = newApi();
    await api('create-session', { body: newDocument(), headers: idempotencyKey() });
    const { body: id } = await api('create-snapshot', {
      body: newDocument(),
      headers: idempotencyKey(),
    });
    const lists = ['list-sessions', 'list-snapshots', 'list-snapshot-access-logs'] as const;
    for (const name of lists) {
      const { body } = await api(name);
      expect([body.items.length, body.leftOut]).toEqual([1, undefined]);
    }
    await api('delete-snapshot', { params: { id } });
    expect((await api('list-snapshot-access-logs')).body).toEqual({ items: [], pageToken: null });
  });
});

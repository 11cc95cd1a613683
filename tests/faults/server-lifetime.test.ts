/** Deletions, expiries and housekeeping, under any fault, never remove anything that is still referenced. */
import { CosmosClient } from '@azure/cosmos';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { apiClient, newDocument } from '../api/api-client.ts';
import { type OwnHost, startOwnHost } from '../api/own-host.ts';
import { newUser } from '../support/users.ts';
import { held } from './effects.ts';

const { functionsUrl, cosmos } = inject('stack');
const PAST = '2020-01-01T00:00:00.000Z';
const soon = { timeout: 60_000 };
const never = new Promise<void>(() => {});
const client = new CosmosClient({ endpoint: cosmos.url, key: cosmos.key });
const containerOf = (name: string) => client.database('persistence').container(name);
afterAll(() => client.dispose());

/** Makes an item expire that the database has not removed yet. */
async function runOut(container: string, id: string, partition: string): Promise<void> {
  const { resource } = await containerOf(container).item(id, partition).read();
  await containerOf(container).items.upsert({ ...resource, expires_at: PAST });
}

describe('An expired item that the database has not removed yet', () => {
  it('is no longer a session in the trash: it is neither listed nor restored nor deleted', async () => {
    const user = newUser();
    const api = apiClient(functionsUrl, user);
    const { body: id } = await api('create-session', { body: newDocument() });
    await api('delete-session', { params: { id } });
    await runOut('sessions', id, user.userId);
    expect((await api('list-deleted-sessions')).body).toEqual({ items: [], pageToken: null });
    const params = { session_id: id };
    expect((await api('restore-deleted-session', { params })).status).toBe(404);
    const query = { permanently: true };
    expect((await api('delete-session', { params, query })).status).toBe(404);
    expect((await api('list-session-versions', { params })).status).toBe(404);
  });

  it('is no longer a snapshot: nobody can open, list, restore or delete it', async () => {
    const [user, visitor] = [newUser(), apiClient(functionsUrl, newUser())];
    const api = apiClient(functionsUrl, user);
    const { body: id } = await api('create-snapshot', { body: newDocument() });
    await visitor('get-snapshot', { params: { id } });
    await runOut('snapshots', id, id);
    const params = { snapshot_id: id };
    for (const each of [api, visitor]) {
      expect((await each('get-snapshot', { params })).status).toBe(404);
      expect((await each('delete-snapshot', { params })).status).toBe(404);
      expect((await each('restore-snapshot', { params })).status).toBe(404);
      expect((await each('list-snapshot-visits', { params })).status).toBe(404);
    }
    expect((await api('list-snapshots')).body).toEqual({ items: [], pageToken: null });
    const { body } = await visitor('list-snapshot-access-logs');
    expect(body.items).toMatchObject([{ snapshotId: id, visits: 1, snapshotDeleted: true }]);
  });

  it('is no longer a version', async () => {
    const user = newUser();
    const api = apiClient(functionsUrl, user);
    const { body: id } = await api('create-session', { body: newDocument() });
    await api('update-session', { params: { id }, body: { title: 'Two' } });
    await runOut('sessions', `${id}~1`, user.userId);
    const params = { session_id: id };
    expect((await api('list-session-versions', { params })).body.items).toHaveLength(1);
    const version = { ...params, version: '1' };
    expect((await api('get-session-version', { params: version })).status).toBe(404);
  });
});

describe('Housekeeping', () => {
  const DAYS_AGO = new Date(Date.now() - 3 * 86_400_000).toISOString().slice(0, 14);
  let host: OwnHost;
  beforeAll(async () => {
    host = await startOwnHost();
  });
  afterAll(() => host.close());

  const run = (url: string) =>
    fetch(`${url}/admin/functions/housekeeping`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: '{}',
    });

  /** A session saved today, with versions of one hour three days ago, of which only the last must stay. */
  async function withOldVersions() {
    const user = newUser();
    const api = apiClient(functionsUrl, user);
    const { body: id } = await api('create-session', { body: newDocument() });
    for (const title of ['Two', 'Three', 'Four']) {
      await api('update-session', { params: { id }, body: { title } });
    }
    for (const version of [1, 2, 3]) {
      const { resource } = await containerOf('sessions')
        .item(`${id}~${version}`, user.userId)
        .read();
      const updated_at = `${DAYS_AGO}${10 + version}:00.000Z`;
      const metadata = { ...resource.metadata, updated_at };
      await containerOf('sessions').items.upsert({
        ...resource,
        metadata,
        replaced_at: updated_at,
      });
    }
    const versions = async () => {
      const { body } = await api('list-session-versions', { params: { session_id: id } });
      return body.items.map((item: { version: number }) => item.version);
    };
    return { api, id, versions };
  }

  it('run on request thins histories and changes nothing else', async () => {
    const { api, id, versions } = await withOldVersions();
    expect((await run(functionsUrl)).status).toBe(202);
    await expect.poll(versions, soon).toEqual([4, 3]);
    expect((await api('get-session', { params: { id } })).body.metadata.title).toBe('Four');
  });

  it('killed during a deletion leaves everything that should stay, and a later run completes the work', async () => {
    const { versions } = await withOldVersions();
    const dying = await startOwnHost();
    const match = ({ method }: { method: string }) => method === 'DELETE';
    const fault = dying.cosmos.inject({ match, times: Infinity, effect: held(never) });
    const running = run(dying.url).catch(() => {});
    await expect.poll(() => fault.hits, soon).toBeGreaterThan(0);
    dying.kill();
    await running;
    expect(await versions()).toEqual([4, 3, 2, 1]);
    await dying.close();
    await run(functionsUrl);
    await expect.poll(versions, soon).toEqual([4, 3]);
  });

  it('run by two hosts at once, and during saves, deletes nothing that should stay', async () => {
    const { api, id, versions } = await withOldVersions();
    const saves = async () => {
      for (const content of ['1', '2', '3']) {
        await api('update-session', { params: { id }, body: { content } });
      }
    };
    await Promise.all([run(functionsUrl), run(host.url), saves()]);
    await expect.poll(versions, soon).toEqual([7, 6, 5, 4, 3]);
  });
});

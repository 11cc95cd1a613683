import { describe, expect, inject, it } from 'vitest';
import type { SessionVersion } from '../../contract/sessions.ts';
import { newUser } from '../support/users.ts';
import { apiClient, newDocument } from './api-client.ts';

const { functionsUrl } = inject('stack');

/** A session whose versions have the contents "1" to `count`, each with a different title. */
async function withVersions(count: number) {
  const api = apiClient(functionsUrl, newUser());
  const first = newDocument('Title 1', '1');
  const { body: id } = await api('create-session', { body: first });
  for (let version = 2; version <= count; version++) {
    const body = newDocument(`Title ${version}`, String(version));
    await api('update-session', { params: { id }, body });
  }
  const params = { session_id: id as string };
  return { api, id: id as string, params };
}

const versionsOf = (items: SessionVersion[]) => items.map(({ version }) => version);

describe('list-session-versions', () => {
  it('lists every version, newest first, and marks the current one', async () => {
    const { api, params } = await withVersions(3);
    const { status, body } = await api('list-session-versions', { params });
    expect(status).toBe(200);
    expect(body.items).toMatchObject([
      { version: 3, title: 'Title 3', contentBytes: 1, current: true },
      { version: 2, title: 'Title 2', current: false },
      { version: 1, title: 'Title 1', description: 'A description', current: false },
    ]);
    expect(body.pageToken).toBeNull();
    expect(body.items[0]).not.toHaveProperty('content');
  });

  it('counts a rename as a version, and a save of the same state as none', async () => {
    const { api, id, params } = await withVersions(1);
    await api('update-session', { params: { id }, body: { title: 'Renamed' } });
    await api('update-session', { params: { id }, body: { title: 'Renamed' } });
    const { body } = await api('list-session-versions', { params });
    expect(versionsOf(body.items)).toEqual([2, 1]);
  });

  it.each([1, 2, 3, 7])(
    'in pages of %i skips and repeats none while saves continue',
    async (page_size) => {
      const { api, id, params } = await withVersions(7);
      const seen: number[] = [];
      let cursor: string | null = '';
      while (cursor !== null) {
        const query: Record<string, string | number> = { page_size, cursor };
        const { status, body } = await api('list-session-versions', { params, query });
        expect([status, body.items.length <= page_size]).toEqual([200, true]);
        seen.push(...versionsOf(body.items));
        cursor = body.pageToken;
        await api('update-session', { params: { id }, body: { content: crypto.randomUUID() } });
      }
      expect(seen).toEqual([7, 6, 5, 4, 3, 2, 1]);
    },
  );

  it('refuses a cursor of another session', async () => {
    const [one, other] = [await withVersions(2), await withVersions(2)];
    const query = { page_size: 1 };
    const { body } = await one.api('list-session-versions', { params: one.params, query });
    const foreign = await one.api('list-session-versions', {
      params: other.params,
      query: { cursor: body.pageToken },
    });
    expect([400, 404]).toContain(foreign.status);
    const { body: mine } = await one.api('create-session', { body: newDocument() });
    const wrong = await one.api('list-session-versions', {
      params: { session_id: mine },
      query: { cursor: body.pageToken },
    });
    expect([wrong.status, wrong.body.error.type]).toEqual([400, 'bad-cursor']);
  });

  it('is 404 for a session in the trash, and complete again after a restore', async () => {
    const { api, id, params } = await withVersions(2);
    await api('delete-session', { params: { id } });
    expect((await api('list-session-versions', { params })).status).toBe(404);
    const version = { params: { ...params, version: '1' } };
    expect((await api('get-session-version', version)).status).toBe(404);
    await api('restore-deleted-session', { params });
    const { body } = await api('list-session-versions', { params });
    expect(versionsOf(body.items)).toEqual([2, 1]);
  });
});

describe('get-session-version', () => {
  it('returns each version with its content, including the current one', async () => {
    const { api, params, id } = await withVersions(3);
    for (const version of ['1', '2', '3']) {
      const { status, body } = await api('get-session-version', { params: { ...params, version } });
      expect([status, body.content]).toEqual([200, version]);
      expect(body.metadata).toMatchObject({
        id,
        version: Number(version),
        title: `Title ${version}`,
      });
      expect(body.metadata).not.toHaveProperty('etag');
    }
  });

  it.each(['4', '99'])('returns 404 for version %s, which never existed', async (version) => {
    const { api, params } = await withVersions(3);
    expect((await api('get-session-version', { params: { ...params, version } })).status).toBe(404);
  });

  it.each(['0', '-1', '1.5', 'x', '1e3', '99999999999999999999'])(
    'returns 400 for version "%s"',
    async (version) => {
      const { api, params } = await withVersions(1);
      const { status, body } = await api('get-session-version', { params: { ...params, version } });
      expect([status, body.issues[0].path]).toEqual([400, 'path.version']);
    },
  );
});

it('Versions appear in no list of sessions, deleted or not', async () => {
  const { api, id } = await withVersions(3);
  const { body: sessions } = await api('list-sessions');
  expect(sessions.items.map((item: { id: string }) => item.id)).toEqual([id]);
  expect(sessions).not.toHaveProperty('leftOut');
  expect((await api('list-deleted-sessions')).body).toEqual({ items: [], pageToken: null });
  expect((await api('get-session', { params: { id: `${id}~1` } })).status).toBe(400);
});

it('Two parallel saves with the same If-Match keep one copy of what they replace', async () => {
  const { api, id, params } = await withVersions(1);
  const { etag } = await api('get-session', { params: { id } });
  const answers = await Promise.all(
    ['a', 'b', 'c', 'd'].map((content) =>
      api('update-session', { params: { id }, body: { content }, headers: { 'if-match': etag } }),
    ),
  );
  expect(answers.map(({ status }) => status).toSorted()).toEqual([200, 412, 412, 412]);
  const { body } = await api('list-session-versions', { params });
  expect(versionsOf(body.items)).toEqual([2, 1]);
});

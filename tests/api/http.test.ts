/** HTTP features other than bodies: conditional requests, HEAD, caching, challenges, unknown fields. */
import { describe, expect, inject, it } from 'vitest';
import { operations } from '../../contract/operations.ts';
import { newUser, principalHeader } from '../support/users.ts';
import { apiClient, newDocument } from './api-client.ts';

const { functionsUrl } = inject('stack');
const user = newUser();
const api = apiClient(functionsUrl, user);
const OTHER = '"00000000-0000-0000-0000-000000000000"';

async function newSession() {
  const { body: id, etag } = await api('create-session', { body: newDocument() });
  return { params: { id }, etag };
}

describe('If-None-Match', () => {
  it.each([
    ['the ETag', (etag: string) => etag],
    ['the ETag, weakened by a proxy', (etag: string) => `W/${etag}`],
    ['a list that contains the ETag', (etag: string) => `${OTHER}, W/${etag}`],
    ['"*"', () => '*'],
  ])(
    'with %s returns 304 without a body, for a session, its metadata and a snapshot',
    async (_, header) => {
      const { params } = await newSession();
      const { body: snapshot } = await api('create-snapshot', { body: newDocument() });
      for (const [name, of] of [
        ['get-session', params],
        ['get-session-metadata', params],
        ['get-snapshot', { id: snapshot }],
      ] as const) {
        const { etag } = await api(name, { params: of });
        const same = await api(name, { params: of, headers: { 'if-none-match': header(etag) } });
        expect({ name, status: same.status, body: same.body }).toEqual({
          name,
          status: 304,
          body: null,
        });
        expect(same.etag).toBe(etag);
        expect(same.headers.get('cache-control')).toBe('no-store');
      }
    },
  );

  it('with other ETags returns 200', async () => {
    const { params } = await newSession();
    const headers = { 'if-none-match': `${OTHER}, "x"` };
    expect((await api('get-session', { params, headers })).status).toBe(200);
    expect((await api('get-session-metadata', { params, headers })).status).toBe(200);
  });

  it('does not prevent a visit from being counted', async () => {
    const { body: id } = await api('create-snapshot', { body: newDocument() });
    const { etag } = await api('get-snapshot', { params: { id } });
    const headers = { 'if-none-match': etag };
    expect((await api('get-snapshot', { params: { id }, headers })).status).toBe(304);
    const { body } = await api('list-snapshot-access-logs');
    const log = body.items.find(({ snapshotId }: { snapshotId: string }) => snapshotId === id);
    expect(log.visits).toBe(3);
  });
});

describe('If-Match', () => {
  it('with a list that contains the ETag writes', async () => {
    const { params, etag } = await newSession();
    const headers = { 'if-match': `${OTHER}, ${etag}` };
    const updated = await api('update-session', { params, headers, body: { title: 'New' } });
    expect(updated.status).toBe(200);
    const again = { 'if-match': `${updated.etag},${OTHER}` };
    expect((await api('delete-session', { params, headers: again })).status).toBe(204);
  });

  it('with a list without the ETag is 412 and returns the current session', async () => {
    const { params } = await newSession();
    const headers = { 'if-match': `${OTHER}, "x"` };
    const updated = await api('update-session', { params, headers, body: { title: 'New' } });
    expect(updated.status).toBe(412);
    expect(updated.body.current).toMatchObject({ title: 'A title', version: 1 });
    expect((await api('delete-session', { params, headers })).status).toBe(412);
  });

  it('with "*" writes what exists, and is 404 for what does not', async () => {
    const { params } = await newSession();
    const headers = { 'if-match': '*' };
    const change = { headers, body: { title: 'New' } };
    expect((await api('update-session', { params, ...change })).status).toBe(200);
    const absent = { id: 'nobodys1' };
    expect((await api('update-session', { params: absent, ...change })).status).toBe(404);
  });
});

describe('HEAD', () => {
  const gets = Object.entries(operations).filter(([, { method }]) => method === 'GET');

  it.each(gets.map(([name, { path }]) => [name, path]))(
    'of %s returns the same as GET, without a body',
    async (_, path) => {
      const { params } = await newSession();
      const { body: snapshot } = await api('create-snapshot', { body: newDocument() });
      const filled = path.replace('{session_id}', params.id).replace('{snapshot_id}', snapshot);
      const ask = (method: string) =>
        fetch(`${functionsUrl}/api/${filled}`, { method, headers: principalHeader(user) });
      const [head, get] = [await ask('HEAD'), await ask('GET')];
      expect(head.status).toBe(get.status);
      expect(await head.text()).toBe('');
      for (const field of ['content-type', 'cache-control', 'vary', 'content-encoding']) {
        expect(head.headers.get(field)).toBe(get.headers.get(field));
      }
    },
  );
});

describe('A response to a signed-out caller', () => {
  it('says how to sign in', async () => {
    const refused = await apiClient(functionsUrl, undefined)('list-sessions');
    expect(refused.status).toBe(401);
    expect(refused.headers.get('www-authenticate')).toMatch(/^Bearer realm="/);
  });
});

describe('An unknown field', () => {
  it.each([
    ['create-session', { ...newDocument(), desciption: 'x', tags: [] }],
    ['create-snapshot', { ...newDocument(), desciption: 'x', tags: [] }],
    ['update-session', { desciption: 'x', tags: [] }],
  ] as const)(
    'in the body of %s is refused with 400 and its name, and nothing is written',
    async (name, body) => {
      const { params } = await newSession();
      const refused = await api(name, { params, body });
      expect(refused.status).toBe(400);
      expect(refused.body.issues).toEqual([
        { path: 'body.desciption', message: 'There is no such field.' },
        { path: 'body.tags', message: 'There is no such field.' },
      ]);
      expect((await api('get-session-metadata', { params })).body.version).toBe(1);
    },
  );
});

describe('The OpenAPI document', () => {
  it('may be cached for some minutes and revalidated by its ETag', async () => {
    const first = await api('openapi');
    expect(first.headers.get('cache-control')).toBe('public, max-age=300');
    const again = await api('openapi', { headers: { 'if-none-match': first.etag } });
    expect(again.status).toBe(304);
    expect((await api('openapi')).etag).toBe(first.etag);
  });
});

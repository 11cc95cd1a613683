import { describe, expect, inject, it } from 'vitest';
import { operations } from '../../contract/operations.ts';
import { Problem } from '../../contract/problem.ts';
import { Session, SessionMetadata, UpdatedSession } from '../../contract/sessions.ts';
import { newUser } from '../support/users.ts';
import { type Api, apiClient, newDocument } from './api-client.ts';

const { functionsUrl } = inject('stack');
const ISO_MS = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/;

/** A new user with one session. */
async function withSession(document = newDocument()) {
  const user = newUser();
  const api = apiClient(functionsUrl, user);
  const created = await api('create-session', { body: document });
  expect(created.status).toBe(201);
  const params = { id: created.body as string };
  return { user, api, params, created, metadata: () => readMetadata(api, params) };
}

async function readMetadata(api: Api, params: { id: string }): Promise<SessionMetadata> {
  return SessionMetadata.parse((await api('get-session-metadata', { params })).body);
}

describe('create-session', () => {
  it('returns 201 with the id as a bare JSON string, a Location and an ETag', async () => {
    const { created, params, api } = await withSession();
    expect(params.id).toMatch(/^[A-Za-z0-9_-]{8}$/);
    expect(created.headers.get('location')).toBe(`/api/persistence/sessions/${params.id}`);
    expect(created.etag).toMatch(/^"[^"]+"$/);
    expect((await api('get-session', { params })).etag).toBe(created.etag);
  });

  it('creates version 1 with server times, the content hash and no description if none was given', async () => {
    const { user, metadata } = await withSession({
      ...newDocument('Plain'),
      description: null as never,
    });
    const made = await metadata();
    expect(made).toMatchObject({ title: 'Plain', description: null, version: 1 });
    expect(made.ownerId).toBe(user.userId);
    expect(made.createdAt).toMatch(ISO_MS);
    expect(made.updatedAt).toBe(made.createdAt);
    expect(made.contentBytes).toBe(17);
  });

  it.each([
    ['no title', { content: '' }, 'body.title'],
    ['an empty title', { title: '', content: '' }, 'body.title'],
    ['a title of 121 characters', { title: 'x'.repeat(121), content: '' }, 'body.title'],
    ['a title that is not a string', { title: 7, content: '' }, 'body.title'],
    [
      'a description of 1,001 characters',
      { title: 'x', description: 'y'.repeat(1001), content: '' },
      'body.description',
    ],
    ['no content', { title: 'x' }, 'body.content'],
    ['content that is not a string', { title: 'x', content: {} }, 'body.content'],
    ['a body that is a list', [], 'body'],
  ])('refuses %s with 400 and says where', async (_, body, path) => {
    const answer = await apiClient(functionsUrl, newUser())('create-session', { body });
    expect(answer.status).toBe(400);
    expect(Problem.parse(answer.body).issues?.map((issue) => issue.path)).toContain(path);
  });

  it('accepts a title of 120 and a description of 1,000 characters', async () => {
    const { metadata } = await withSession({
      ...newDocument('x'.repeat(120)),
      description: 'y'.repeat(1000),
    });
    expect((await metadata()).description).toHaveLength(1000);
  });

  it('does not accept an owner from the body', async () => {
    const { api, user, params } = await withSession();
    for (const field of ['ownerId', 'owner_id']) {
      const body = { ...newDocument(), [field]: 'somebody-else' };
      expect((await api('create-session', { body })).status).toBe(400);
      expect((await api('update-session', { params, body })).status).toBe(400);
    }
    expect((await readMetadata(api, params)).ownerId).toBe(user.userId);
  });
});

describe('get-session', () => {
  it('returns the metadata and the content exactly as it was sent', async () => {
    const content = '{"b": 1,\n "a": "é \\u0000 😀"}';
    const { api, params } = await withSession(newDocument('Exact', content));
    const { status, body, etag } = await api('get-session', { params });
    expect(status).toBe(200);
    const session = Session.parse(body);
    expect(session.content).toBe(content);
    expect(session.metadata.etag).toBe(etag);
  });

  it('returns 404 for an unknown id', async () => {
    const answer = await apiClient(functionsUrl, newUser())('get-session', {
      params: { id: 'nobodys1' },
    });
    expect(answer.status).toBe(404);
  });

  it.each(['short', 'x'.repeat(22), 'with.dot1'])('returns 400 for the id "%s"', async (id) => {
    const answer = await apiClient(functionsUrl, newUser())('get-session', { params: { id } });
    expect(answer.status).toBe(400);
  });
});

describe('get-session-metadata', () => {
  it('returns only the metadata', async () => {
    const { api, params } = await withSession();
    const { body } = await api('get-session-metadata', { params });
    expect(SessionMetadata.parse(body).id).toBe(params.id);
    expect(body).not.toHaveProperty('content');
  });

  it.each([
    ['the ETag', (etag: string) => etag],
    ['the ETag, weakened by a proxy', (etag: string) => `W/${etag}`],
  ])('returns 304 without a body for If-None-Match with %s', async (_, write) => {
    const { api, params, created } = await withSession();
    const answer = await api('get-session-metadata', {
      params,
      headers: { 'if-none-match': write(created.etag) },
    });
    expect(answer.status).toBe(304);
    expect(answer.body).toBeNull();
    expect(answer.etag).toBe(created.etag);
  });

  it('returns 200 again after a change', async () => {
    const { api, params, created } = await withSession();
    await api('update-session', { params, body: { title: 'New' } });
    const answer = await api('get-session-metadata', {
      params,
      headers: { 'if-none-match': created.etag },
    });
    expect(answer.status).toBe(200);
    expect(answer.body.version).toBe(2);
  });
});

describe('update-session', () => {
  it('changes all three fields, increases the version and returns the whole session', async () => {
    const { api, params, created } = await withSession();
    const body = { title: 'Second', description: 'Other', content: '{"x":1}' };
    const answer = await api('update-session', { params, body });
    expect(answer.status).toBe(200);
    const updated = UpdatedSession.parse(answer.body);
    expect(updated.content).toBe('{"x":1}');
    expect(updated.metadata).toMatchObject({ title: 'Second', description: 'Other', version: 2 });
    expect(updated.metadata.etag).toBe(answer.etag);
    expect(answer.etag).not.toBe(created.etag);
  });

  it.each([
    ['title', { title: 'Only this' }, { title: 'Only this', description: 'A description' }],
    ['description', { description: 'Only this' }, { title: 'A title', description: 'Only this' }],
    ['content', { content: '[]' }, { title: 'A title', description: 'A description' }],
  ])('changes only the %s', async (_, body, expected) => {
    const { api, params } = await withSession();
    const answer = await api('update-session', { params, body });
    expect(answer.body.metadata).toMatchObject({ ...expected, version: 2 });
    const content = 'content' in body ? body.content : newDocument().content;
    expect(answer.body.content).toBe(content);
    expect((await api('get-session', { params })).body.content).toBe(content);
  });

  it('treats null as unchanged and an empty description as none', async () => {
    const { api, params } = await withSession();
    const unchanged = await api('update-session', {
      params,
      body: { title: null, description: null, content: null },
    });
    expect(unchanged.body.metadata).toMatchObject({ description: 'A description', version: 1 });
    const cleared = await api('update-session', { params, body: { description: '' } });
    expect(cleared.body.metadata).toMatchObject({ description: null, version: 2 });
  });

  it('omits the content from the response for Prefer: return=minimal', async () => {
    const { api, params } = await withSession();
    const answer = await api('update-session', {
      params,
      body: newDocument('Minimal'),
      headers: { prefer: 'respond-async, return=minimal' },
    });
    expect(answer.body).toEqual({ metadata: expect.objectContaining({ title: 'Minimal' }) });
  });

  it('returns 404 for somebody else’s session, as for a missing one', async () => {
    const { params } = await withSession();
    const other = apiClient(functionsUrl, newUser());
    expect((await other('update-session', { params, body: newDocument() })).status).toBe(404);
    expect((await other('update-session', { params, body: { title: 'x' } })).status).toBe(404);
  });
});

describe('delete-session', () => {
  it('returns 204, after which the session is gone', async () => {
    const { api, params } = await withSession();
    const answer = await api('delete-session', { params });
    expect([answer.status, answer.body]).toEqual([204, null]);
    expect((await api('get-session', { params })).status).toBe(404);
    expect((await api('delete-session', { params })).status).toBe(404);
  });

  it('with a stale If-Match returns 412 with the current metadata and deletes nothing', async () => {
    const { api, params, created } = await withSession();
    const { etag } = await api('update-session', { params, body: { title: 'Newer' } });
    const stale = await api('delete-session', { params, headers: { 'if-match': created.etag } });
    expect(stale.status).toBe(412);
    expect(Problem.parse(stale.body).current).toMatchObject({ title: 'Newer', etag });
    const current = await api('delete-session', { params, headers: { 'if-match': `W/${etag}` } });
    expect(current.status).toBe(204);
  });
});

it('No operation on sessions lets its response be cached', async () => {
  const { api, params } = await withSession();
  const names = Object.keys(operations).filter((name) => name.includes('session')) as never[];
  for (const name of names) {
    const all = { ...params, session_id: params.id, snapshot_id: params.id, version: '1' };
    const answer = await api(name, { params: all, body: undefined });
    expect(answer.headers.get('cache-control')).toBe('no-store');
  }
});

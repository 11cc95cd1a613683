/**
 * Requests as the generated functions of the original's API client send them: absent values omitted from the
 * query or sent empty, `zCacheBust` against caches, null descriptions, no preconditions.
 */
import { describe, expect, inject, it } from 'vitest';
import { newUser, principalHeader } from '../support/users.ts';

const { functionsUrl } = inject('stack');
const user = newUser();

async function send(method: string, path: string, body?: unknown) {
  const response = await fetch(`${functionsUrl}/api/persistence${path}`, {
    method,
    headers: {
      ...principalHeader(user),
      accept: 'application/json, text/plain, */*',
      ...(body === undefined ? {} : { 'content-type': 'application/json' }),
    },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  const text = await response.text();
  return { status: response.status, body: text === '' ? undefined : JSON.parse(text) };
}

const newDocument = { title: 'From the original', description: null, content: '{"a":1}' };

describe('The original client', () => {
  it('creates, reads, lists, changes and deletes a session', async () => {
    const { body: id } = await send('POST', '/sessions', newDocument);
    expect(id).toMatch(/^[\w-]{8}$/);

    const session = await send('GET', `/sessions/${id}?zCacheBust=1732262400000`);
    expect(session.body).toEqual({
      metadata: {
        id,
        ownerId: user.userId,
        title: 'From the original',
        description: null,
        createdAt: expect.any(String),
        updatedAt: expect.any(String),
        version: 1,
        contentHash: expect.stringMatching(/^[0-9a-f]{64}$/),
        etag: expect.any(String),
        contentBytes: 7,
      },
      content: '{"a":1}',
    });

    const metadata = await send('GET', `/sessions/metadata/${id}?zCacheBust=1`);
    expect(metadata.body).toEqual(session.body.metadata);

    const page = await send(
      'GET',
      '/sessions?cursor=&filter_title=&filter_updated_from=&page_size=',
    );
    expect(page.body).toEqual({ items: [metadata.body], pageToken: null });

    const changed = await send('PUT', `/sessions/${id}`, {
      id,
      title: 'Renamed',
      description: null,
      content: null,
    });
    expect(changed.body).toMatchObject({
      metadata: { title: 'Renamed', version: 2 },
      content: '{"a":1}',
    });
    expect((await send('DELETE', `/sessions/${id}`)).status).toBe(204);
  });

  it('creates, reads, lists and deletes a snapshot, and lists its visits', async () => {
    const { body: id } = await send('POST', '/snapshots', newDocument);
    const snapshot = await send('GET', `/snapshots/${id}?zCacheBust=1`);
    expect(snapshot.body.metadata).toEqual({
      id,
      ownerId: user.userId,
      ownerName: user.userDetails,
      expiresAt: null,
      title: 'From the original',
      description: null,
      createdAt: expect.any(String),
      contentHash: expect.any(String),
      contentBytes: 7,
      etag: expect.any(String),
    });
    const { etag: _, ...metadata } = snapshot.body.metadata;
    const page = await send(
      'GET',
      '/snapshots?sort_by=created_at&sort_direction=desc&sort_lowercase=false&filter_created_to=',
    );
    expect(page.body.items).toEqual([expect.objectContaining(metadata)]);

    const logs = await send(
      'GET',
      '/snapshot_access_logs?sort_by=last_visited_at&sort_direction=desc&filter_snapshot_deleted=false&filter_owner_id=',
    );
    expect(logs.body.items).toEqual([
      {
        visitorId: user.userId,
        snapshotId: id,
        visits: 2,
        firstVisitedAt: expect.any(String),
        lastVisitedAt: expect.any(String),
        snapshotDeleted: false,
        snapshotDeletedAt: null,
        snapshotMetadata: metadata,
      },
    ]);
    expect((await send('DELETE', `/snapshot_access_logs/${id}`)).status).toBe(204);
    expect((await send('DELETE', `/snapshots/${id}`)).status).toBe(204);
  });

  it('finds the error of a refused request where the original had it', async () => {
    const { status, body } = await send('GET', '/sessions/nobodys1');
    expect(status).toBe(404);
    expect(body.error).toEqual({
      type: 'not-found',
      message: expect.any(String),
      service: 'persistence',
    });
  });
});

describe('A list', () => {
  it('has 10 items per page by default', async () => {
    for (let index = 0; index < 11; index++) await send('POST', '/sessions', newDocument);
    const first = await send('GET', '/sessions');
    expect(first.body.items).toHaveLength(10);
    const rest = await send('GET', `/sessions?cursor=${first.body.pageToken}`);
    expect(rest.body).toMatchObject({ items: [expect.anything()], pageToken: null });
  });

  it.each([
    'page_size=0',
    'page_size=101',
    'page_size=ten',
    'page_size=1.5',
    'sort_by=content',
    'sort_by=metadata.content_hash',
    'sort_direction=up',
    'sort_lowercase=maybe',
    'filter_updated_from=yesterday',
    'filter_updated_from=99999',
    'filter_updated_to=2026-11-22T08:00:00',
    'cursor=broken',
    'cursor=W10',
    'cursor=e30',
  ])('refuses %s with 400', async (query) => {
    expect((await send('GET', `/sessions?${query}`)).status).toBe(400);
  });

  it.each(['True', '1', 'yes', 'FALSE', '0', 'no'])('accepts %s as a boolean', async (value) => {
    expect((await send('GET', `/sessions?sort_lowercase=${value}`)).status).toBe(200);
  });

  it('refuses a cursor of another order, filter, list or user', async () => {
    const { body } = await send('GET', '/sessions?page_size=1');
    const cursor = body.pageToken;
    for (const path of [
      '/sessions?sort_by=metadata.title',
      '/sessions?sort_direction=asc',
      '/sessions?filter_title=o',
      '/snapshots?',
      '/snapshot_access_logs?',
    ]) {
      expect((await send('GET', `${path}&cursor=${cursor}`)).status).toBe(400);
    }
    const foreign = await fetch(`${functionsUrl}/api/persistence/sessions?cursor=${cursor}`, {
      headers: principalHeader(newUser()),
    });
    expect(foreign.status).toBe(400);
    expect((await send('GET', `/sessions?cursor=${cursor}&page_size=50`)).status).toBe(200);
  });

  it('ignores unknown parameters', async () => {
    expect((await send('GET', '/sessions?zCacheBust=1&owner_id=somebody&__proto__=x')).status).toBe(
      200,
    );
  });
});

import { CosmosClient } from '@azure/cosmos';
import { afterAll, describe, expect, inject, it } from 'vitest';
import { keyHashOf } from '../../functions/store/create-key.ts';
import { legacyId, sha256 } from '../../functions/store/ids.ts';
import { stateHash } from '../../functions/store/session-document.ts';
import { apiClient, idempotencyKey, newDocument } from '../api/api-client.ts';
import { sessionSeeds } from '../api/list-seeds.ts';
import { startOwnHost } from '../api/own-host.ts';
import { newUser } from '../support/users.ts';

const { functionsUrl, cosmos } = inject('stack');
const client = new CosmosClient({ endpoint: cosmos.url, key: cosmos.key });
const containerOf = (name: string) => client.database('persistence').container(name);
afterAll(() => client.dispose());

describe('A document that does not parse', () => {
  const [sound] = sessionSeeds('');
  const damages: readonly (readonly [string, object])[] = [
    ['has no version', { metadata: { ...sound?.metadata, version: undefined } }],
    ['has a title that is not a string', { metadata: { ...sound?.metadata, title: 7 } }],
    ['has times in another format', { metadata: { ...sound?.metadata, created_at: '22.11.2026' } }],
    ['has no metadata', { metadata: undefined }],
    ['is something else entirely', { metadata: 'x', content: undefined, hello: 'world' }],
  ];

  it.each(damages)(
    'because it %s: 500 for that one, lists continue with the rest',
    async (_, damage) => {
      const user = newUser();
      const api = apiClient(functionsUrl, user);
      for (const title of ['One', 'Two']) await api('create-session', { body: newDocument(title) });
      await containerOf('sessions').items.create({
        ...sound,
        owner_id: user.userId,
        id: 'damaged1',
        ...damage,
      });

      const params = { id: 'damaged1' };
      for (const name of ['get-session', 'get-session-metadata'] as const) {
        const failed = await api(name, { params });
        expect([failed.status, failed.body.error.type]).toEqual([500, 'unreadable-document']);
      }
      expect((await api('update-session', { params, body: { title: 'x' } })).status).toBe(500);

      for (const sort_direction of ['asc', 'desc']) {
        let leftOut = 0;
        const titles: string[] = [];
        let cursor: string | null = '';
        while (cursor !== null) {
          const query = { sort_by: 'metadata.created_at', sort_direction, page_size: 1, cursor };
          const { status, body } = await api('list-sessions', { query });
          expect(status).toBe(200);
          titles.push(...body.items.map((item: { title: string }) => item.title));
          leftOut += body.leftOut ?? 0;
          cursor = body.pageToken;
        }
        expect(titles.sort()).toEqual(['One', 'Two']);
        expect(leftOut).toBe(1);
      }
      expect((await api('delete-session', { params })).status).toBe(204);
    },
  );

  it('because its compressed content is damaged: 500 for its content, but its metadata can be read', async () => {
    const user = newUser();
    const api = apiClient(functionsUrl, user);
    await containerOf('sessions').items.create({
      ...sound,
      owner_id: user.userId,
      id: 'damaged1',
      content: 'bm8gZ3ppcA==',
      content_encoding: 'gzip',
    });
    const params = { id: 'damaged1' };
    const failed = await api('get-session', { params });
    expect([failed.status, failed.body.error.type]).toEqual([500, 'unreadable-document']);
    expect((await api('get-session-metadata', { params })).status).toBe(200);
    const repaired = await api('update-session', { params, body: newDocument('Repaired') });
    expect(repaired.status).toBe(200);
  });
});

describe('An id that belongs to somebody else’s document', () => {
  const taken = 'taken001';
  const { title, description, content } = newDocument();
  const bodyHash = stateHash(title, description, sha256(content));

  /** Makes the key record of this request contain the id that is taken. */
  async function claimTaken(container: string, partition: object, userId: string, key: string) {
    await containerOf(container).items.create({
      id: `key~${keyHashOf(userId, key)}`,
      ...partition,
      kind: 'key',
      made_id: taken,
      body_hash: bodyHash,
    });
  }

  it('is skipped for another one on create, and nothing is overwritten', async () => {
    const user = newUser();
    const headers = idempotencyKey();
    const foreign = { id: taken, owner_id: 'somebody', note: 'not of this version' };
    await containerOf('snapshots').items.create(foreign);
    const partition = { visitor_id: user.userId };
    await claimTaken('snapshot_access_logs', partition, user.userId, headers['idempotency-key']);

    const api = apiClient(functionsUrl, user);
    const request = { body: newDocument(), headers };
    const made = await api('create-snapshot', request);
    expect(made.status).toBe(201);
    expect(made.body).not.toBe(taken);
    expect((await api('create-snapshot', request)).body).toBe(made.body);
    expect((await api('list-snapshots')).body.items).toHaveLength(1);
    const { resource } = await containerOf('snapshots').item(taken, taken).read();
    expect(resource).toMatchObject(foreign);
  });

  it('is skipped for sessions too', async () => {
    const user = newUser();
    const api = apiClient(functionsUrl, user);
    const headers = idempotencyKey();
    const [seed] = sessionSeeds(user.userId);
    await containerOf('sessions').items.create({ ...seed, id: taken });
    const partition = { owner_id: user.userId };
    await claimTaken('sessions', partition, user.userId, headers['idempotency-key']);
    const made = await api('create-session', { body: newDocument(), headers });
    expect([made.status, made.body === taken]).toEqual([201, false]);
    expect((await api('get-session', { params: { id: taken } })).body.metadata.title).toBe(
      seed?.metadata.title,
    );
  });
});

describe('A document that a version before 0.2 created with a key', () => {
  it.each([
    ['session', 'sessions'],
    ['snapshot', 'snapshots'],
  ] as const)('is recognised by its POST: %s', async (kind, container) => {
    const user = newUser();
    const api = apiClient(functionsUrl, user);
    const headers = idempotencyKey();
    const key = headers['idempotency-key'];
    const { body: modern } = await api(`create-${kind}`, { body: newDocument() });
    const partition = kind === 'session' ? user.userId : modern;
    const { resource } = await containerOf(container).item(modern, partition).read();
    const id = legacyId(container, user.userId, key, 8);
    const create_key_hash = keyHashOf(user.userId, key);
    await containerOf(container).items.create({ ...resource, id, create_key_hash });

    const request = { body: newDocument(), headers };
    expect(await api(`create-${kind}`, request)).toMatchObject({ status: 201, body: id });
    const other = await api(`create-${kind}`, { ...request, body: newDocument('Other') });
    expect(other.status).toBe(422);

    await api(`delete-${kind}`, { params: { id } });
    expect((await api(`create-${kind}`, request)).status).toBe(409);
    await api(`delete-${kind}`, { params: { id }, query: { permanently: true } });
    expect((await api(`create-${kind}`, request)).status).toBe(409);
    expect((await api(`list-${kind}s`)).body.items).toMatchObject([{ id: modern }]);
  });
});

it('An ETag has one pair of quotes in responses, and callers can send it back', async () => {
  const api = apiClient(functionsUrl, newUser());
  const { body: id, etag } = await api('create-session', { body: newDocument() });
  expect(etag).toMatch(/^"[\w-]+"$/);
  const params = { id };
  const same = await api('get-session-metadata', { params, headers: { 'if-none-match': etag } });
  expect(same.status).toBe(304);
  const headers = { 'if-match': etag };
  const won = await api('update-session', { params, body: newDocument('New'), headers });
  expect([won.status, won.body.metadata.version]).toEqual([200, 2]);
  const lost = await api('update-session', { params, body: newDocument('Old'), headers });
  expect([lost.status, lost.body.current.etag]).toEqual([412, won.etag]);
  expect((await api('delete-session', { params, headers })).status).toBe(412);
  const fresh = { 'if-match': won.etag };
  expect((await api('delete-session', { params, headers: fresh })).status).toBe(204);
});

it('A process that has not seen an ETag of its database yet accepts an If-Match all the same', async () => {
  const user = newUser();
  const elsewhere = apiClient(functionsUrl, user);
  const made = await Promise.all([
    elsewhere('create-session', { body: newDocument('One') }),
    elsewhere('create-session', { body: newDocument('Two') }),
  ]);
  const [one, two] = made.map(({ body: id, etag }) => ({
    params: { id },
    headers: { 'if-match': etag },
  }));
  const [updating, deleting] = await Promise.all([startOwnHost(), startOwnHost()]);
  const updated = await apiClient(updating.url, user)('update-session', {
    ...one,
    body: newDocument('New'),
  });
  const deleted = await apiClient(deleting.url, user)('delete-session', { ...two });
  await Promise.all([updating.close(), deleting.close()]);
  expect([updated.status, updated.body.metadata.version]).toEqual([200, 2]);
  expect(deleted.status).toBe(204);
});

/** Quotas and rate limits of a user, with the real protocols of database and file storage. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ASSET_MAX_BYTES } from '../../contract/limits.ts';
import { newAsset, putAsset } from '../support/assets.ts';
import { newUser } from '../support/users.ts';
import { type ApiAnswer, apiClient, idempotencyKey, newDocument } from './api-client.ts';
import { type OwnHost, startOwnHost } from './own-host.ts';

const MAX = 3;
const limits = {
  MAX_SESSIONS_PER_USER: String(MAX),
  MAX_SNAPSHOTS_PER_USER: String(MAX),
  UPLOAD_MIB_PER_HOUR: '4',
};

let hosts: readonly OwnHost[];
beforeAll(async () => {
  hosts = await Promise.all([startOwnHost(limits), startOwnHost(limits)]);
});
afterAll(() => Promise.all(hosts.map((host) => host.close())));

/** The same user on each of the hosts. */
function newClients() {
  const user = newUser();
  return hosts.map(({ url }) => apiClient(url, user)) as [
    ReturnType<typeof apiClient>,
    ReturnType<typeof apiClient>,
  ];
}

const made = (answers: readonly ApiAnswer[]) => answers.filter(({ status }) => status === 201);

describe.each([
  ['sessions', 'create-session', 'delete-session', 'list-sessions'],
  ['snapshots', 'create-snapshot', 'delete-snapshot', 'list-snapshots'],
] as const)('Of %s', (_, create, remove, list) => {
  it('a user may have up to the limit, and then gets an explanation; a deletion makes room', async () => {
    const [api] = newClients();
    const ids = [];
    for (let count = 0; count < MAX; count++) {
      const { status, body } = await api(create, { body: newDocument() });
      expect(status).toBe(201);
      ids.push(body);
    }
    const refused = await api(create, { body: newDocument() });
    expect([refused.status, refused.body.error.type]).toEqual([403, 'quota-reached']);
    expect(refused.body.detail).toContain(`You have ${MAX} of these`);
    expect((await api(list)).body.items).toHaveLength(MAX);

    await api(remove, { params: { id: ids[0] } });
    expect((await api(create, { body: newDocument() })).status).toBe(201);
    expect((await api(create, { body: newDocument() })).status).toBe(403);
  });

  it('many in parallel on one instance create exactly as many as allowed', async () => {
    const [api] = newClients();
    const answers = await Promise.all(
      Array.from({ length: 10 }, (_, index) =>
        api(create, {
          body: newDocument(),
          headers: index % 2 === 0 ? {} : idempotencyKey(),
        }),
      ),
    );
    expect(made(answers)).toHaveLength(MAX);
    expect(answers.filter(({ status }) => status === 403)).toHaveLength(10 - MAX);
    expect((await api(list)).body.items).toHaveLength(MAX);
  });

  it('two in parallel on two instances exceed the limit by one at most', async () => {
    const [one, other] = newClients();
    for (let count = 1; count < MAX; count++) await one(create, { body: newDocument() });
    const answers = await Promise.all(
      [one, other].map((api) => api(create, { body: newDocument() })),
    );
    expect([1, 2]).toContain(made(answers).length);
    expect((await one(create, { body: newDocument() })).status).toBe(403);
    expect((await other(create, { body: newDocument() })).status).toBe(403);
  });

  it('the same POST twice in parallel takes one place, and both return what it created', async () => {
    const [one, other] = newClients();
    for (let count = 1; count < MAX; count++) await one(create, { body: newDocument() });
    const request = { body: newDocument(), headers: idempotencyKey() };
    const answers = await Promise.all([one, one, other].map((api) => api(create, request)));
    expect(answers.map(({ status }) => status)).toEqual([201, 201, 201]);
    expect(new Set(answers.map(({ body }) => body)).size).toBe(1);
    expect((await one(list)).body.items).toHaveLength(MAX);
  });

  it('a repeated POST succeeds, even if the limit is reached', async () => {
    const [one, other] = newClients();
    const request = { body: newDocument(), headers: idempotencyKey() };
    const { body: id } = await one(create, request);
    for (let count = 1; count < MAX; count++) await one(create, { body: newDocument() });
    for (const api of [one, other]) expect((await api(create, request)).body).toBe(id);
  });
});

describe('Of uploads', () => {
  it('a user may send up to the limit, and is told when to continue; reads and other users are not delayed', async () => {
    const [api, atOtherHost] = newClients();
    const first = newAsset(ASSET_MAX_BYTES - 100);
    const answer = await putAsset(api, first);
    expect(answer.status).toBe(201);
    expect(answer.headers.get('ratelimit-policy')).toContain(
      `"uploads";q=${ASSET_MAX_BYTES};w=3600;qu="content-bytes"`,
    );
    expect(answer.headers.get('ratelimit')).toMatch(/"uploads";r=100;t=\d+$/);

    const refused = await putAsset(api, newAsset(1_000_000));
    expect([refused.status, refused.body.error.type]).toEqual([429, 'too-many-requests']);
    expect(refused.body.detail).toContain('You have sent too much data');
    // A million bytes at four MiB an hour.
    expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(800);

    expect((await putAsset(api, newAsset(50))).status).toBe(201);
    expect((await api('get-asset', { params: { hash: first.hash } })).status).toBe(200);
    expect((await putAsset(atOtherHost, first)).status).toBe(200);
    const other = apiClient(hosts[0]?.url ?? '', newUser());
    expect((await putAsset(other, newAsset(1_000_000))).status).toBe(201);
  });
});

import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { type Api, apiClient, idempotencyKey, newDocument } from '../api/api-client.ts';
import { type OwnHost, startOwnHost } from '../api/own-host.ts';
import { newUser } from '../support/users.ts';
import { answer, lostAnswer, resetAfterBody } from './effects.ts';
import type { Effect, ProxiedRequest } from './fault-proxy.ts';

const FOREVER = Number.POSITIVE_INFINITY;

let host: OwnHost;
let api: Api;

beforeAll(async () => {
  host = await startOwnHost();
  api = apiClient(host.url, newUser());
});
afterEach(() => host.cosmos.heal());
afterAll(() => host.close());

const isPatch = ({ method }: Pick<ProxiedRequest, 'method'>) => method === 'PATCH';

function refusal(status: number, headers: Record<string, string> = {}): Effect {
  return answer(status, { 'content-type': 'application/json', ...headers }, '{"message":""}');
}

async function withSession() {
  const { body: id, etag } = await api('create-session', { body: newDocument() });
  return { params: { id }, headers: { 'if-match': etag } };
}

describe('A database that throttles (429)', () => {
  it('is retried, and the update is done once', async () => {
    const { params, headers } = await withSession();
    const effect = refusal(429, { 'x-ms-retry-after-ms': '700' });
    const fault = host.cosmos.inject({ match: isPatch, effect });
    const updated = await api('update-session', { params, headers, body: newDocument('New') });
    expect([fault.hits, updated.status, updated.body.metadata.version]).toEqual([1, 200, 2]);
  });

  it('for longer than a response can wait causes a 429 with Retry-After at once, and nothing is written', async () => {
    const { params, headers } = await withSession();
    const effect = refusal(429, { 'x-ms-retry-after-ms': '30000' });
    host.cosmos.inject({ match: isPatch, times: FOREVER, effect });
    const refused = await api('update-session', { params, headers, body: newDocument('New') });
    expect([refused.status, refused.headers.get('retry-after')]).toEqual([429, '30']);
    expect((await api('get-session-metadata', { params })).body.version).toBe(1);
  });

  it('permanently causes a 429 after a few tries', async () => {
    const effect = refusal(429, { 'x-ms-retry-after-ms': '50' });
    const fault = host.cosmos.inject({ times: FOREVER, effect });
    const refused = await api('list-sessions');
    expect([refused.status, refused.headers.get('retry-after')]).toEqual([429, '1']);
    expect(fault.hits).toBe(5);
  });
});

describe('A database that does not answer', () => {
  it.each([
    ['503', refusal(503)],
    ['a reset connection', resetAfterBody()],
  ])('(%s) twice is retried, with a pause', async (_, effect) => {
    const { params, headers } = await withSession();
    const fault = host.cosmos.inject({ match: isPatch, times: 2, effect });
    const updated = await api('update-session', { params, headers, body: newDocument('New') });
    expect([fault.hits, updated.status, updated.body.metadata.version]).toEqual([2, 200, 2]);
  });

  it.each(['get-session', 'list-sessions', 'create-session', 'update-session'] as const)(
    'permanently makes %s return 503 with Retry-After after five tries',
    async (name) => {
      const { params } = await withSession();
      // A create is read back, because its outcome is unknown.
      const calls = name === 'create-session' ? 2 : 1;
      const fault = host.cosmos.inject({ times: FOREVER, effect: refusal(503) });
      const body =
        name.startsWith('create') || name.startsWith('update') ? newDocument() : undefined;
      const refused = await api(name, { params, body });
      expect([refused.status, refused.headers.get('retry-after')]).toEqual([503, '5']);
      expect(fault.hits).toBe(5 * calls);
      await expect.poll(() => host.lines.join()).toContain(refused.body.traceId);
      expect(host.lines.join()).toContain('"name":"Unavailable"');
    },
  );

  it('is used again as soon as it is back', async () => {
    const { params } = await withSession();
    host.cosmos.inject({ times: FOREVER, effect: resetAfterBody() });
    expect((await api('update-session', { params, body: newDocument('New') })).status).toBe(503);
    host.cosmos.heal();
    expect((await api('update-session', { params, body: newDocument('New') })).status).toBe(200);
  });
});

describe('A 404 that is not about the document', () => {
  it.each([
    ['the replica lags behind', '1002'],
    ['the container is missing', '1003'],
  ])('because %s does not become "not found"', async (_, substatus) => {
    const { params } = await withSession();
    const effect = refusal(404, { 'x-ms-substatus': substatus, 'x-ms-request-charge': '1' });
    host.cosmos.inject({ effect });
    expect((await api('get-session', { params })).status).toBe(200);
    host.cosmos.inject({ times: FOREVER, effect });
    expect((await api('get-session', { params })).status).toBe(503);
    expect((await api('health', { query: { deep: '' } })).status).toBe(503);
  });
});

describe('449 (retry with)', () => {
  it('is retried with the same If-Match, and one version is written', async () => {
    const { params, headers } = await withSession();
    host.cosmos.inject({ match: isPatch, times: 2, effect: refusal(449) });
    const before = host.cosmos.exchanges.length;
    const updated = await api('update-session', { params, headers, body: newDocument('New') });
    expect(updated.body.metadata.version).toBe(2);
    const patches = host.cosmos.exchanges.slice(before).filter(({ request }) => isPatch(request));
    expect(patches.map(({ request }) => request.headers['if-match'])).toEqual([
      headers['if-match'],
    ]);
  });
});

describe('A response lost on its way from the database', () => {
  it('leaves one session for a POST without a key, and its id is returned', async () => {
    const owner = apiClient(host.url, newUser());
    host.cosmos.inject({ effect: lostAnswer() });
    const { status, body: id } = await owner('create-session', { body: newDocument() });
    expect(status).toBe(201);
    const { items } = (await owner('list-sessions')).body;
    expect(items.map((item: { id: string }) => item.id)).toEqual([id]);
  });

  it('is no conflict for an update with If-Match, and one version is written', async () => {
    const { params, headers } = await withSession();
    host.cosmos.inject({ match: isPatch, effect: lostAnswer() });
    const updated = await api('update-session', { params, headers, body: newDocument('New') });
    expect([updated.status, updated.body.metadata.version]).toEqual([200, 2]);
  });

  it('every time makes the POST return 503; repeated with its key it finds the session it created', async () => {
    const owner = apiClient(host.url, newUser());
    const request = { body: newDocument(), headers: idempotencyKey() };
    host.cosmos.inject({ times: FOREVER, effect: lostAnswer() });
    expect((await owner('create-session', request)).status).toBe(503);
    host.cosmos.heal();
    const again = await owner('create-session', request);
    expect(again.status).toBe(201);
    expect((await owner('list-sessions')).body.items).toMatchObject([{ id: again.body }]);
  });
});

describe('A visit whose count cannot be written', () => {
  it('neither fails the read nor delays it until the write ends', async () => {
    const { body: id } = await api('create-snapshot', { body: newDocument() });
    const visitor = apiClient(host.url, newUser());
    const params = { id };
    host.cosmos.inject({ match: isPatch, times: FOREVER, effect: refusal(503) });
    expect((await visitor('get-snapshot', { params })).status).toBe(200);
    host.cosmos.heal();

    const order: string[] = [];
    const writing = host.cosmos.inject({
      match: isPatch,
      effect: ({ incoming }) =>
        new Promise((end) => {
          incoming.once('close', () => end(void order.push('write given up')));
        }),
    });
    const viewed = await visitor('get-snapshot', { params });
    order.push('answered');
    expect([viewed.status, writing.hits]).toEqual([200, 1]);
    await expect.poll(() => order, { timeout: 60_000 }).toEqual(['answered', 'write given up']);
  });
});

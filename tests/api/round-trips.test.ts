import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { answer, held } from '../faults/effects.ts';
import type { Exchange } from '../faults/fault-proxy.ts';
import { newUser } from '../support/users.ts';
import { type Api, apiClient, newDocument } from './api-client.ts';
import { type OwnHost, startOwnHost } from './own-host.ts';

const CONTENT = `{"canary":"${'content-that-no-list-loads'.repeat(40)}"}`;

let host: OwnHost;
let api: Api;
let visitor: Api;

beforeAll(async () => {
  host = await startOwnHost();
  api = apiClient(host.url, newUser('Owner'));
  visitor = apiClient(host.url, newUser('Visitor'));
  // The warm-up: the client is made, and the form that the database writes ETags in is known.
  await api('create-session', { body: newDocument() });
});

afterAll(() => host.close());

/** What went over the wire to Cosmos DB meanwhile. */
async function during(action: () => Promise<unknown>): Promise<Exchange[]> {
  const before = host.cosmos.exchanges.length;
  await action();
  return host.cosmos.exchanges.slice(before);
}

const methodsOf = (exchanges: Exchange[]) => exchanges.map(({ request }) => request.method);

async function newSession() {
  const { body: id, etag } = await api('create-session', { body: newDocument('Title', CONTENT) });
  return { params: { id }, etag };
}

async function newSnapshot() {
  const { body: id } = await api('create-snapshot', { body: newDocument('Title', CONTENT) });
  return { id };
}

describe('Round trips to Cosmos DB', () => {
  it('create-session takes one', async () => {
    expect(methodsOf(await during(newSession))).toEqual(['POST']);
  });

  it('get-session takes one', async () => {
    const { params } = await newSession();
    expect(methodsOf(await during(() => api('get-session', { params })))).toEqual(['GET']);
  });

  it.each([
    ['with If-Match', (etag: string): Record<string, string> => ({ 'if-match': etag })],
    ['without If-Match', () => ({})],
  ])('update-session of all three fields takes one conditional patch %s', async (_, headersOf) => {
    const { params, etag } = await newSession();
    const body = newDocument('Secret title', '"new"');
    const [patch, ...more] = await during(async () => {
      const answer = await api('update-session', { params, body, headers: headersOf(etag) });
      expect(answer.status).toBe(200);
    });
    expect(more).toEqual([]);
    expect(patch?.request.method).toBe('PATCH');
    const sent = JSON.parse(String(patch?.request.body));
    expect(sent.operations.length).toBeLessThanOrEqual(10);
    expect(sent.condition).toMatch(/^FROM c WHERE c\.metadata\.state_hash != '[0-9a-f]{64}'$/i);
  });

  it('update-session of one field reads, then patches what it names with the ETag it read', async () => {
    const { params, etag } = await newSession();
    const [read, patch, ...more] = await during(() =>
      api('update-session', { params, body: { title: 'Other' } }),
    );
    expect([read?.request.method, patch?.request.method, more]).toEqual(['GET', 'PATCH', []]);
    expect(patch?.request.headers['if-match']).toBe(etag.slice(1, -1));
    expect(String(patch?.request.body)).not.toContain('/content"');
  });

  it('get-session-metadata takes one read, conditional on the ETag that the caller has', async () => {
    const { params, etag } = await newSession();
    const [read, ...more] = await during(() =>
      api('get-session-metadata', { params, headers: { 'if-none-match': etag } }),
    );
    expect(more).toEqual([]);
    expect(read?.request.headers['if-none-match']).toBe(etag.slice(1, -1));
  });

  it('get-session-metadata passes the 304 of a real account on', async () => {
    const { params, etag } = await newSession();
    host.cosmos.inject({ effect: answer(304, { 'x-ms-request-charge': '1' }) });
    const { status, ...rest } = await api('get-session-metadata', {
      params,
      headers: { 'if-none-match': etag },
    });
    expect([status, rest.etag, rest.body]).toEqual([304, etag, null]);
  });

  it.each(['list-sessions', 'list-snapshot-access-logs'] as const)(
    '%s takes one per page and never loads content',
    async (name) => {
      await newSession();
      await newSnapshot();
      const exchanges = await during(() => api(name, { query: { page_size: 1 } }));
      expect(methodsOf(exchanges)).toEqual(['POST']);
      expectNoContent(exchanges);
    },
  );

  it('list-snapshots crosses partitions and never loads content', async () => {
    await newSnapshot();
    const exchanges = await during(() => api('list-snapshots'));
    const queries = exchanges.filter(
      ({ request }) => request.headers['x-ms-cosmos-is-query-plan-request'] === undefined,
    );
    expect(queries).toHaveLength(1);
    expect(queries[0]?.request.headers['x-ms-documentdb-query-enablecrosspartition']).toBe('true');
    expectNoContent(exchanges);
  });

  it('get-snapshot takes two for a known visitor, at the same time', async () => {
    const params = await newSnapshot();
    await visitor('get-snapshot', { params });
    const patchCame = Promise.withResolvers<void>();
    host.cosmos.inject({
      match: ({ method }) => method === 'GET',
      effect: held(patchCame.promise),
    });
    host.cosmos.inject({
      match: ({ method }) => method === 'PATCH',
      effect: async (strike) => {
        patchCame.resolve();
        strike.reply(await strike.pass());
      },
    });
    const exchanges = await during(() => visitor('get-snapshot', { params }));
    host.cosmos.heal();
    expect(methodsOf(exchanges).sort()).toEqual(['GET', 'PATCH']);
  });

  it('get-snapshot takes three for a first visit', async () => {
    const params = await newSnapshot();
    const exchanges = await during(() => visitor('get-snapshot', { params }));
    expect(methodsOf(exchanges).sort()).toEqual(['GET', 'PATCH', 'POST']);
  });

  it('delete-session takes one', async () => {
    const { params } = await newSession();
    const exchanges = await during(() => api('delete-session', { params }));
    expect(methodsOf(exchanges)).toEqual(['DELETE']);
  });
});

describe('What a user sends', () => {
  const corpus = [
    "' OR 1=1 --",
    '" OR c.owner_id != "',
    '@owner',
    'c.metadata.title',
    '\\u0027; DROP',
    ') OR (true',
    '*/ /*',
    '\u0000',
  ];

  it.each([
    ['list-sessions', ['filter_title']],
    ['list-snapshots', ['filter_title']],
    ['list-snapshot-access-logs', ['filter_title', 'filter_owner_id']],
  ] as const)('never gets into the text of a query: %s', async (name, parameters) => {
    for (const parameter of parameters) {
      const texts = await during(async () => {
        for (const value of ['harmless', ...corpus]) {
          const answer = await api(name, { query: { [parameter]: value } });
          expect([answer.status, answer.body.items]).toEqual([200, []]);
        }
      });
      const distinct = new Set(texts.map(({ request }) => queryOf(request.body)));
      expect(distinct.size).toBe(1);
    }
  });

  it('is refused before the database is asked where a field name or a cursor is expected', async () => {
    const exchanges = await during(async () => {
      for (const value of corpus) {
        for (const parameter of ['sort_by', 'sort_direction', 'cursor', 'page_size']) {
          const answer = await api('list-sessions', { query: { [parameter]: value } });
          expect(answer.status).toBe(400);
        }
      }
    });
    expect(exchanges).toEqual([]);
  });

  it('never gets into the condition of a patch', async () => {
    const { params } = await newSession();
    for (const value of corpus) {
      const [patch] = await during(() =>
        api('update-session', { params, body: newDocument(value || ' ', value) }),
      );
      const { condition } = JSON.parse(String(patch?.request.body));
      expect(condition.replace(/[0-9a-f]{64}/i, '')).toBe(
        "FROM c WHERE c.metadata.state_hash != ''",
      );
    }
  });
});

function queryOf(body: Buffer): string {
  return JSON.parse(String(body)).query;
}

/** Neither asked for, nor among the bytes that came back. */
function expectNoContent(exchanges: Exchange[]): void {
  for (const { request, answer: answered } of exchanges) {
    expect(queryOf(request.body)).toMatch(/^SELECT c\./);
    expect(queryOf(request.body)).not.toMatch(/\*|content/);
    const rows = JSON.parse(String(answered?.body)).Documents as object[];
    for (const row of rows) expect(row).not.toHaveProperty('content');
  }
}

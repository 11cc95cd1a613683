import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { sha256 } from '../../functions/store/ids.ts';
import { answer, held } from '../faults/effects.ts';
import type { Exchange } from '../faults/fault-proxy.ts';
import { newUser } from '../support/users.ts';
import { type Api, apiClient, idempotencyKey, newDocument } from './api-client.ts';
import { type OwnHost, startOwnHost } from './own-host.ts';

const CONTENT = `{"canary":"${'content-that-no-list-loads'.repeat(40)}"}`;

const CONTENT_DELTA = {
  baseHash: sha256(CONTENT),
  contentHash: sha256(CONTENT.replace('canary', 'parrot')),
  instructions: [
    { start: 0, length: 2, text: 'parrot' },
    { start: 8, length: CONTENT.length - 8 },
  ],
};

let host: OwnHost;
let api: Api;
let visitor: Api;

beforeAll(async () => {
  host = await startOwnHost();
  api = apiClient(host.url, newUser('Owner'));
  visitor = apiClient(host.url, newUser('Visitor'));
  // Warm-up: creates the client and learns how the database formats ETags.
  await api('create-session', { body: newDocument() });
});

afterAll(() => host.close());

/** The requests sent to Cosmos DB meanwhile. */
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

  it('create-session with a key takes two, plus one in parallel for documents of older versions', async () => {
    const headers = idempotencyKey();
    const exchanges = await during(() =>
      api('create-session', { body: newDocument('Title', CONTENT), headers }),
    );
    expect(methodsOf(exchanges).toSorted()).toEqual(['GET', 'POST', 'POST']);
    expect(methodsOf(exchanges).at(-1)).toBe('POST');
  });

  it.each([
    ['all three fields with If-Match', newDocument('Secret', '"new"'), true],
    ['all three fields without If-Match', newDocument('Secret', '"new"'), false],
    ['one field', { title: 'Secret' }, false],
    ['a delta of the content', { title: 'Secret', contentDelta: CONTENT_DELTA }, true],
  ])(
    'update-session of %s reads, keeps the old version, then patches',
    async (_, body, isConditional) => {
      const { params, etag } = await newSession();
      const headers: Record<string, string> = isConditional ? { 'if-match': etag } : {};
      const [read, keep, patch, ...more] = await during(async () => {
        const answer = await api('update-session', { params, body, headers });
        expect(answer.status).toBe(200);
      });
      expect(methodsOf([read, keep, patch, ...more] as Exchange[])).toEqual([
        'GET',
        'POST',
        'PATCH',
      ]);
      expect(JSON.parse(String(keep?.request.body))).toMatchObject({
        id: `${params.id}~1`,
        version_of: params.id,
        metadata: { title: 'Title', version: 1 },
      });
      expect(patch?.request.headers['if-match']).toBe(etag);
      expect(String(patch?.request.body).includes('"/content"')).toBe(
        !('title' in body && Object.keys(body).length === 1),
      );
    },
  );

  it('update-session that changes nothing takes one', async () => {
    const { params } = await newSession();
    const body = newDocument('Title', CONTENT);
    const exchanges = await during(() => api('update-session', { params, body }));
    expect(methodsOf(exchanges)).toEqual(['GET']);
  });

  it('update-session by a delta that does not apply takes one', async () => {
    const { params } = await newSession();
    const body = { contentDelta: { ...CONTENT_DELTA, baseHash: sha256('another') } };
    const exchanges = await during(async () => {
      expect((await api('update-session', { params, body })).status).toBe(422);
    });
    expect(methodsOf(exchanges)).toEqual(['GET']);
  });

  it('get-session-metadata takes one read, conditional on the caller’s ETag', async () => {
    const { params, etag } = await newSession();
    const [read, ...more] = await during(() =>
      api('get-session-metadata', { params, headers: { 'if-none-match': etag } }),
    );
    expect(more).toEqual([]);
    expect(read?.request.headers['if-none-match']).toBe(etag);
  });

  it('get-session-metadata passes on the 304 of a real account', async () => {
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

  it('a list with its total takes one more only if there is a next page', async () => {
    await newSession();
    await newSession();
    const counted = (page_size: number) =>
      during(() => api('list-sessions', { query: { page_size, with_total: 'true' } }));
    const exchanges = await counted(1);
    expect(methodsOf(exchanges)).toEqual(['POST', 'POST']);
    expect(queryOf(exchanges[1]?.request.body as Buffer)).toMatch(/^SELECT VALUE COUNT/);
    expect(await counted(100)).toHaveLength(1);
  });

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

  it('get-snapshot takes two in parallel for a known visitor', async () => {
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
    expect(methodsOf(exchanges)).toEqual(['PATCH']);
  });

  it('restore-deleted-session takes two', async () => {
    const { params } = await newSession();
    await api('delete-session', { params });
    const request = { params: { session_id: params.id } };
    const exchanges = await during(() => api('restore-deleted-session', request));
    expect(methodsOf(exchanges)).toEqual(['POST', 'PATCH']);
    expectNoContent(exchanges.slice(0, 1));
  });

  it('list-session-versions takes two and never loads content', async () => {
    const { params } = await newSession();
    await api('update-session', { params, body: { title: 'New' } });
    const request = { params: { session_id: params.id } };
    const exchanges = await during(() => api('list-session-versions', request));
    expect(methodsOf(exchanges)).toEqual(['POST', 'POST']);
    expectNoContent(exchanges);
  });

  it('get-session-version takes two', async () => {
    const { params } = await newSession();
    await api('update-session', { params, body: { title: 'New' } });
    const request = { params: { session_id: params.id, version: '1' } };
    const exchanges = await during(() => api('get-session-version', request));
    expect(methodsOf(exchanges)).toEqual(['POST', 'GET']);
  });

  it('delete-snapshot checks the owner without loading content, then takes two', async () => {
    const params = await newSnapshot();
    const exchanges = await during(() => api('delete-snapshot', { params }));
    expect(methodsOf(exchanges)).toEqual(['POST', 'PATCH', 'DELETE']);
    expectNoContent(exchanges.slice(0, 1));
  });
});

describe('User input', () => {
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
    ['list-sessions', ['filter_title', 'filter_text', 'filter_ids']],
    ['list-snapshots', ['filter_title', 'filter_text']],
    ['list-snapshot-access-logs', ['filter_title', 'filter_text', 'filter_owner_id']],
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

  it('is refused without a database request where a field name or a cursor is expected', async () => {
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
      const exchanges = await during(() =>
        api('update-session', {
          params,
          body: newDocument(`T ${value}`.replaceAll('\u0000', ''), value),
        }),
      );
      const patch = exchanges.find(({ request }) => request.method === 'PATCH');
      expect(JSON.parse(String(patch?.request.body))).not.toHaveProperty('condition');
    }
    const [deletion] = await during(() => api('delete-session', { params }));
    const { condition } = JSON.parse(String(deletion?.request.body));
    expect(condition).toBe('FROM c WHERE NOT IS_DEFINED(c.deleted_at)');
  });
});

function queryOf(body: Buffer): string {
  return JSON.parse(String(body)).query;
}

/** Neither requested nor contained in the response. */
function expectNoContent(exchanges: Exchange[]): void {
  for (const { request, answer: answered } of exchanges) {
    expect(queryOf(request.body)).toMatch(/^SELECT c\./);
    expect(queryOf(request.body)).not.toMatch(/\*|content/);
    const rows = JSON.parse(String(answered?.body)).Documents as object[];
    for (const row of rows) expect(row).not.toHaveProperty('content');
  }
}

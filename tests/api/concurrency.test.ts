import { describe, expect, inject, it } from 'vitest';
import { newUser } from '../support/users.ts';
import { type Api, type ApiAnswer, apiClient, idempotencyKey, newDocument } from './api-client.ts';
import { startOwnHost } from './own-host.ts';

const { functionsUrl } = inject('stack');
const RACERS = 50;

async function withSession() {
  const api = apiClient(functionsUrl, newUser());
  const { body: id, etag } = await api('create-session', { body: newDocument() });
  return { api, params: { id }, etag };
}

function race(start: (index: number) => Promise<ApiAnswer>): Promise<ApiAnswer[]> {
  return Promise.all(Array.from({ length: RACERS }, (_, index) => start(index)));
}

const versionsOf = (answers: ApiAnswer[]) =>
  answers.map(({ body }) => body.metadata.version as number).sort((a, b) => a - b);

const consecutive = Array.from({ length: RACERS }, (_, index) => index + 2);

describe('50 parallel updates without If-Match', () => {
  it('of all three fields create 50 consecutive versions, without gaps or duplicates', async () => {
    const { api, params } = await withSession();
    const answers = await race((index) =>
      api('update-session', { params, body: newDocument(`Title ${index}`) }),
    );
    expect(versionsOf(answers)).toEqual(consecutive);
    const last = answers.find(({ body }) => body.metadata.version === RACERS + 1);
    expect((await api('get-session', { params })).body).toEqual(last?.body);
  });

  it('of one field create 50 consecutive versions too', async () => {
    const { api, params } = await withSession();
    const answers = await race((index) =>
      api('update-session', { params, body: { content: `${index}` } }),
    );
    expect(answers.map(({ status }) => status)).toEqual(Array(RACERS).fill(200));
    expect(versionsOf(answers)).toEqual(consecutive);
  });

  it('of different fields lose none of them', async () => {
    const { api, params } = await withSession();
    await Promise.all([
      api('update-session', { params, body: { title: 'New title' } }),
      api('update-session', { params, body: { description: 'New description' } }),
      api('update-session', { params, body: { content: '"new"' } }),
    ]);
    expect((await api('get-session', { params })).body).toMatchObject({
      metadata: { title: 'New title', description: 'New description', version: 4 },
      content: '"new"',
    });
  });

  it('of the same state create one new version, and all return it', async () => {
    const { api, params } = await withSession();
    const answers = await race(() => api('update-session', { params, body: newDocument('Same') }));
    expect(new Set(versionsOf(answers))).toEqual(new Set([2]));
    expect(new Set(answers.map(({ etag }) => etag)).size).toBe(1);
  });
});

describe('40 parallel partial updates without If-Match', () => {
  it('through two hosts all succeed, each creates a version, and at most one write is lost for each', async () => {
    const user = newUser();
    const hosts = await Promise.all([startOwnHost(), startOwnHost()]);
    const apis = hosts.map(({ url }) => apiClient(url, user));
    const [api] = apis as [Api, Api];
    const { body: id } = await api('create-session', { body: newDocument() });
    const answers = await Promise.all(
      Array.from({ length: 40 }, (_, index) =>
        (apis[index % 2] ?? api)('update-session', { params: { id }, body: { title: `${index}` } }),
      ),
    );
    const written = hosts
      .flatMap(({ cosmos }) => cosmos.exchanges)
      .filter(({ request }) => request.method === 'PATCH');
    await Promise.all(hosts.map((host) => host.close()));
    // One write per host is under way at a time, so each success can defeat only the other host's.
    expect(written.length).toBeLessThanOrEqual(2 * 40);
    expect(answers.map(({ status }) => status)).toEqual(Array(40).fill(200));
    expect(versionsOf(answers)).toEqual(Array.from({ length: 40 }, (_, index) => index + 2));
  });
});

describe('50 parallel updates with the same If-Match', () => {
  it.each([
    ['all three fields', (index: number) => newDocument(`Title ${index}`)],
    ['one field', (index: number) => ({ title: `Title ${index}` })],
  ])(
    'of %s have exactly one winner; the others get 412 with the winner’s state',
    async (_, body) => {
      const { api, params, etag } = await withSession();
      const answers = await race((index) =>
        api('update-session', { params, body: body(index), headers: { 'if-match': etag } }),
      );
      const winners = answers.filter(({ status }) => status === 200);
      const losers = answers.filter(({ status }) => status === 412);
      expect([winners.length, losers.length]).toEqual([1, RACERS - 1]);
      const won = winners[0]?.body.metadata;
      expect(won.version).toBe(2);
      for (const { body: problem } of losers) expect(problem.current).toEqual(won);
    },
  );
});

describe('An update with a stale If-Match', () => {
  it('is no conflict if the stored state already equals what was sent', async () => {
    const { api, params, etag } = await withSession();
    const headers = { 'if-match': etag };
    const first = await api('update-session', { params, body: newDocument('Next'), headers });
    const again = await api('update-session', { params, body: newDocument('Next'), headers });
    expect(again.status).toBe(200);
    expect(again.body).toEqual(first.body);
    const part = await api('update-session', { params, body: { title: 'Next' }, headers });
    expect(part.body).toEqual(first.body);
  });

  it('returns 412 and writes nothing otherwise', async () => {
    const { api, params, etag } = await withSession();
    const newer = await api('update-session', { params, body: newDocument('Newer') });
    const stale = await api('update-session', {
      params,
      body: newDocument('Older'),
      headers: { 'if-match': etag },
    });
    expect(stale.status).toBe(412);
    expect(stale.body.current).toEqual(newer.body.metadata);
    expect((await api('get-session', { params })).body).toEqual(newer.body);
  });
});

describe('An update that changes nothing', () => {
  it.each([
    ['of all three fields', newDocument()],
    ['of one field', { title: newDocument().title }],
    ['of no field', {}],
  ])('%s returns 200 with the current metadata and writes nothing', async (_, body) => {
    const { api, params, etag } = await withSession();
    const answer = await api('update-session', { params, body });
    expect(answer.status).toBe(200);
    expect(answer.body.metadata).toMatchObject({ version: 1, etag });
    expect(answer.etag).toBe(etag);
  });
});

describe('A POST with an Idempotency-Key', () => {
  it('creates one session when sent ten times in parallel', async () => {
    const api = apiClient(functionsUrl, newUser());
    const request = { body: newDocument(), headers: idempotencyKey() };
    const answers = await Promise.all(
      Array.from({ length: 10 }, () => api('create-session', request)),
    );
    expect(answers.map(({ status }) => status)).toEqual(Array(10).fill(201));
    expect(new Set(answers.map(({ body }) => body)).size).toBe(1);
    expect((await api('list-sessions')).body.items).toHaveLength(1);
  });

  it('returns the same id even after a later PUT, and does not undo the PUT', async () => {
    const api = apiClient(functionsUrl, newUser());
    const request = { body: newDocument(), headers: idempotencyKey() };
    const { body: id } = await api('create-session', request);
    const put = await api('update-session', { params: { id }, body: { title: 'Later' } });
    const again = await api('create-session', request);
    expect([again.status, again.body, again.etag]).toEqual([201, id, put.etag]);
    expect((await api('get-session', { params: { id } })).body.metadata.title).toBe('Later');
  });

  it('and another body returns 422 with the metadata of what the key created', async () => {
    const api = apiClient(functionsUrl, newUser());
    const headers = idempotencyKey();
    const { body: id } = await api('create-session', { body: newDocument('One'), headers });
    const other = await api('create-session', { body: newDocument('Two'), headers });
    expect(other.status).toBe(422);
    expect(other.body.current).toMatchObject({ id, title: 'One', version: 1 });
    expect((await api('list-sessions')).body.items).toHaveLength(1);
  });

  it('of another user creates a separate session', async () => {
    const request = { body: newDocument(), headers: idempotencyKey() };
    const one = await apiClient(functionsUrl, newUser())('create-session', request);
    const two = await apiClient(functionsUrl, newUser())('create-session', request);
    expect([one.status, two.status]).toEqual([201, 201]);
    expect(one.body).not.toBe(two.body);
  });

  it.each(['short', 'x'.repeat(65), 'with spaces in the middle of it'])(
    'that is not 22 to 64 plain characters ("%s") is refused with 400',
    async (key) => {
      const api = apiClient(functionsUrl, newUser());
      const answer = await api('create-session', {
        body: newDocument(),
        headers: { 'idempotency-key': key },
      });
      expect(answer.status).toBe(400);
      expect(answer.body.issues[0].path).toBe('header.Idempotency-Key');
    },
  );
});

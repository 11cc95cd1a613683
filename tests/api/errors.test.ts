import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { operations } from '../../contract/operations.ts';
import { PROBLEM_CONTENT_TYPE, Problem } from '../../contract/problem.ts';
import { answer } from '../faults/effects.ts';
import { newUser, principalHeader } from '../support/users.ts';
import { type ApiAnswer, apiClient, newDocument } from './api-client.ts';
import { type OwnHost, startOwnHost } from './own-host.ts';

const { functionsUrl, logDir } = inject('stack');
const FOREVER = Number.POSITIVE_INFINITY;

function expectProblem(given: ApiAnswer, status: number): Problem {
  expect(given.status).toBe(status);
  expect(given.headers.get('content-type')).toBe(PROBLEM_CONTENT_TYPE);
  expect(given.headers.get('cache-control')).toBe('no-store');
  const problem = Problem.parse(given.body);
  expect(problem.status).toBe(status);
  expect(problem.traceId).not.toBe('');
  expect(problem.error.message).toBe(problem.detail);
  return problem;
}

describe('An error', () => {
  it('is a problem document that says what happened, what is safe and what to do, with a trace id', async () => {
    const api = apiClient(functionsUrl, newUser());
    expectProblem(await apiClient(functionsUrl, undefined)('list-sessions'), 401);
    expectProblem(await api('get-session', { params: { id: 'nobodys1' } }), 404);
    expectProblem(await api('create-session', { body: {} }), 400);
    const unsupported = await api('create-session', {
      body: newDocument(),
      headers: { 'content-type': 'text/plain' },
    });
    expectProblem(unsupported, 415);
  });

  it('for a method that an operation does not support is 404, as in the real host', async () => {
    for (const [method, path] of [
      ['PATCH', 'sessions/whatever'],
      ['DELETE', 'sessions'],
      ['PUT', 'snapshots/whatever'],
      ['GET', 'nothing'],
    ]) {
      const response = await fetch(`${functionsUrl}/api/persistence/${path}`, {
        method: method ?? '',
        headers: principalHeader(newUser()),
      });
      expect(response.status).toBe(404);
    }
  });
});

describe('A write caused by a page of another site', () => {
  const api = apiClient(functionsUrl, newUser());

  it.each(['cross-site', 'same-site', 'anything'])(
    'is refused with 403 (%s), and nothing is written',
    async (site) => {
      const headers = { 'sec-fetch-site': site };
      expectProblem(await api('create-session', { body: newDocument(), headers }), 403);
      expectProblem(await api('create-snapshot', { body: newDocument(), headers }), 403);
      const params = { id: 'whatever', snapshot_id: 'whatever' };
      expectProblem(await api('update-session', { params, body: newDocument(), headers }), 403);
      expectProblem(await api('delete-session', { params, headers }), 403);
      expectProblem(await api('delete-snapshot', { params, headers }), 403);
      expectProblem(await api('delete-snapshot-access-log', { params, headers }), 403);
      expect((await api('list-sessions')).body.items).toEqual([]);
    },
  );

  it('sent as a form or as text is refused because of its content type', async () => {
    for (const type of ['application/x-www-form-urlencoded', 'text/plain']) {
      const headers = { 'content-type': type };
      expectProblem(await api('create-session', { body: newDocument(), headers }), 415);
    }
  });

  it('cannot use GET, which never writes', () => {
    const written = Object.values(operations).filter(({ status }) => status !== 200);
    expect(written.filter(({ method }) => method === 'GET')).toEqual([]);
  });

  it('gets no header that would let the other page read the response', async () => {
    const response = await fetch(`${functionsUrl}/api/persistence/sessions`, {
      headers: { ...principalHeader(newUser()), origin: 'https://elsewhere.example' },
    });
    expect([...response.headers.keys()].filter((name) => name.includes('allow'))).toEqual([]);
  });

  it('is not refused if it comes from this site or from no page', async () => {
    for (const site of ['same-origin', 'none']) {
      const headers = { 'sec-fetch-site': site };
      const made = await api('create-session', { body: newDocument(), headers });
      expect(made.status).toBe(201);
    }
  });
});

describe('An unknown error', () => {
  let host: OwnHost;
  beforeAll(async () => {
    host = await startOwnHost();
  });
  afterAll(() => host.close());

  it('returns 500 with a trace id and no internal details', async () => {
    const secret = 'internal words of the database at C:\\cosmos';
    host.cosmos.inject({
      times: FOREVER,
      effect: answer(400, {}, JSON.stringify({ code: 'BadRequest', message: secret })),
    });
    const api = apiClient(host.url, newUser());
    const failed = await api('get-session', { params: { id: 'whatever' } });
    host.cosmos.heal();
    const { traceId } = expectProblem(failed, 500);
    const text = JSON.stringify([failed.body, [...failed.headers]]);
    for (const word of [secret, 'BadRequest', 'cosmos', 'node_modules', 'main.cjs', 'at ']) {
      expect(text).not.toContain(word);
    }
    await expect.poll(() => host.lines.filter((line) => line.includes(traceId))).toHaveLength(2);
    expect(host.lines.join('\n')).not.toContain(secret);
  });
});

describe('With missing or invalid app settings', () => {
  let host: OwnHost;
  beforeAll(async () => {
    host = await startOwnHost({ COSMOS_ENDPOINT: '', COSMOS_DATABASE: '', ID_LENGTH: '3' });
  });
  afterAll(() => host.close());

  it('the functions start, return 500, and log all mistakes together', async () => {
    const failed = await apiClient(host.url, newUser())('list-sessions');
    const problem = expectProblem(failed, 500);
    expect(problem.error.type).toBe('configuration');
    expect(JSON.stringify(failed.body)).not.toContain('COSMOS');
    const line = () => host.lines.find((each) => each.includes('Wrong app settings')) ?? '';
    await expect.poll(line).toMatch(/COSMOS_ENDPOINT.*COSMOS_DATABASE.*ID_LENGTH/);
  });
});

describe('The log', () => {
  const canary = `canary-${crypto.randomUUID()}`;
  const user = newUser();
  const api = apiClient(functionsUrl, user);
  const lines = () => readFileSync(join(logDir, 'functions.log'), 'utf8').split('\n');

  it('has one line per request with operation, status, duration, charge and trace id', async () => {
    const { body } = await api('get-session', { params: { id: 'nobodys1' } });
    const find = () => lines().find((line) => line.includes(body.traceId)) ?? '';
    await expect.poll(find).not.toBe('');
    expect(JSON.parse(find().slice(find().indexOf('{')))).toEqual({
      operation: 'get-session',
      status: 404,
      durationMs: expect.any(Number),
      requestCharge: 1,
      traceId: body.traceId,
    });
  });

  it('contains no title, content, snapshot id, user or header, and no lines forged by users', async () => {
    const words = `${canary}\r\n[health] {"operation":"forged"}`;
    const body = { title: `${canary} [health]`, description: words, content: words };
    await api('create-session', { body: { ...body, title: words } });
    const { body: session } = await api('create-session', { body });
    const { body: snapshot } = await api('create-snapshot', { body });
    await api('update-session', { params: { id: session }, body: { title: `${canary}2` } });
    await api('get-snapshot', { params: { id: snapshot } });
    await api('list-sessions', { query: { filter_title: words, cursor: canary } });
    await api('create-session', { body: { title: canary, content: { [words]: words } } });
    await api('create-session', { body: Buffer.from(words) });
    await api('create-session', { body, headers: { 'idempotency-key': canary.slice(0, 10) } });
    const { body: last } = await api('delete-snapshot', { params: { id: 'nobodys1' } });
    await expect.poll(() => lines().some((line) => line.includes(last.traceId))).toBe(true);
    const text = lines().join('\n');
    for (const secret of [canary, snapshot, user.userId, user.userDetails, 'forged']) {
      expect(text).not.toContain(secret);
    }
  });
});

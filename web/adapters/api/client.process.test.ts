import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { gunzipSync, gzipSync } from 'node:zlib';
import { afterAll, beforeAll, beforeEach, expect, test, vi } from 'vitest';
import { type Call, createClient } from './client.ts';

const ID = 'abcdefgh';
const METADATA = {
  id: ID,
  ownerId: 'alice',
  title: 'Plan',
  description: null,
  createdAt: '2026-11-22T08:00:00.000Z',
  updatedAt: '2026-11-22T08:00:00.000Z',
  version: 1,
  contentHash: 'a'.repeat(64),
};
const PROBLEM = {
  type: 'about:blank',
  title: 'Too many requests',
  status: 429,
  detail: 'Try again in 2 s.',
  traceId: 't1',
  error: { type: 'throttled', message: 'Try again in 2 s.', service: 'persistence' },
};

let answer: (request: IncomingMessage, response: ServerResponse) => void;
let seen: { method: string; url: string; headers: IncomingMessage['headers']; body: Buffer };
let call: Call;

const server = createServer(async (request, response) => {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  const { method = '', url = '', headers } = request;
  seen = { method, url, headers, body: Buffer.concat(chunks) };
  answer(request, response);
});

beforeAll(async () => {
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  call = createClient(`http://127.0.0.1:${(server.address() as AddressInfo).port}`);
});
afterAll(() => {
  server.closeAllConnections();
  server.close();
});
beforeEach(() => {
  answer = json(200, METADATA);
});

function json(status: number, body: unknown, headers: Record<string, string> = {}) {
  return (_: IncomingMessage, response: ServerResponse) =>
    response
      .writeHead(status, { 'Content-Type': 'application/json', ...headers })
      .end(JSON.stringify(body));
}

function raw(status: number, type: string, body: string) {
  return (_: IncomingMessage, response: ServerResponse) =>
    response.writeHead(status, { 'Content-Type': type }).end(body);
}

test('Method, path, parameters and query come from the contract', async () => {
  answer = json(200, { items: [], pageToken: null });
  const reply = await call('list-sessions', {
    query: { page_size: '5', filter_title: 'a b&c', cursor: '' },
  });
  expect(seen.method).toBe('GET');
  expect(seen.url).toBe('/api/persistence/sessions?page_size=5&filter_title=a+b%26c');
  expect(reply).toMatchObject({ kind: 'ok', value: { items: [], pageToken: null } });
});

test('A response is parsed, with its ETag', async () => {
  answer = json(200, METADATA, { ETag: '"e1"' });
  expect(await call('get-session-metadata', { params: { session_id: ID } })).toEqual({
    kind: 'ok',
    value: METADATA,
    etag: '"e1"',
  });
  expect(seen.url).toBe(`/api/persistence/sessions/metadata/${ID}`);
});

test('A gzipped body is sent unchanged, with its encoding in a header', async () => {
  answer = json(201, ID);
  const body = JSON.stringify({ title: 'Plan', content: '{}' });
  await call('create-session', {
    bytes: new Uint8Array(gzipSync(body)),
    headers: { 'Idempotency-Key': 'k'.repeat(22), 'Content-Encoding': 'gzip' },
  });
  expect(seen.headers).toMatchObject({
    'content-type': 'application/json',
    'content-encoding': 'gzip',
    'idempotency-key': 'k'.repeat(22),
  });
  expect(gunzipSync(seen.body).toString()).toBe(body);
});

test('An operation with an empty response succeeds by its status', async () => {
  answer = (_, response) => response.writeHead(204).end();
  expect(await call('delete-session', { params: { session_id: ID } })).toMatchObject({
    kind: 'ok',
  });
});

test('An unchanged session is reported as unchanged', async () => {
  answer = (_, response) => response.writeHead(304).end();
  const headers = { 'If-None-Match': '"e1"' };
  expect(await call('get-session-metadata', { params: { session_id: ID }, headers })).toEqual({
    kind: 'notModified',
  });
});

test('An error becomes its problem, with the time to wait in milliseconds', async () => {
  answer = json(429, PROBLEM, { 'Retry-After': '2' });
  expect(await call('get-session', { params: { session_id: ID } })).toEqual({
    kind: 'problem',
    problem: PROBLEM,
    retryAfterMs: 2000,
  });
});

test('An unexpected failure is logged once, with its trace id and nothing of the content', async () => {
  const log = vi.spyOn(console, 'error').mockReturnValue();
  answer = json(500, { ...PROBLEM, status: 500, detail: 'Plan: secret' });
  const body = { title: 'Plan', content: '{"secret":1}' };
  await call('update-session', { params: { session_id: ID }, body });
  answer = json(429, PROBLEM);
  await call('update-session', { params: { session_id: ID }, body });
  expect(log.mock.calls).toEqual([['update-session failed with status 500, trace id t1']]);
  log.mockRestore();
});

test.each([
  ['a 401', json(401, PROBLEM)],
  [
    'a redirect',
    (_: IncomingMessage, r: ServerResponse) => r.writeHead(302, { Location: '/login' }).end(),
  ],
  ['a sign-in page', raw(200, 'text/html; charset=utf-8', '<!doctype html>')],
])('%s means that nobody is signed in', async (_, answered) => {
  answer = answered;
  expect(await call('get-session-metadata', { params: { session_id: ID } })).toEqual({
    kind: 'signedOut',
  });
});

test.each([
  ['truncated JSON', raw(200, 'application/json', JSON.stringify(METADATA).slice(0, -9))],
  ['an empty 200', raw(200, 'application/json', '')],
  ['another type', raw(200, 'text/plain', JSON.stringify(METADATA))],
  ['an answer that lacks a field', json(200, { ...METADATA, version: undefined })],
  ['a success of another kind', json(201, METADATA)],
  ['a gateway page', raw(502, 'text/html', '<h1>Bad gateway</h1>')],
  ['a reset', (request: IncomingMessage) => request.socket.destroy()],
  [
    'a reset in the middle of the answer',
    (request: IncomingMessage, response: ServerResponse) => {
      response.writeHead(200, { 'Content-Type': 'application/json', 'Content-Length': '999' });
      response.write('{"id":');
      setTimeout(() => request.socket.destroy(), 20);
    },
  ],
] as const)('%s is an unknown outcome, never a success', async (_, answered) => {
  answer = answered as typeof answer;
  expect(await call('get-session-metadata', { params: { session_id: ID } })).toMatchObject({
    kind: 'unknown',
  });
});

test('No response in time is an unknown outcome', async () => {
  answer = () => {};
  expect(await call('get-session', { params: { session_id: ID }, timeoutMs: 50 })).toMatchObject({
    kind: 'unknown',
  });
});

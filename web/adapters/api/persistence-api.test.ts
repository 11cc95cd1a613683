import { afterEach, expect, test, vi } from 'vitest';
import type { Problem } from '../../../contract/problem.ts';
import type { SessionMetadata } from '../../../contract/sessions.ts';
import type { Call, CallInput, Reply } from './client.ts';
import { createPersistenceApi } from './persistence-api.ts';

const METADATA: SessionMetadata = {
  id: 'abcdefgh',
  ownerId: 'alice',
  title: 'Plan',
  description: null,
  createdAt: '2026-11-22T08:00:00.000Z',
  updatedAt: '2026-11-22T08:00:00.000Z',
  version: 3,
  contentHash: 'a'.repeat(64),
  etag: '"in the body"',
};
const BODY = { bytes: new Uint8Array([1, 2, 3]), encoding: 'gzip' } as const;

/** The API over a client that always gets this answer. */
function apiThatGets(reply: Reply<unknown>) {
  const asked: { name: string; input: CallInput<never> | undefined }[] = [];
  const call = (async (name: string, input?: CallInput<never>) => {
    asked.push({ name, input });
    return reply;
  }) as Call;
  return { api: createPersistenceApi(call), asked };
}

function ok(value: unknown, etag: string | null = null): Reply<unknown> {
  return { kind: 'ok', value, etag };
}

function problem(status: number, more: Partial<Problem> = {}): Reply<unknown> {
  const error = { type: 't', message: 'Why', service: 'persistence' } as const;
  const base = { type: 't', title: 'T', status, detail: 'Why', traceId: 'trace', error };
  return { kind: 'problem', problem: { ...base, ...more }, retryAfterMs: 2_000 };
}

afterEach(() => {
  vi.unstubAllGlobals();
});

test.each([
  [
    'bad input',
    problem(400, { issues: [{ path: 'title', message: 'Too long' }] }),
    { kind: 'invalid', message: 'Why', issues: ['Too long'] },
  ],
  ['nobody signed in', { kind: 'signedOut' }, { kind: 'signedOut' }],
  ['a refused write', problem(403), { kind: 'failed', message: 'Why', traceId: 'trace' }],
  ['nothing there', problem(404), { kind: 'notFound' }],
  ['a key whose work was deleted', problem(409), { kind: 'notFound' }],
  ['a stale version', problem(412, { current: METADATA }), { kind: 'conflict', current: METADATA }],
  [
    'too much',
    problem(413, { size: { bytes: 9, maxBytes: 8 } }),
    { kind: 'tooLarge', bytes: 9, maxBytes: 8 },
  ],
  ['too much, without numbers', problem(413), { kind: 'tooLarge', bytes: null, maxBytes: null }],
  ['another type', problem(415), { kind: 'invalid', message: 'Why', issues: [] }],
  [
    'a key used before',
    problem(422, { current: METADATA }),
    { kind: 'keyReused', current: METADATA },
  ],
  ['too many requests', problem(429), { kind: 'throttled', retryAfterMs: 2_000 }],
  ['a failure', problem(500), { kind: 'failed', message: 'Why', traceId: 'trace' }],
  ['an outage', problem(503), { kind: 'unavailable', retryAfterMs: 2_000 }],
  ['no answer', { kind: 'unknown', reason: 'reset' }, { kind: 'unknown', message: 'reset' }],
  [
    'an unchanged that was not asked for',
    { kind: 'notModified' },
    { kind: 'unknown', message: 'notModified' },
  ],
] as const)('%s becomes the outcome that the kernel knows', async (_, reply, outcome) => {
  const { api } = apiThatGets(reply as Reply<unknown>);
  expect(await api.updateSession('abcdefgh', BODY, '"1"')).toEqual(outcome);
});

test('An update names the version it is based on and returns the ETag of the response', async () => {
  const { api, asked } = apiThatGets(ok({ metadata: METADATA }, '"in the header"'));
  const outcome = await api.updateSession('abcdefgh', BODY, '"before"');
  expect(outcome).toEqual({ kind: 'ok', value: { ...METADATA, etag: '"in the header"' } });
  const headers = { 'If-Match': '"before"', Prefer: 'return=minimal', 'Content-Encoding': 'gzip' };
  const input = { params: { session_id: 'abcdefgh' }, bytes: BODY.bytes, headers };
  expect(asked).toEqual([{ name: 'update-session', input }]);
});

test('A first save and a snapshot send their key, and a small body is not compressed', async () => {
  const { api, asked } = apiThatGets(ok('newid123'));
  const body = { ...BODY, encoding: 'identity' } as const;
  expect(await api.createSession(body, 'key')).toEqual({ kind: 'ok', value: { id: 'newid123' } });
  expect(await api.createSnapshot(body, 'key')).toEqual({ kind: 'ok', value: { id: 'newid123' } });
  const input = { bytes: BODY.bytes, headers: { 'Idempotency-Key': 'key' } };
  expect(asked).toEqual([
    { name: 'create-session', input },
    { name: 'create-snapshot', input },
  ]);
});

test('Metadata that did not change is what was known', async () => {
  const { api, asked } = apiThatGets({ kind: 'notModified' });
  const known = { ...METADATA, etag: '"1"' };
  const outcome = await api.getMetadata('abcdefgh', known);
  expect(outcome).toEqual({ kind: 'ok', value: known });
  expect(asked[0]?.input?.headers).toEqual({ 'If-None-Match': '"1"' });
});

test('A snapshot without an owner name has none', async () => {
  const { etag: _, version: __, updatedAt: ___, ...metadata } = METADATA;
  const { api } = apiThatGets(ok({ metadata, content: '{}' }));
  expect(await api.getSnapshot('abcdefgh')).toEqual({
    kind: 'ok',
    value: { metadata: { ...metadata, ownerName: null }, content: '{}' },
  });
});

test.each([
  [
    'somebody',
    { userId: 'a', userDetails: 'A', userRoles: ['authenticated'] },
    { kind: 'ok', value: 'a' },
  ],
  ['nobody', null, { kind: 'signedOut' }],
])('Who is signed in: %s', async (_, clientPrincipal, outcome) => {
  vi.stubGlobal('fetch', async () => Response.json({ clientPrincipal }));
  expect(await apiThatGets(ok(null)).api.whoAmI()).toEqual(outcome);
});

test('Who is signed in is unknown if the site does not respond', async () => {
  vi.stubGlobal('fetch', async () => {
    throw new TypeError('Failed to fetch');
  });
  expect(await apiThatGets(ok(null)).api.whoAmI()).toMatchObject({ kind: 'unknown' });
});

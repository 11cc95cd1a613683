import { gunzipSync } from 'node:zlib';
import { HttpRequest, type HttpRequestInit, type InvocationContext } from '@azure/functions';
import { afterAll, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Answer } from './answer.ts';

beforeEach(() => {
  // The library says that its functions are registered nowhere.
  vi.spyOn(console, 'warn').mockReturnValue();
});

const environment: Readonly<Record<string, string>> = {
  COSMOS_ENDPOINT: 'http://localhost:1',
  COSMOS_DATABASE: 'persistence',
  AzureWebJobsStorage: 'UseDevelopmentStorage=true',
  PRINCIPAL_SOURCE: 'static-web-apps',
  ALLOWED_ORIGINS: 'https://workbench.example',
  AUDIT_KEY: 'k'.repeat(32),
  REQUESTS_PER_MINUTE: '5',
};
for (const [name, value] of Object.entries(environment)) vi.stubEnv(name, value);

// The settings are read once for a process, in which other test files may have run before.
vi.resetModules();
const { NotFound, Unavailable } = await import('../store/errors.ts');
const { endpoint } = await import('./endpoint.ts');
const { Busy } = await import('./errors.ts');
afterAll(() => {
  vi.unstubAllEnvs();
  vi.resetModules();
});

let users = 0;

/** Somebody who has sent nothing yet. */
function newPrincipal(): { 'x-ms-client-principal': string } {
  const principal = {
    identityProvider: 'aad',
    userId: `user-${users++}`,
    userDetails: 'Alice',
    userRoles: ['authenticated'],
  };
  return { 'x-ms-client-principal': Buffer.from(JSON.stringify(principal)).toString('base64') };
}

const run = vi.fn<() => Promise<Answer>>();
const getSession = endpoint('get-session', run);
const createSession = endpoint('create-session', run);
const health = endpoint('health', run);

interface Sent {
  readonly status: number;
  readonly headers: Record<string, string>;
  readonly body?: Buffer;
  // biome-ignore lint/suspicious/noExplicitAny: tests look into every answer
  readonly json: any;
  readonly log: Record<string, unknown>;
  readonly failures: string[];
}

async function send(
  handler: typeof getSession,
  init: Partial<HttpRequestInit> = {},
): Promise<Sent> {
  const lines: string[] = [];
  const failures: string[] = [];
  const context = {
    invocationId: 'invocation',
    log: (line: string) => lines.push(line),
    error: (line: string) => failures.push(line),
  } as unknown as InvocationContext;
  const request = new HttpRequest({
    method: 'GET',
    url: 'http://localhost/api',
    params: { session_id: 'abcdefgh' },
    ...init,
  });
  const { status, headers, body } = (await handler(request, context)) as unknown as Sent;
  expect(lines).toHaveLength(1);
  const text = headers['Content-Encoding'] === 'gzip' && body ? gunzipSync(body) : body;
  return {
    ...{ status, headers, failures },
    ...(body && { body }),
    json: text === undefined ? undefined : JSON.parse(String(text)),
    log: JSON.parse(lines[0] ?? ''),
  };
}

describe('An endpoint', () => {
  it('answers what it comes to, with one line in the log', async () => {
    run.mockResolvedValue({ body: { a: 1 }, etag: '"e"' });
    const { status, headers, json, log, failures } = await send(getSession, {
      headers: newPrincipal(),
    });
    expect({ status, json, failures }).toEqual({ status: 200, json: { a: 1 }, failures: [] });
    expect(headers).toEqual({
      'Cache-Control': 'no-store',
      'X-Content-Type-Options': 'nosniff',
      'Content-Type': 'application/json',
      ETag: '"e"',
      Vary: 'Accept-Encoding',
      'RateLimit-Policy': '"user";q=5;w=60',
      RateLimit: '"user";r=4;t=12',
    });
    expect(log).toEqual({
      operation: 'get-session',
      status: 200,
      durationMs: expect.any(Number),
      requestCharge: 0,
      traceId: 'invocation',
    });
  });

  it('answers what goes wrong as a problem, and logs why where it is our fault', async () => {
    run.mockRejectedValueOnce(new NotFound());
    const absent = await send(getSession, { headers: newPrincipal() });
    expect(absent.status).toBe(404);
    expect(absent.json).toMatchObject({ status: 404, traceId: 'invocation' });
    expect(absent.failures).toEqual([]);
    run.mockRejectedValueOnce(new Unavailable('x'));
    const failed = await send(getSession, { headers: newPrincipal() });
    expect(failed.status).toBe(503);
    expect(failed.headers['Retry-After']).toBe('5');
    expect(failed.failures).toHaveLength(1);
    expect(failed.log).toMatchObject({ status: 503 });
    run.mockRejectedValueOnce(new Busy('x'));
    expect((await send(getSession, { headers: newPrincipal() })).headers['Retry-After']).toBe('5');
  });

  it('lets nobody in who is not signed in, but for what is open', async () => {
    run.mockClear();
    const refused = await send(getSession);
    expect(refused.status).toBe(401);
    expect(refused.headers['WWW-Authenticate']).toMatch(/^Bearer/);
    expect(refused.headers).not.toHaveProperty('RateLimit');
    expect(run).not.toHaveBeenCalled();
    run.mockResolvedValue({ body: { status: 'ok' } });
    const open = await send(health);
    expect(open.status).toBe(200);
    expect(open.headers).not.toHaveProperty('RateLimit');
  });

  it('answers 304 where the client has the answer already, and only for GET', async () => {
    run.mockResolvedValue({ body: 'id', etag: '"e"', location: '/x/ijklmnop' });
    const headers = { ...newPrincipal(), 'if-none-match': '"e"' };
    const known = await send(getSession, { headers });
    expect([known.status, known.body]).toEqual([304, undefined]);
    const body = '{"title":"A","content":""}';
    const made = await send(createSession, {
      method: 'POST',
      headers: {
        ...headers,
        'content-type': 'application/json',
        'content-length': `${body.length}`,
      },
      body: { string: body },
      params: {},
    });
    expect(made.status).toBe(201);
  });

  it('answers HEAD as GET, without a body', async () => {
    run.mockResolvedValue({ body: 'x'.repeat(2_000) });
    const headers = { ...newPrincipal(), 'accept-encoding': 'gzip' };
    const get = await send(getSession, { headers });
    const head = await send(getSession, { headers, method: 'HEAD' });
    expect(head).toMatchObject({ status: get.status, json: undefined });
    expect(head.headers['Content-Encoding']).toBe('gzip');
    expect(get.json).toHaveLength(2_000);
  });

  it('takes only so many requests of one user', async () => {
    run.mockResolvedValue({ body: 'x' });
    const headers = newPrincipal();
    for (let count = 0; count < 5; count++) {
      expect((await send(getSession, { headers })).status).toBe(200);
    }
    run.mockClear();
    const refused = await send(getSession, { headers });
    expect(refused.status).toBe(429);
    expect(refused.json.error.type).toBe('too-many-requests');
    expect(Number(refused.headers['Retry-After'])).toBeGreaterThan(0);
    expect(refused.headers.RateLimit).toMatch(/^"user";r=0;t=/);
    expect(run).not.toHaveBeenCalled();
    expect((await send(getSession, { headers: newPrincipal() })).status).toBe(200);
  });

  it('writes into the log who wrote what, where the settings have a key', async () => {
    const body = '{"title":"A","content":""}';
    const init = {
      method: 'POST',
      headers: {
        ...newPrincipal(),
        'content-type': 'application/json',
        'content-length': `${body.length}`,
      },
      body: { string: body },
      params: {},
    };
    run.mockResolvedValueOnce({ body: 'ijklmnop', location: '/api/persistence/sessions/ijklmnop' });
    const { log } = await send(createSession, init);
    expect(log).toMatchObject({
      status: 201,
      item: 'ijklmnop',
      user: expect.stringMatching(/^[\w-]{22}$/),
    });
    run.mockRejectedValueOnce(new NotFound());
    expect((await send(createSession, init)).log).toMatchObject({ status: 404, item: null });
  });

  it('tells pages of an allowed origin what they may read, and no others', async () => {
    run.mockResolvedValue({ body: 'x' });
    const expose = async (origin: string) => {
      const { headers } = await send(getSession, { headers: { ...newPrincipal(), origin } });
      return headers['Access-Control-Expose-Headers'];
    };
    expect(await expose('https://workbench.example')).toMatch(
      /ETag.*Location.*Retry-After.*RateLimit/,
    );
    expect(await expose('https://evil.example')).toBeUndefined();
  });

  it('has the trace id of the platform where there is one', async () => {
    run.mockRejectedValueOnce(new NotFound());
    const request = new HttpRequest({
      method: 'GET',
      url: 'http://localhost/',
      params: { session_id: 'abcdefgh' },
      headers: newPrincipal(),
    });
    const context = {
      invocationId: 'invocation',
      traceContext: { traceParent: '00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01' },
      log: vi.fn(),
      error: vi.fn(),
    } as unknown as InvocationContext;
    const { body } = (await getSession(request, context)) as unknown as Sent;
    expect(JSON.parse(String(body)).traceId).toBe('0af7651916cd43dd8448eb211c80319c');
  });

  it('gives the room of its body back', async () => {
    run.mockResolvedValue({ body: 'x' });
    const content = 'x'.repeat(7 * 1024 * 1024);
    const body = JSON.stringify({ title: 'A', content });
    for (let count = 0; count < 5; count++) {
      const made = await send(createSession, {
        method: 'POST',
        headers: {
          ...newPrincipal(),
          'content-type': 'application/json',
          'content-length': `${body.length}`,
        },
        body: { string: body },
        params: {},
      });
      expect(made.status).toBe(201);
    }
  });
});

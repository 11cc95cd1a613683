import { gunzipSync } from 'node:zlib';
import { HttpRequest, type HttpRequestInit, type InvocationContext } from '@azure/functions';
import { afterAll, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Answer } from './answer.ts';
import type { Call } from './call.ts';

beforeEach(() => {
  // The library warns that its functions are not registered anywhere.
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

// Settings are read once per process, in which other test files may have run before.
vi.resetModules();
const { NotFound, Unavailable } = await import('../store/errors.ts');
const { endpoint } = await import('./endpoint.ts');
const { Busy } = await import('./errors.ts');
vi.resetModules();
const { endpoint: endpointWithoutLimit } = await import('./endpoint.ts');
afterAll(() => {
  vi.unstubAllEnvs();
  vi.resetModules();
});

let users = 0;

/** A user who has not sent any request yet. */
function newPrincipal(): { 'x-ms-client-principal': string } {
  const principal = {
    identityProvider: 'aad',
    userId: `user-${users++}`,
    userDetails: 'Alice',
    userRoles: ['authenticated'],
  };
  return { 'x-ms-client-principal': Buffer.from(JSON.stringify(principal)).toString('base64') };
}

const run = vi.fn<(call: Pick<Call<'get-session'>, 'budget'>) => Promise<Answer>>();
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
  it('sends the result and writes one log line', async () => {
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

  it('logs the duration in ms, and the request charge to a hundredth', async () => {
    let now = 50_000;
    vi.spyOn(performance, 'now').mockImplementation(() => now);
    run.mockImplementationOnce(async (call) => {
      now += 12.4;
      call.budget.spend(1.239);
      return { body: 'x' };
    });
    const { log } = await send(getSession, { headers: newPrincipal() });
    expect(log).toMatchObject({ requestCharge: 1.24, durationMs: 12 });
  });

  it('turns errors into problems, and logs the cause of those that are our fault', async () => {
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
    run.mockRejectedValueOnce(new Error('nobody thought of this'));
    const unknown = await send(getSession, { headers: newPrincipal() });
    expect([unknown.status, unknown.failures.length]).toEqual([500, 1]);
    run.mockRejectedValueOnce(new Busy('x'));
    expect((await send(getSession, { headers: newPrincipal() })).headers['Retry-After']).toBe('5');
  });

  it('refuses anonymous callers, except for open operations', async () => {
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

  it('answers 304 if the client already has the response, and only for GET', async () => {
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

  it('answers HEAD like GET, without a body', async () => {
    run.mockResolvedValue({ body: 'x'.repeat(2_000) });
    const headers = { ...newPrincipal(), 'accept-encoding': 'gzip' };
    const get = await send(getSession, { headers });
    const head = await send(getSession, { headers, method: 'HEAD' });
    expect(head).toMatchObject({ status: get.status, json: undefined });
    expect(head.headers['Content-Encoding']).toBe('gzip');
    expect(get.json).toHaveLength(2_000);
  });

  it('limits the requests of one user', async () => {
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

  it('accepts any number of requests if the settings set no limit', async () => {
    run.mockResolvedValue({ body: 'x' });
    for (const [name, value] of Object.entries(environment)) vi.stubEnv(name, value);
    vi.stubEnv('REQUESTS_PER_MINUTE', '0');
    const unlimited = endpointWithoutLimit('get-session', run);
    const headers = newPrincipal();
    for (let count = 0; count < 7; count++) {
      const { status, headers: answered } = await send(unlimited, { headers });
      expect(status).toBe(200);
      expect(answered).not.toHaveProperty('RateLimit');
    }
    vi.stubEnv('REQUESTS_PER_MINUTE', environment.REQUESTS_PER_MINUTE);
  });

  it('logs who wrote which item if the settings have an audit key', async () => {
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

  it('tells pages of an allowed origin, and no others, which headers they may read', async () => {
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

  it('uses the trace id of the platform if there is one', async () => {
    const request = new HttpRequest({
      method: 'GET',
      url: 'http://localhost/',
      params: { session_id: 'abcdefgh' },
      headers: newPrincipal(),
    });
    const traceIdIn = async (traceContext: object) => {
      run.mockRejectedValueOnce(new NotFound());
      const context = { invocationId: 'invocation', traceContext, log: vi.fn(), error: vi.fn() };
      const { body } = (await getSession(request, context as never)) as unknown as Sent;
      return JSON.parse(String(body)).traceId;
    };
    const traceParent = '00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01';
    expect(await traceIdIn({ traceParent })).toBe('0af7651916cd43dd8448eb211c80319c');
    expect(await traceIdIn({})).toBe('invocation');
  });

  it('releases the memory of its body', async () => {
    run.mockResolvedValue({ body: 'x' });
    const body = '{"title":"A","content":""}';
    for (let count = 0; count < 5; count++) {
      const made = await send(createSession, {
        method: 'POST',
        headers: {
          ...newPrincipal(),
          'content-type': 'application/json',
          'content-length': String(7 * 1024 * 1024), // determines how much memory it reserves
        },
        body: { string: body },
        params: {},
      });
      expect(made.status).toBe(201);
    }
  });
});

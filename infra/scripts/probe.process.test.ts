import { createServer, type IncomingHttpHeaders, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import { readJson } from '../testing/read-json.ts';
import type { Outcome } from './probe/checks.ts';
import { probe } from './probe.ts';

const { globalHeaders } = readJson<{ globalHeaders: Record<string, string> }>(
  'web/staticwebapp.config.json',
);

interface Reply {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
}
type Site = (path: string, headers: IncomingHttpHeaders) => Reply;

const PAGE = '<script type="module" src="/assets/main-ABC.js"></script>';
const page: Reply = {
  status: 200,
  headers: { ...globalHeaders, 'content-type': 'text/html' },
  body: PAGE,
};

const HANG_UP: Reply = { status: 0 };

/** Answers an anonymous caller like a correct deployment. */
const soundSite: Site = (path) => {
  if (path === '/api/health') return apiAnswer({ status: 'ok' });
  if (path === '/api/openapi.json') return apiAnswer({ openapi: '3.1.0' });
  if (path.startsWith('/api/')) return { status: 401 };
  if (path === '/login') return { status: 302, headers: { location: '/.auth/login/aad' } };
  if (path.startsWith('/assets/')) {
    return { status: 200, headers: { 'cache-control': 'public, max-age=31536000, immutable' } };
  }
  return page;
};

function apiAnswer(body: object): Reply {
  return { status: 200, headers: { 'cache-control': 'no-store' }, body: JSON.stringify(body) };
}

function withHeaders(reply: Reply, headers: Record<string, string>): Reply {
  return { ...reply, headers: { ...reply.headers, ...headers } };
}

const servers: Server[] = [];

afterEach(() => {
  for (const server of servers.splice(0)) server.close();
});

async function serve(site: Site): Promise<URL> {
  const server = createServer((request, response) => {
    const { status, headers, body = '' } = site(request.url ?? '', request.headers);
    if (status === 0) request.socket.destroy();
    else response.writeHead(status, headers).end(body);
  });
  servers.push(server);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return new URL(`http://127.0.0.1:${(server.address() as AddressInfo).port}`);
}

const failed = (outcomes: readonly Outcome[]) =>
  outcomes.filter(({ problem }) => problem).map(({ name }) => name);

describe('The probe', () => {
  it('passes for a correct deployment', async () => {
    const site = await serve(soundSite);
    const functionHost = await serve(() => ({ status: 401 }));
    const reported: Outcome[] = [];
    const outcomes = await probe({ site, functionHost }, (outcome) => reported.push(outcome));
    expect(failed(outcomes)).toEqual([]);
    expect(outcomes).toHaveLength(14);
    expect(reported).toEqual(outcomes);
  });

  it.each<[string, Site]>([
    ['the API is alive', (path) => (path === '/api/health' ? page : soundSite(path, {}))],
    ['the API describes itself', (path) => (path.endsWith('.json') ? page : soundSite(path, {}))],
    [
      'the API requires a sign-in',
      (path, headers) =>
        path.includes('persistence') && !headers['x-ms-client-principal']
          ? { status: 302, headers: { location: '/login' } }
          : soundSite(path, headers),
    ],
    [
      'a forged principal does not get through the site',
      (path, headers) =>
        headers['x-ms-client-principal'] ? { status: 200 } : soundSite(path, headers),
    ],
    [
      '/login leads to the identity provider',
      (path) => (path === '/login' ? { status: 404 } : soundSite(path, {})),
    ],
    [
      'the page comes with its security headers',
      (path) => {
        const reply = soundSite(path, {});
        const policy = "script-src 'self' 'unsafe-inline'; style-src 'self'";
        return reply === page ? withHeaders(reply, { 'content-security-policy': policy }) : reply;
      },
    ],
    [
      'the page is revalidated, its hashed files are cached for ever',
      (path) =>
        path === '/sw.js'
          ? withHeaders(page, { 'cache-control': 'max-age=60' })
          : soundSite(path, {}),
    ],
    [
      'a deep link gets the page',
      (path) => (path.startsWith('/a/deep') ? { status: 404 } : soundSite(path, {})),
    ],
  ])('fails if this is not true: %s', async (name, site) => {
    const outcomes = await probe({ site: await serve(site) }, () => {});
    expect(failed(outcomes)).toEqual([name]);
  });

  it('reports a function host that trusts a forged principal', async () => {
    const functionHost = await serve((_, headers) => ({
      status: headers['x-ms-client-principal'] ? 200 : 401,
    }));
    const outcomes = await probe({ functionHost }, () => {});
    expect(failed(outcomes)).toEqual([
      'the function host refuses a forged principal of Static Web Apps',
      'the function host refuses a forged principal of App Service',
      'the function host refuses a forged principal of Static Web Apps that writes',
      'the function host refuses a forged principal of App Service that writes',
    ]);
  });

  it('waits for a deployment that is still starting', async () => {
    let requests = 0;
    const site = await serve((path, headers) =>
      requests++ === 0 ? { status: 503 } : soundSite(path, headers),
    );
    const outcomes = await probe({ site, waitMs: 60_000, waitStepMs: 1 }, () => {});
    expect(failed(outcomes)).toEqual([]);
  });

  it('reports why there is no response', async () => {
    const [first] = await probe({ site: await serve(() => HANG_UP) }, () => {});
    expect(first?.problem).toContain('other side closed');
  });
});

/** The local stack's site: sign-in without the internet, and complete requests to the functions. */
import { request } from 'node:http';
import { gzipSync } from 'node:zlib';
import { expect, inject, test } from 'vitest';
import { ODD_HOSTS, ODD_PATHS, statusOf } from '../support/odd-requests.ts';
import { cookieFor, newUser, principalHeader } from '../support/users.ts';

const { url, cosmos } = inject('stack');

const SIGN_IN = `${url}/.auth/login/aad`;

function submit(name: string, returnTo: string): Promise<Response> {
  return fetch(`${SIGN_IN}?post_login_redirect_uri=${encodeURIComponent(returnTo)}`, {
    method: 'POST',
    body: new URLSearchParams({ name }),
    redirect: 'manual',
  });
}

async function whoIs(cookie: string) {
  const answer = await fetch(`${url}/.auth/me`, { headers: { cookie } });
  return ((await answer.json()) as { clientPrincipal: unknown }).clientPrincipal;
}

test('/login leads to a page that offers users by name and loads nothing from elsewhere', async () => {
  const answer = await fetch(`${url}/login`);
  expect(answer.status).toBe(200);
  expect(new URL(answer.url).searchParams.get('post_login_redirect_uri')).toBe('/signed-in');
  const page = await answer.text();
  for (const name of ['Alice', 'Bob', 'Carol']) expect(page).toContain(`value="${name}"`);
  expect(page).not.toMatch(/https?:|<script/);
});

test('picking a name signs in as that user, always the same one, and returns to the page before', async () => {
  const answer = await submit('Zoë', '/?session=abc&x=1');
  expect(answer.status).toBe(303);
  expect(answer.headers.get('location')).toBe('/?session=abc&x=1');
  const [cookie = ''] = answer.headers.getSetCookie().map((each) => each.split(';')[0]);
  expect(await whoIs(cookie)).toMatchObject({
    userDetails: 'Zoë',
    userRoles: ['anonymous', 'authenticated'],
  });
  const again = await submit(' zoë ', '/');
  const [second = ''] = again.headers.getSetCookie().map((each) => each.split(';')[0]);
  expect(await whoIs(second)).toMatchObject({
    userId: ((await whoIs(cookie)) as { userId: string }).userId,
  });
});

test('the sign-in redirects to no other site, and an empty name signs nobody in', async () => {
  const elsewhere = await submit('Alice', '//elsewhere.example/');
  expect(elsewhere.headers.get('location')).toBe('/');
  const nobody = await submit('  ', '/');
  expect(nobody.headers.getSetCookie()).toEqual([]);
});

test('/logout removes the cookie', async () => {
  const options = { headers: { cookie: cookieFor(newUser()) }, redirect: 'manual' } as const;
  const first = await fetch(`${url}/logout`, options);
  const second = await fetch(new URL(first.headers.get('location') ?? '', url), options);
  expect(second.headers.getSetCookie().join()).toMatch(/StaticWebAppsAuthCookie=deleted.*1970/);
});

test('without the cookie the site answers 401 for the API, even with a forged principal and a large body', async () => {
  const answer = await fetch(`${url}/api/persistence/sessions`, {
    method: 'POST',
    headers: principalHeader(newUser()),
    body: new Uint8Array(12 * 1024 * 1024),
  });
  expect(answer.status).toBe(401);
});

test('many parallel requests each have the right user', async () => {
  const users = Array.from({ length: 60 }, () => newUser());
  const owners = await Promise.all(
    users.map(async (user) => {
      const headers = { cookie: cookieFor(user), 'content-type': 'application/json' };
      const body = JSON.stringify({ title: 'mine', content: '{}' });
      const sessions = `${url}/api/persistence/sessions`;
      await fetch(sessions, { method: 'POST', headers, body });
      const { items } = (await (await fetch(sessions, { headers })).json()) as {
        items: { ownerId: string }[];
      };
      return items.map(({ ownerId }) => ownerId);
    }),
  );
  expect(owners).toEqual(users.map(({ userId }) => [userId]));
});

test('a gzipped body is passed byte for byte, and one over the limit is answered with 413', async () => {
  const headers = {
    cookie: cookieFor(newUser()),
    'content-type': 'application/json',
    'content-encoding': 'gzip',
  };
  const content = JSON.stringify({ text: 'ä'.repeat(100_000) });
  const body = gzipSync(JSON.stringify({ title: 'zipped', content }));
  const sessions = `${url}/api/persistence/sessions`;
  const created = await fetch(sessions, { method: 'POST', headers, body });
  expect(created.status).toBe(201);
  const read = await fetch(`${sessions}/${await created.json()}`, { headers });
  expect(((await read.json()) as { content: string }).content).toBe(content);

  const tooMuch = new Uint8Array(21 * 1024 * 1024);
  expect((await fetch(sessions, { method: 'POST', headers, body: tooMuch })).status).toBe(413);
});

test.each(ODD_PATHS)('the malformed path %s is 400', async (path) => {
  expect(await statusOf(url, path)).toBe(400);
  expect(await statusOf(cosmos.url, path)).toBe(400); // the emulator runs in the stack's own process
});

test.each(ODD_HOSTS)('the malformed host "%s" is 400', async (host) => {
  expect(await statusOf(url, '/', { host })).toBe(400);
  expect(await statusOf(url, '/api/health', { host })).toBe(400);
});

test.each([
  'x',
  '%',
  Buffer.from('{}').toString('base64'),
  Buffer.from('{"userId":"1","userRoles":"authenticated"}').toString('base64'),
])('a client with the broken sign-in cookie %s is signed out', async (value) => {
  const headers = { cookie: `StaticWebAppsAuthCookie=${value}; theme=dark` };
  expect(await statusOf(url, '/api/persistence/sessions', headers)).toBe(401);
});

test('a body announced with Expect: 100-continue keeps its sender signed in', async () => {
  const body = JSON.stringify({ title: 'large', content: 'x'.repeat(1_500_000) });
  const headers = {
    cookie: cookieFor(newUser()),
    'content-type': 'application/json',
    'content-length': String(body.length),
    expect: '100-continue',
  };
  const target = new URL(`${url}/api/persistence/sessions`);
  const status = await new Promise((resolve, reject) => {
    const sending = request(target, { method: 'POST', headers }, (answer) => {
      answer.resume();
      resolve(answer.statusCode);
    });
    sending.on('continue', () => sending.end(body)).on('error', reject);
  });
  expect(status).toBe(201);
});

test.each([
  ['PUT', 'if-match', '"1"'],
  ['DELETE', 'if-match', '"1"'],
  ['PUT', 'if-unmodified-since', 'Thu, 01 Jan 1970 00:00:00 GMT'],
  ['GET', 'range', 'bytes=0-9'],
])('a signed-out %s with %s is 401 like any other', async (method, name, value) => {
  const path = '/api/persistence/sessions/AAAAAAAA';
  expect(await statusOf(url, path, { [name]: value }, method)).toBe(401);
  const expired = { cookie: 'StaticWebAppsAuthCookie=x', [name]: value };
  expect(await statusOf(url, path, expired, method)).toBe(401);
});

test.each(['/api/health', '/api/openapi.json'])('HEAD %s is allowed like GET', async (path) => {
  const answer = await fetch(`${url}${path}`, { method: 'HEAD' });
  expect(answer.status).toBe(200);
  expect(await answer.text()).toBe('');
});

test('static files are compressed for clients that accept that; responses of the API are passed unchanged', async () => {
  const html = await (await fetch(url)).text();
  const script = /src="([^"]+\.js)"/.exec(html)?.[1] ?? '';
  const compressed = await fetch(url + script, { headers: { 'accept-encoding': 'gzip' } });
  expect(compressed.headers.get('content-encoding')).toBe('gzip');
  const plain = await fetch(url + script, { headers: { 'accept-encoding': 'identity' } });
  expect(plain.headers.get('content-encoding')).toBeNull();
  expect(await compressed.text()).toBe(await plain.text());
  const health = await fetch(`${url}/api/health`, { headers: { 'accept-encoding': 'gzip' } });
  expect(health.headers.get('content-encoding')).toBeNull();
});

import { readFileSync } from 'node:fs';
import { connect } from 'node:net';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { REQUEST_BODY_MAX_BYTES, REQUEST_SENT_MAX_BYTES } from '../../contract/limits.ts';
import { type Api, apiClient, newDocument } from '../api/api-client.ts';
import { gzipBomb } from '../api/gzip-bomb.ts';
import { type OwnHost, startOwnHost } from '../api/own-host.ts';
import { newUser, principalHeader } from '../support/users.ts';

const MIB = 1024 * 1024;
const gzipped = { 'content-encoding': 'gzip' };
const user = newUser();

let host: OwnHost;
let api: Api;
beforeAll(async () => {
  host = await startOwnHost();
  api = apiClient(host.url, user);
});
afterAll(() => host.close());

/** Largest resident size of the host so far, in bytes. */
function peakMemory(): number {
  const status = readFileSync(`/proc/${host.pid}/status`, 'utf8');
  return Number(/VmHWM:\s+(\d+) kB/.exec(status)?.[1]) * 1024;
}

describe('A malicious body', () => {
  it.each([
    ['a gzip bomb of 400 MB', gzipBomb(400 * MIB), gzipped, 413],
    ['a bomb of JSON text', gzipSync(`{"title":"${' '.repeat(40 * MIB)}"}`), gzipped, 413],
    ['a plain body over the limit', Buffer.alloc(REQUEST_SENT_MAX_BYTES + 1, 0x20), {}, 413],
    ['a million open brackets', Buffer.from('['.repeat(MIB)), {}, 400],
    ['a million closed ones', Buffer.from('['.repeat(MIB) + ']'.repeat(MIB)), {}, 400],
    ['200,000 keys', Buffer.from(`{${keys(200_000)}}`), {}, 400],
  ])('is refused, %s, and the next request is served', async (_, body, headers, status) => {
    const url = `${host.url}/api/persistence/sessions`;
    const answer = await fetch(url, {
      method: 'POST',
      headers: { ...principalHeader(user), 'content-type': 'application/json', ...headers },
      body: new Uint8Array(body),
    });
    await answer.arrayBuffer();
    expect(answer.status).toBe(status);
    expect((await api('create-session', { body: newDocument() })).status).toBe(201);
  });

  it.runIf(process.platform === 'linux')('does not exhaust the memory', async () => {
    const before = peakMemory();
    const bomb = gzipBomb(1024 * MIB);
    for (let index = 0; index < 3; index++) {
      expect((await api('create-session', { body: bomb, headers: gzipped })).status).toBe(413);
    }
    expect(peakMemory() - before).toBeLessThan(3 * 2 * REQUEST_BODY_MAX_BYTES);
  });

  it('that is shorter than declared blocks nobody else', async () => {
    const { hostname, port } = new URL(host.url);
    const socket = connect(Number(port), hostname);
    socket.write(
      'POST /api/persistence/sessions HTTP/1.1\r\nhost: x\r\ncontent-type: application/json\r\n' +
        `x-ms-client-principal: ${principalHeader(user)['x-ms-client-principal']}\r\n` +
        'content-length: 1000\r\n\r\n{"title":',
    );
    expect((await api('create-session', { body: newDocument() })).status).toBe(201);
    socket.destroy();
    expect((await api('list-sessions')).status).toBe(200);
  });

  it.each(['__proto__', 'constructor', 'prototype'])(
    'with a key %s is refused with its name and pollutes nothing',
    async (key) => {
      const harmful = `{"${key}":{"title":"polluted","status":"polluted"},"title":"T","content":"{}"}`;
      const refused = await api('create-session', { body: Buffer.from(harmful) });
      expect([refused.status, refused.body.detail]).toEqual([400, expect.stringContaining(key)]);
      const none = await api('create-session', { body: Buffer.from('{}') });
      expect([none.status, JSON.stringify(none.body)]).toEqual([
        400,
        expect.not.stringContaining('polluted'),
      ]);
    },
  );
});

describe('The id of a snapshot', () => {
  it('has the length ID_LENGTH, and old ones of 8 characters still work', async () => {
    const { body: short } = await api('create-snapshot', { body: newDocument() });
    const longer = await startOwnHost({ ID_LENGTH: '12' });
    const owner = apiClient(longer.url, user);
    const { body: long } = await owner('create-snapshot', { body: newDocument() });
    expect([short.length, long.length]).toEqual([8, 12]);
    expect((await owner('get-snapshot', { params: { id: short } })).status).toBe(200);
    expect((await api('get-snapshot', { params: { id: long } })).status).toBe(200);
    await longer.close();
  });

  it('does not repeat and cannot be derived from the one before', async () => {
    const ids = await Promise.all(
      Array.from({ length: 100 }, async () => {
        const { body } = await api('create-snapshot', { body: newDocument() });
        return body as string;
      }),
    );
    expect(new Set(ids).size).toBe(100);
    const first = new Set(ids.map((id) => id[0]));
    expect(first.size).toBeGreaterThan(20);
  });
});

function keys(count: number): string {
  return Array.from({ length: count }, (_, index) => `"k${index}":0`).join();
}

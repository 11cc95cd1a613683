import { createHash } from 'node:crypto';
import { get } from 'node:http';
import { gunzipSync, gzipSync } from 'node:zlib';
import { describe, expect, inject, it } from 'vitest';
import {
  CONTENT_MAX_BYTES,
  ITEM_MAX_BYTES,
  REQUEST_BODY_MAX_BYTES,
} from '../../contract/limits.ts';
import { newUser, principalHeader } from '../support/users.ts';
import { apiClient, newDocument } from './api-client.ts';
import { gzipBomb } from './gzip-bomb.ts';

const { functionsUrl } = inject('stack');
const user = newUser();
const api = apiClient(functionsUrl, user);
const gzipped = { 'content-encoding': 'gzip' };

/** SHA-256 as in any other implementation: over the UTF-8 bytes. */
function hashOf(content: string): string {
  return createHash('sha256').update(new TextEncoder().encode(content)).digest('hex');
}

async function roundTrip(content: string) {
  const created = await api('create-session', { body: newDocument('Content', content) });
  expect(created.status).toBe(201);
  return (await api('get-session', { params: { id: created.body } })).body;
}

describe('Content', () => {
  it.each([
    ['empty', ''],
    ['short', '{}'],
    ['with every kind of Unicode', 'aé€😀\u0000\u2028\ufeff\u{10ffff}"\\'],
    ['long and repetitive', '{"module":"chart"}'.repeat(10_000)],
    ['incompressible', createHash('sha512').update('x').digest('base64')],
  ])('that is %s is returned unchanged, with its hash and size', async (_, content) => {
    const { metadata, content: read } = await roundTrip(content);
    expect(read).toBe(content);
    expect(metadata.contentHash).toBe(hashOf(content));
    expect(metadata.contentBytes).toBe(Buffer.byteLength(content));
  });

  it('with a lone surrogate is hashed and stored with U+FFFD, as every UTF-8 encoder writes it', async () => {
    for (const content of ['\ud800', 'a\udc00b', '\ud800'.repeat(500)]) {
      const { metadata, content: read } = await roundTrip(content);
      expect(read).toBe(content.toWellFormed());
      expect(metadata.contentHash).toBe(hashOf(content));
    }
  });

  it('with a lone surrogate in title or description is stored with U+FFFD there', async () => {
    const body = { title: 'T\ud800', description: '\udfff', content: '' };
    const { body: id } = await api('create-session', { body });
    const { metadata } = (await api('get-session', { params: { id } })).body;
    expect(metadata).toMatchObject({ title: 'T\ufffd', description: '\ufffd' });
    const same = await api('update-session', { params: { id }, body });
    expect(same.body.metadata.version).toBe(1);
  });

  it('is never parsed, so it need not be JSON', async () => {
    expect((await roundTrip('}{ not json')).content).toBe('}{ not json');
    const deep = '['.repeat(100_000);
    expect((await roundTrip(deep)).content).toBe(deep);
  });
});

describe('Gzip', () => {
  it('is decompressed in a request', async () => {
    const body = gzipSync(JSON.stringify(newDocument('Packed')));
    const created = await api('create-session', { body, headers: gzipped });
    expect(created.status).toBe(201);
    const { body: read } = await api('get-session', { params: { id: created.body } });
    expect(read.metadata.title).toBe('Packed');
  });

  it('is used for responses over 1 KB to clients that accept it', async () => {
    const { body: id } = await api('create-session', {
      body: newDocument('Big', 'x'.repeat(5_000)),
    });
    const packed = await raw(`sessions/${id}`, { 'accept-encoding': 'br, gzip;q=0.8' });
    expect(packed.headers['content-encoding']).toBe('gzip');
    expect(packed.headers.vary).toBe('Accept-Encoding');
    expect(packed.body.byteLength).toBeLessThan(1_000);
    expect(JSON.parse(String(gunzipSync(packed.body))).metadata.title).toBe('Big');
    for (const accept of ['identity', 'gzip;q=0']) {
      const plain = await raw(`sessions/${id}`, { 'accept-encoding': accept });
      expect(plain.headers['content-encoding']).toBeUndefined();
      expect(JSON.parse(String(plain.body)).content).toHaveLength(5_000);
    }
    const small = await raw(`sessions/metadata/${id}`, { 'accept-encoding': 'gzip' });
    expect(small.headers['content-encoding']).toBeUndefined();
  });

  it('that is invalid is refused with 400, another encoding with 415', async () => {
    const broken = await api('create-session', { body: Buffer.from('no gzip'), headers: gzipped });
    expect(broken.status).toBe(400);
    const other = await api('create-session', {
      body: Buffer.from('{}'),
      headers: { 'content-encoding': 'br' },
    });
    expect(other.status).toBe(415);
  });
});

describe('A body', () => {
  it.each([
    ['text/plain', 415],
    ['application/x-www-form-urlencoded', 415],
    ['multipart/form-data; boundary=x', 415],
    ['application/jsonp', 415],
    ['application/json; charset=utf-8', 201],
    ['APPLICATION/JSON', 201],
  ])('of type %s is answered with %i', async (type, status) => {
    const answer = await api('create-session', {
      body: newDocument(),
      headers: { 'content-type': type },
    });
    expect(answer.status).toBe(status);
  });

  it.each([
    ['that is empty', Buffer.alloc(0)],
    ['that is truncated', Buffer.from('{"title":"x","con')],
    ['that is not UTF-8', Buffer.from([0x7b, 0xff, 0x7d])],
    ['that is text', Buffer.from('hello')],
  ])('%s is refused with 400', async (_, body) => {
    expect((await api('create-session', { body })).status).toBe(400);
  });

  it('without a Content-Length is refused with 411, and the error says what to do', async () => {
    const chunks = new Blob([JSON.stringify(newDocument())]).stream();
    const answer = await fetch(`${functionsUrl}/api/persistence/sessions`, {
      method: 'POST',
      headers: { ...principalHeader(newUser()), 'content-type': 'application/json' },
      body: chunks,
      duplex: 'half',
    } as RequestInit);
    expect(answer.status).toBe(411);
    expect((await answer.json()).detail).toContain('send it with a Content-Length');
  });
});

describe('Size limits:', () => {
  it('content over 8 MiB is refused with 413, however small it compresses', async () => {
    const body = newDocument('Big', 'x'.repeat(CONTENT_MAX_BYTES + 1));
    const answer = await api('create-session', { body });
    expect(answer.status).toBe(413);
    expect(answer.body.size).toEqual({
      bytes: CONTENT_MAX_BYTES + 1,
      maxBytes: CONTENT_MAX_BYTES,
    });
  });

  it('content of 8 MiB that compresses is accepted and returned', async () => {
    const content = 'abcdefgh'.repeat(CONTENT_MAX_BYTES / 8);
    expect((await roundTrip(content)).content).toBe(content);
  });

  it('an item over 1.9 MB is refused with 413 on create and update, and nothing changes', async () => {
    const random = Buffer.concat(
      Array.from({ length: 60_000 }, (_, index) =>
        createHash('sha256').update(`${index}`).digest(),
      ),
    ).toString('base64');
    const created = await api('create-session', { body: newDocument('Big', random) });
    expect(created.status).toBe(413);
    expect(created.body.size.maxBytes).toBe(ITEM_MAX_BYTES);
    expect(created.body.size.bytes).toBeGreaterThan(ITEM_MAX_BYTES);
    const { body: id } = await api('create-session', { body: newDocument('Small') });
    for (const body of [newDocument('Big', random), { content: random }]) {
      expect((await api('update-session', { params: { id }, body })).status).toBe(413);
    }
    expect((await api('get-session', { params: { id } })).body.metadata.version).toBe(1);
  });

  it('a gzipped body of more than 20 MiB decompressed is refused with 413, and the next one is served', async () => {
    const body = gzipBomb(10 * REQUEST_BODY_MAX_BYTES);
    const answer = await api('create-session', { body, headers: gzipped });
    expect(answer.status).toBe(413);
    expect(answer.body.size.maxBytes).toBe(REQUEST_BODY_MAX_BYTES);
    expect((await api('create-session', { body: newDocument() })).status).toBe(201);
  });
});

/** A request whose response is not decompressed. */
function raw(path: string, headers: Record<string, string>) {
  const { promise, resolve, reject } = Promise.withResolvers<{
    headers: Record<string, unknown>;
    body: Buffer;
  }>();
  get(
    `${functionsUrl}/api/persistence/${path}`,
    { headers: { ...principalHeader(user), ...headers } },
    (answer) => {
      const chunks: Buffer[] = [];
      answer.on('data', (chunk) => chunks.push(chunk));
      answer.on('end', () => resolve({ headers: answer.headers, body: Buffer.concat(chunks) }));
    },
  ).on('error', reject);
  return promise;
}

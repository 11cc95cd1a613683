import { gunzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import type { Problem } from '../../contract/problem.ts';
import { acceptsGzip } from './accepts-gzip.ts';
import { encode, problemReply, replyOf } from './answer.ts';
import { Payload } from './payload.ts';

describe('An answer', () => {
  it('has the headers that its fields call for', () => {
    expect(replyOf(200, { body: { a: 1 }, etag: '"e"' })).toEqual({
      status: 200,
      fields: { ETag: '"e"', 'Content-Type': 'application/json' },
      body: { a: 1 },
    });
    expect(replyOf(201, { body: 'id', location: '/x' }).fields).toEqual({
      Location: '/x',
      'Content-Type': 'application/json',
    });
    expect(replyOf(200, { body: null, maxAgeSeconds: 300 }).fields).toEqual({
      'Cache-Control': 'public, max-age=300',
      'Content-Type': 'application/json',
    });
  });

  it('without a body has no Content-Type; 304 has no body', () => {
    expect(replyOf(204, {})).toStrictEqual({ status: 204, fields: {} });
    expect(replyOf(304, { body: 'x', etag: '"e"' })).toEqual({
      status: 304,
      fields: { ETag: '"e"' },
    });
  });

  it('can be bytes, whole or in part', () => {
    const bytes = Buffer.from('abc');
    const whole = replyOf(200, {
      bytes: { bytes, first: 0, total: 3, isPart: false },
      etag: '"e"',
    });
    expect(whole).toMatchObject({ status: 200, body: bytes, fields: { ETag: '"e"' } });
    expect(whole.fields).not.toHaveProperty('Content-Range');
    expect(whole.fields['Cache-Control']).toBe('private, max-age=31536000, immutable');
    expect(whole.fields['Content-Type']).toBe('application/octet-stream');
    expect(whole.fields['Accept-Ranges']).toBe('bytes');
    const part = replyOf(200, { bytes: { bytes, first: 2, total: 9, isPart: true } });
    expect(part.status).toBe(206);
    expect(part.fields['Content-Range']).toBe('bytes 2-4/9');
  });
});

describe('A problem', () => {
  const problem = (status: number) => ({ status, title: 'T' }) as Problem;

  it('has a Retry-After in seconds if one is known', () => {
    expect(problemReply(problem(503), 5)).toEqual({
      status: 503,
      fields: { 'Content-Type': 'application/problem+json', 'Retry-After': '5' },
      body: problem(503),
    });
    expect(problemReply(problem(404), undefined).fields).toEqual({
      'Content-Type': 'application/problem+json',
    });
  });

  it('for an anonymous caller says how to sign in', () => {
    expect(problemReply(problem(401), undefined).fields['WWW-Authenticate']).toBe(
      'Bearer realm="holdfast"',
    );
  });
});

describe('An encoded response', () => {
  const reply = (body?: unknown) => ({ status: 200, fields: { A: 'a' }, body });
  const large = 'x'.repeat(1_023);

  it('is not cacheable and not to be sniffed, unless it says otherwise', async () => {
    const { headers } = await encode(reply(), { B: 'b' }, null);
    expect(headers).toEqual({
      'Cache-Control': 'no-store',
      'X-Content-Type-Options': 'nosniff',
      A: 'a',
      B: 'b',
    });
    const kept = await encode({ status: 200, fields: { 'Cache-Control': 'public' } }, {}, null);
    expect(kept.headers).toMatchObject({ 'Cache-Control': 'public' });
  });

  it('is plain JSON if it is short or the client does not accept gzip', async () => {
    for (const [body, accepts] of [
      [{ é: 1 }, 'gzip'],
      ['x'.repeat(1_022), 'gzip'],
      [large, null],
      [large, 'br'],
    ] as const) {
      const sent = await encode(reply(body), {}, accepts);
      expect(JSON.parse(String(sent.body))).toEqual(body);
      expect(sent.headers).toMatchObject({ Vary: 'Accept-Encoding' });
      expect(sent.headers).not.toHaveProperty('Content-Encoding');
    }
  });

  it('is gzipped above 1 KB', async () => {
    const sent = await encode(reply(large), {}, 'gzip');
    expect(sent.headers).toMatchObject({ Vary: 'Accept-Encoding', 'Content-Encoding': 'gzip' });
    expect(JSON.parse(String(gunzipSync(sent.body as Buffer)))).toBe(large);
  });

  it('is never gzipped if it is binary', async () => {
    const bytes = Buffer.alloc(5_000);
    const sent = await encode(reply(bytes), {}, 'gzip');
    expect(sent.body).toBe(bytes);
    expect(sent.headers).not.toHaveProperty('Vary');
  });

  it('is serialised and compressed only once if it never changes', async () => {
    const payload = new Payload(large);
    const [one, other] = [
      await encode(reply(payload), {}, 'gzip'),
      await encode(reply(payload), {}, 'gzip'),
    ];
    expect(one.body).toBe(other.body);
    expect((await encode(reply(payload), {}, null)).body).toBe(payload.bytes);
    expect(payload.etag()).toMatch(/^"[\w-]{43}"$/);
    expect(payload.etag()).toBe(new Payload(large).etag());
    expect(payload.etag()).not.toBe(new Payload('other').etag());
  });
});

describe('Accept-Encoding', () => {
  it.each([
    'gzip',
    'br, gzip',
    ' GZIP ',
    'gzip;q=0.5',
    'gzip ; q = 1',
    'deflate,gzip;x=y;q=1',
    'gzip;x',
  ])('%j accepts gzip', (header) => {
    expect(acceptsGzip(header)).toBe(true);
  });

  it.each([
    null,
    '',
    'identity',
    'gzip;q=0',
    'gzip; q=0.0',
    'gzip;q=',
    'gzip;q',
    'xgzip',
    '*',
    'br;gzip',
  ])('%j does not accept gzip', (header) => {
    expect(acceptsGzip(header)).toBe(false);
  });
});

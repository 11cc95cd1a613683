import { gzipSync } from 'node:zlib';
import { HttpRequest } from '@azure/functions';
import { describe, expect, it } from 'vitest';
import {
  CONTENT_MAX_BYTES,
  REQUEST_BODY_MAX_BYTES,
  REQUEST_FIELDS_MAX_BYTES,
  REQUEST_SENT_MAX_BYTES,
} from '../../contract/limits.ts';
import { TooLarge } from '../store/errors.ts';
import { readJson } from './body.ts';
import { BodyRoom, RoomShare } from './body-room.ts';
import { BadRequest, Busy, LengthRequired, UnsupportedMediaType } from './errors.ts';

const JSON_TYPE = { 'content-type': 'application/json' };
const GZIP = { ...JSON_TYPE, 'content-encoding': 'gzip' };

/** Reads a body as an endpoint does. Checks that all memory is free before and after. */
async function read(
  body: string | Buffer,
  headers: Readonly<Record<string, string>> = JSON_TYPE,
  freeBytes = REQUEST_BODY_MAX_BYTES,
): Promise<unknown> {
  const bytes = Buffer.from(body);
  const request = new HttpRequest({
    method: 'POST',
    url: 'http://localhost/api',
    body: { bytes },
    headers: { 'content-length': String(bytes.byteLength), ...headers },
  });
  const room = new BodyRoom(freeBytes, 0);
  const share = new RoomShare();
  try {
    const { value, content } = await readJson(request, { room, share });
    return content === undefined ? value : { ...(value as object), content: String(content) };
  } finally {
    share.release();
    await new RoomShare().take(room, freeBytes);
  }
}

describe('A body', () => {
  it.each(['application/json', 'Application/JSON', ' application/json ; charset=utf-8'])(
    'of type %j is read',
    async (type) => {
      expect(await read('{"title":"é"}', { 'content-type': type })).toEqual({ title: 'é' });
    },
  );

  it.each([
    ['no type', {}],
    ['another type', { 'content-type': 'text/plain' }],
    ['a type with the same prefix', { 'content-type': 'application/jsonp' }],
    ['another encoding', { ...JSON_TYPE, 'content-encoding': 'br' }],
    ['an empty encoding', { ...JSON_TYPE, 'content-encoding': '' }],
  ])('with %s is refused as unsupported, with an explanation', async (_, headers) => {
    const refused = read('{}', headers);
    await expect(refused).rejects.toThrow(UnsupportedMediaType);
    await expect(refused).rejects.toThrow(/application\/json|gzip/);
  });

  it.each([
    ['nothing', ''],
    ['half an object', '{"title":'],
    ['invalid UTF-8', Buffer.from([0x22, 0xff, 0x22])],
    ['a truncated character', Buffer.from([0x22, 0xe2, 0x82, 0x22])],
  ])('of %s is a bad request', async (_, body) => {
    await expect(read(body)).rejects.toThrow(new BadRequest('The body is not JSON in UTF-8.'));
  });

  it('with too many brackets is refused before it is parsed', async () => {
    await expect(read(`"" ${'['.repeat(100)}`)).rejects.toThrow('nested');
  });

  it('that did not arrive because it had no length is refused with an explanation', async () => {
    const request = new HttpRequest({
      method: 'PUT',
      url: 'http://localhost/api',
      headers: JSON_TYPE,
    });
    const reserve = { room: new BodyRoom(REQUEST_BODY_MAX_BYTES, 0), share: new RoomShare() };
    const refused = readJson(request, reserve);
    await expect(refused).rejects.toThrow(LengthRequired);
    await expect(refused).rejects.toThrow('Content-Length');
  });

  it('that arrived without a length reserves memory for the largest body', async () => {
    const body = { bytes: Buffer.from('{}') };
    const request = () =>
      new HttpRequest({ method: 'PUT', url: 'http://localhost/api', headers: JSON_TYPE, body });
    const room = new BodyRoom(REQUEST_SENT_MAX_BYTES, 0);
    const share = new RoomShare();
    expect(await readJson(request(), { room, share })).toEqual({ value: {} });
    await expect(new RoomShare().take(room, 1)).rejects.toThrow(Busy);
    share.release();
    await new RoomShare().take(room, 1);
    await expect(readJson(request(), { room, share })).rejects.toThrow(Busy);
  });

  it('of exactly 11 MiB is read; one byte more is too large', async () => {
    const most = `{"content":"${'x'.repeat(REQUEST_SENT_MAX_BYTES - 14)}"}`;
    expect(((await read(most)) as { content: string }).content).toMatch(/^x+$/);
    const length = { 'content-length': String(REQUEST_SENT_MAX_BYTES + 1) };
    const refused = read('{}', { ...JSON_TYPE, ...length });
    await expect(refused).rejects.toEqual(
      new TooLarge(REQUEST_SENT_MAX_BYTES, REQUEST_SENT_MAX_BYTES + 1),
    );
  });

  it('waits for memory of its own size and no more', async () => {
    expect(await read('{}', JSON_TYPE, 2)).toEqual({});
    await expect(read('{ }', JSON_TYPE, 2)).rejects.toThrow(Busy);
  });

  it('keeps its memory until that is released', async () => {
    const room = new BodyRoom(10, 0);
    const share = new RoomShare();
    const headers = { ...JSON_TYPE, 'content-length': '10' };
    const body = { bytes: Buffer.from('{"a": "b"}') };
    const request = new HttpRequest({ method: 'PUT', url: 'http://localhost/', headers, body });
    await readJson(request, { room, share });
    await expect(new RoomShare().take(room, 1)).rejects.toThrow(Busy);
  });
});

describe('The content of a request body', () => {
  const content = (text: string) => `{"content":"${text}"}`;

  it('is separated as UTF-8 from the other fields', async () => {
    const json = '{"title":"A","content":"é\\n\\ud83d\\ude00","description":"B"}';
    expect(await read(json)).toEqual({ title: 'A', content: 'é\n😀', description: 'B' });
    expect(await read(content(''))).toEqual({ content: '' });
  });

  it('is the last one, as in every parser, and a content with an escaped name is read too', async () => {
    expect(await read('{"content":"a","content":"b"}')).toEqual({ content: 'b' });
    expect(await read('{"c\\u006fntent":"a"}')).toEqual({ content: 'a' });
  });

  it.each(['a\nb', '\\x', '\\u00'])('is refused if it is not a JSON string: %j', async (text) => {
    await expect(read(content(text))).rejects.toThrow('The body is not JSON in UTF-8.');
  });

  it.each(['{"content":"a"', '{"content":"a', '{"content":"a"}}', '{"content":"a" "b"}'])(
    'does not turn %s into valid JSON',
    async (json) => {
      await expect(read(json)).rejects.toThrow('The body is not JSON in UTF-8.');
    },
  );

  it('may be as long as the largest body allows', async () => {
    const lines = await read(gzipSync(content('\\n'.repeat(CONTENT_MAX_BYTES))), GZIP);
    expect((lines as { content: string }).content).toHaveLength(CONTENT_MAX_BYTES);
  });

  it('leaves room for other fields, but not for another content', async () => {
    const title = (length: number) => `{"content":"a","title":"${'x'.repeat(length)}"}`;
    const most = REQUEST_FIELDS_MAX_BYTES - title(0).length + '"a"'.length;
    expect(await read(title(most))).toEqual({ content: 'a', title: 'x'.repeat(most) });
    await expect(read(title(most + 1))).rejects.toEqual(
      new TooLarge(REQUEST_FIELDS_MAX_BYTES, REQUEST_FIELDS_MAX_BYTES + 1),
    );
    await expect(read(`{${' '.repeat(REQUEST_FIELDS_MAX_BYTES)}}`)).rejects.toThrow(TooLarge);
  });
});

describe('A gzipped body', () => {
  const json = JSON.stringify({ title: 'A', content: 'x'.repeat(1000) });

  it('is decompressed, using memory for its decompressed size', async () => {
    const headers = { ...GZIP, 'content-encoding': ' GZIP ' };
    expect(await read(gzipSync(json), headers, json.length)).toEqual(JSON.parse(json));
    await expect(read(gzipSync(json), GZIP, json.length - 1)).rejects.toThrow(Busy);
  });

  it('of several members is decompressed completely, using memory for the largest body', async () => {
    const members = Buffer.concat([gzipSync(json.slice(0, 500)), gzipSync(json.slice(500))]);
    expect(await read(members, GZIP)).toEqual(JSON.parse(json));
    await expect(read(members, GZIP, REQUEST_BODY_MAX_BYTES - 1)).rejects.toThrow(Busy);
  });

  it.each([
    ['that is not gzip', Buffer.from('no gzip')],
    ['that is empty', Buffer.alloc(0)],
    ['that is truncated', gzipSync(json).subarray(0, -9)],
    ['whose checksum is wrong', Buffer.concat([gzipSync(json).subarray(0, -8), Buffer.alloc(8)])],
  ])('%s is a bad request', async (_, body) => {
    const refused = read(body, GZIP);
    await expect(refused).rejects.toThrow(BadRequest);
    await expect(refused).rejects.toThrow('cannot be decompressed');
  });

  it('of more than 20 MiB is too large, whatever size it declares', async () => {
    const large = gzipSync(Buffer.alloc(REQUEST_BODY_MAX_BYTES + 1, 0x20));
    await expect(read(large, GZIP)).rejects.toEqual(new TooLarge(REQUEST_BODY_MAX_BYTES));
    const members = Buffer.concat([large, gzipSync('{}')]);
    await expect(read(members, GZIP)).rejects.toEqual(new TooLarge(REQUEST_BODY_MAX_BYTES));
    const most = gzipSync(`{"content":"${'x'.repeat(REQUEST_BODY_MAX_BYTES - 14)}"}`);
    expect(((await read(most, GZIP)) as { content: string }).content).toMatch(/^x+$/);
  });
});

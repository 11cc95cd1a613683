import { gzipSync } from 'node:zlib';
import { describe, expect, inject, it } from 'vitest';
import {
  ASSETS_PER_CONTENT_MAX,
  CONTENT_MAX_BYTES,
  DELTA_INSTRUCTIONS_MAX,
  REQUEST_FIELDS_MAX_BYTES,
} from '../../contract/limits.ts';
import { Problem } from '../../contract/problem.ts';
import { sha256 } from '../../functions/store/ids.ts';
import { newAsset, putAsset } from '../support/assets.ts';
import { newUser } from '../support/users.ts';
import { apiClient } from './api-client.ts';

const { functionsUrl } = inject('stack');
const api = apiClient(functionsUrl, newUser());

const BASE = '{"word":"é😀"}';
const NEXT = '{"word":"é!😀"}';
const DELTA = {
  baseHash: sha256(BASE),
  contentHash: sha256(NEXT),
  instructions: [
    { start: 0, length: 11, text: '!' },
    { start: 11, length: 6 },
  ],
};

async function newSession(content = BASE, assets: readonly string[] = []) {
  const created = await api('create-session', { body: { title: 'A', content, assets } });
  expect(created.status).toBe(201);
  const params = { session_id: created.body as string };
  const headers = { 'if-match': created.etag };
  return {
    update: (body: object, more: object = headers) =>
      api('update-session', { params, body, headers: { ...more } }),
    read: async () => (await api('get-session', { params })).body,
  };
}

describe('A content delta', () => {
  it('changes the content, its hash and its size as the whole content would', async () => {
    const { update, read } = await newSession();
    const { status, body } = await update({ title: 'B', contentDelta: DELTA });
    expect(status).toBe(200);
    expect(body.content).toBe(NEXT);
    expect(body.metadata).toMatchObject({
      title: 'B',
      version: 2,
      contentHash: sha256(NEXT),
      contentBytes: Buffer.byteLength(NEXT),
    });
    expect(await read()).toEqual(body);
  });

  it('may be sent again after a lost response', async () => {
    const { update } = await newSession();
    const first = await update({ contentDelta: DELTA });
    expect(await update({ contentDelta: DELTA })).toMatchObject({ status: 200, body: first.body });
  });

  it('to an older version is 412 with If-Match, and nothing is written', async () => {
    const { update, read } = await newSession();
    const { body } = await update({ content: 'moved' });
    const stale = await update({ contentDelta: DELTA });
    expect(stale.status).toBe(412);
    expect(Problem.parse(stale.body).current).toEqual(body.metadata);
    expect(await read()).toEqual(body);
  });

  it.each([
    ['another base', { ...DELTA, baseHash: sha256('another') }],
    ['another result', { ...DELTA, contentHash: sha256('another') }],
    ['other assets', { ...DELTA, assetsHash: sha256('another') }],
    ['a copy beyond the end', { ...DELTA, instructions: [{ start: 0, length: 18 }] }],
    ['a part of a character', { ...DELTA, instructions: [{ start: 0, length: 10 }] }],
  ])(
    'with %s is 422, says to send the whole content, and nothing is written',
    async (_, contentDelta) => {
      const { update, read } = await newSession();
      const before = await read();
      for (const headers of [undefined, {}]) {
        const answer = await update({ title: 'B', contentDelta }, headers);
        expect(answer.status).toBe(422);
        expect(Problem.parse(answer.body)).toMatchObject({
          type: 'urn:holdfast:problem:delta-not-applicable',
          detail: expect.stringMatching(/Nothing was written. Send the whole content instead.$/),
        });
      }
      expect(await read()).toEqual(before);
    },
  );

  it.each([
    ['together with content', { content: 'x', contentDelta: DELTA }],
    ['without a base', { contentDelta: { ...DELTA, baseHash: undefined } }],
    [
      'with a negative position',
      { contentDelta: { ...DELTA, instructions: [{ start: -1, length: 1 }] } },
    ],
    ['with another field', { contentDelta: { ...DELTA, more: 1 } }],
  ])('%s is 400, and nothing is written', async (_, body) => {
    const { update, read } = await newSession();
    const before = await read();
    expect((await update(body)).status).toBe(400);
    expect(await read()).toEqual(before);
  });

  it('whose result is larger than 8 MiB is 413, however small the delta is', async () => {
    const { update } = await newSession('x'.repeat(CONTENT_MAX_BYTES));
    const baseHash = sha256('x'.repeat(CONTENT_MAX_BYTES));
    const instructions = Array.from({ length: 1_000 }, () => ({
      start: 0,
      length: CONTENT_MAX_BYTES,
    }));
    const { status, body } = await update({ contentDelta: { ...DELTA, baseHash, instructions } });
    expect(status).toBe(413);
    expect(body.size).toEqual({ bytes: 1_000 * CONTENT_MAX_BYTES, maxBytes: CONTENT_MAX_BYTES });
  });

  it('may have much text, as long as the body without content stays below its limit', async () => {
    const { update } = await newSession();
    const text = 'x'.repeat(REQUEST_FIELDS_MAX_BYTES - 1_000);
    const added = { start: 0, length: 0, text };
    const contentDelta = { ...DELTA, contentHash: sha256(text), instructions: [added] };
    expect(
      (await update({ contentDelta: { ...contentDelta, instructions: [added, added] } })).status,
    ).toBe(413);
    expect((await update({ contentDelta })).status).toBe(200);
  });

  it('may have as many instructions and assets as the contract says, and be gzipped', async () => {
    const { update } = await newSession();
    const { hash, bytes } = newAsset();
    await putAsset(api, { hash, bytes });
    const instructions = Array.from({ length: DELTA_INSTRUCTIONS_MAX }, () => ({
      start: 0,
      length: 1,
      text: '',
    }));
    const contentHash = sha256('{'.repeat(DELTA_INSTRUCTIONS_MAX));
    const assets = Array.from({ length: ASSETS_PER_CONTENT_MAX }, () => hash);
    const body = { contentDelta: { ...DELTA, contentHash, instructions }, assets };
    const gzipped = gzipSync(JSON.stringify(body));
    const answer = await update(gzipped, { 'content-encoding': 'gzip' });
    expect(answer.status).toBe(200);
  });

  it('keeps the assets of the session, and changes them if the request names others', async () => {
    const [one, two] = [newAsset(), newAsset()];
    await putAsset(api, one);
    const { update } = await newSession(BASE, [one.hash]);
    const same = { ...DELTA, assetsHash: sha256(one.hash) };
    expect((await update({ contentDelta: same })).status).toBe(200);
    const back = { ...same, baseHash: DELTA.contentHash, contentHash: DELTA.baseHash };
    const instructions = [
      { start: 0, length: 11 },
      { start: 12, length: 6 },
    ];
    const missing = { contentDelta: { ...back, instructions }, assets: [two.hash] };
    expect((await update(missing, {})).body).toMatchObject({ missing: [two.hash] });
    await putAsset(api, two);
    expect((await update(missing, {})).status).toBe(200);
    const again = await update({ contentDelta: same }, {});
    expect([again.status, again.body.title]).toEqual([422, 'The delta does not apply']);
  });
});

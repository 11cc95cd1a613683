/** Faults between functions and file storage: an asset is stored completely or not at all, and responses are right. */
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { AssetStore } from '../../functions/assets/asset-store.ts';
import { Budget } from '../../functions/store/budget.ts';
import { apiClient, newDocument } from '../api/api-client.ts';
import {
  type OwnHostWithBlobs,
  startOwnHostWithBlobs,
  startStorageProxy,
} from '../api/own-host.ts';
import { newAsset, putAsset } from '../support/assets.ts';
import { newUser } from '../support/users.ts';
import * as effects from './effects.ts';
import type { Effect } from './fault-proxy.ts';

vi.setConfig({ maxConcurrency: 4 });

/** Each fault strikes at every request in turn, and each retry waits. */
const TIMEOUT_MS = 240_000;

const xml = { 'content-type': 'application/xml' };
const once: readonly (readonly [string, Effect])[] = [
  ['a reset before the request body', effects.resetBefore()],
  ['a reset during the upload', effects.resetInBody()],
  ['a reset after the request body', effects.resetAfterBody()],
  ['a lost response', effects.lostAnswer()],
  ['a reset during the response', effects.resetInAnswer()],
  ['a late response', effects.delayed(1_500)],
  ['500', effects.answer(500, xml)],
  ['500 after the commit', effects.answerAfter(500, xml)],
  ['503', effects.answer(503, xml)],
  ['503 after the commit', effects.answerAfter(503, xml)],
];

describe('One fault of the file storage, at any request,', () => {
  it.concurrent.each(once)('is overcome: %s', { timeout: TIMEOUT_MS }, async (_, effect) => {
    const { proxy, settings } = await startStorageProxy();
    let hits = 0;
    for (let wasHit = true; wasHit; hits += Number(wasHit)) {
      const fault = proxy.inject({ at: hits + 1, effect });
      const story = playStory(new AssetStore({ settings, budget: new Budget(TIMEOUT_MS) }));
      await story.catch((error) => {
        throw new Error(`At request ${hits + 1}: ${error.message}`, { cause: error });
      });
      wasHit = fault.hits === 1;
      proxy.heal();
    }
    expect(hits).toBeGreaterThanOrEqual(7);
    await proxy.close();
  });
});

/** All requests to the file storage about one asset. */
async function playStory(assets: AssetStore): Promise<void> {
  const { hash, bytes } = newAsset(200_000);
  expect(await assets.missing([hash])).toEqual([hash]);
  expect(await assets.claim([hash])).toEqual([hash]);
  // After a lost response the retry finds what the first try has stored.
  expect([true, false]).toContain(await assets.put(hash, bytes));
  expect(await assets.put(hash, bytes)).toBe(false);
  expect(await assets.claim([hash])).toEqual([]);
  expect(await assets.get(hash)).toEqual({ bytes, first: 0, total: 200_000 });
  const end = { bytes: bytes.subarray(-100), first: 199_900, total: 200_000 };
  expect(await assets.get(hash, { suffix: 100 })).toEqual(end);
}

describe('A file storage that fails permanently', () => {
  let host: OwnHostWithBlobs;
  beforeAll(async () => {
    host = await startOwnHostWithBlobs();
  });
  afterAll(() => host.close());

  it.each([
    ['500', effects.answer(500, xml)],
    ['resets', effects.resetInBody()],
    ['lost responses', effects.lostAnswer()],
  ])('(%s) is named in a 503 with Retry-After, and no session is written', async (_, effect) => {
    const api = apiClient(host.url, newUser());
    const asset = newAsset();
    host.blobs.inject({ times: Number.POSITIVE_INFINITY, effect });
    const answers = await Promise.all([
      api('find-missing-assets', { body: { hashes: [asset.hash] } }),
      api('get-asset', { params: { hash: asset.hash } }),
      api('create-session', { body: { ...newDocument(), assets: [asset.hash] } }),
      putAsset(api, asset),
    ]);
    host.blobs.heal();
    for (const { status, headers, body } of answers) {
      expect([status, headers.get('retry-after')]).toEqual([503, '5']);
      expect(body.title).toBe('The file storage does not answer');
      expect(body.detail).toContain('No session or snapshot was changed');
    }
    expect((await api('list-sessions')).body.items).toEqual([]);
    // The same requests succeed when repeated, whatever happened to the first ones.
    expect([200, 201]).toContain((await putAsset(api, asset)).status);
    expect((await api('get-asset', { params: { hash: asset.hash } })).body).toEqual(asset.bytes);
  });

  it('during a large upload stores nothing of it', async () => {
    const api = apiClient(host.url, newUser());
    const asset = newAsset(4 * 1024 * 1024);
    const isUpload = ({ method }: { method: string }) => method === 'PUT';
    const cut = { match: isUpload, times: Number.POSITIVE_INFINITY, effect: effects.resetInBody() };
    host.blobs.inject(cut);
    expect((await putAsset(api, asset)).status).toBe(503);
    host.blobs.heal();
    const body = { hashes: [asset.hash] };
    expect((await api('find-missing-assets', { body })).body.missing).toEqual([asset.hash]);
    expect((await putAsset(api, asset)).status).toBe(201);
  });
});

describe('Bytes that do not match the hash', () => {
  let host: OwnHostWithBlobs;
  beforeAll(async () => {
    host = await startOwnHostWithBlobs();
  });
  afterAll(() => host.close());

  const isDownload = ({ method, path }: { method: string; path: string }) =>
    method === 'GET' && path.includes('/assets/');
  const otherBytes: Effect = async (strike) => {
    const { body, ...rest } = await strike.pass();
    strike.reply({ ...rest, body: Buffer.alloc(body.byteLength, 7) });
  };

  it.each([
    ['wrong once in transit', otherBytes],
    ['truncated once', effects.truncatedAnswer()],
  ])('are never returned: %s', async (_, effect) => {
    const api = apiClient(host.url, newUser());
    const asset = newAsset(50_000);
    await putAsset(api, asset);
    const fault = host.blobs.inject({ match: isDownload, effect });
    expect((await api('get-asset', { params: { hash: asset.hash } })).body).toEqual(asset.bytes);
    expect(fault.hits).toBe(1);
  });

  it('are reported as damage, and repaired by uploading the right ones again', async () => {
    const api = apiClient(host.url, newUser());
    const [right, wrong] = [newAsset(1_000), newAsset(1_000)];
    // Simulates a changed file in the storage: the upload that the host sends has other bytes.
    const swapped: Effect = async (strike) => {
      strike.reply(await strike.pass(strike.incoming.headers, wrong.bytes));
    };
    host.blobs.inject({ match: ({ method }) => method === 'PUT', effect: swapped });
    expect((await putAsset(api, right)).status).toBe(201);

    const damaged = await api('get-asset', { params: { hash: right.hash } });
    expect([damaged.status, damaged.body.error.type]).toEqual([500, 'damaged-asset']);
    expect(damaged.body.detail).toContain('upload them again');

    expect((await putAsset(api, right)).status).toBe(201);
    expect((await api('get-asset', { params: { hash: right.hash } })).body).toEqual(right.bytes);
    expect((await putAsset(api, right)).status).toBe(200);
  });
});

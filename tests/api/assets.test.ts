/** Assets: immutable bytes in Blob Storage, named by their hash and referenced by content. */
import { readFileSync } from 'node:fs';
import { CosmosClient } from '@azure/cosmos';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { ASSET_HASHES_MAX, ASSET_MAX_BYTES } from '../../contract/limits.ts';
import { newAsset, putAsset, type TestAsset } from '../support/assets.ts';
import { MEMORY_IS_KNOWN, memoryRise } from '../support/process-memory.ts';
import { newUser, principalHeader } from '../support/users.ts';
import { apiClient } from './api-client.ts';
import { type OwnHost, startOwnHost } from './own-host.ts';

const { functionsUrl, cosmos, storage } = inject('stack');
const api = apiClient(functionsUrl, newUser());

const get = ({ hash }: Pick<TestAsset, 'hash'>, range?: string) =>
  api('get-asset', { params: { hash }, headers: range === undefined ? {} : { range } });

const missing = async (hashes: readonly string[]) =>
  (await api('find-missing-assets', { body: { hashes } })).body.missing;

describe('An asset', () => {
  it('is stored once, returned byte for byte, and cached by the browser for ever', async () => {
    const asset = newAsset(100_000);
    expect((await get(asset)).status).toBe(404);
    expect((await putAsset(api, asset)).status).toBe(201);
    expect((await putAsset(api, asset)).status).toBe(200);
    const answer = await get(asset);
    expect(answer.status).toBe(200);
    expect(answer.body).toEqual(asset.bytes);
    expect(Object.fromEntries(answer.headers)).toMatchObject({
      'content-type': 'application/octet-stream',
      'cache-control': 'private, max-age=31536000, immutable',
      'accept-ranges': 'bytes',
      etag: `"${asset.hash}"`,
      'x-content-type-options': 'nosniff',
    });
  });

  it('is not sent again to a client that has it', async () => {
    const asset = newAsset();
    await putAsset(api, asset);
    const headers = { 'if-none-match': `"${asset.hash}"` };
    const answer = await api('get-asset', { params: { hash: asset.hash }, headers });
    expect([answer.status, answer.body]).toEqual([304, null]);
  });

  it('can be read by every signed-in user who knows its hash', async () => {
    const asset = newAsset();
    await putAsset(api, asset);
    const other = apiClient(functionsUrl, newUser());
    expect((await other('get-asset', { params: { hash: asset.hash } })).body).toEqual(asset.bytes);
  });

  it('may have 4 MiB, and not one byte more', async () => {
    const largest = newAsset(ASSET_MAX_BYTES);
    expect((await putAsset(api, largest)).status).toBe(201);
    expect((await get(largest)).body).toEqual(largest.bytes);
    const tooLarge = await putAsset(api, newAsset(ASSET_MAX_BYTES + 1));
    expect(tooLarge.status).toBe(413);
    expect(tooLarge.body.size).toEqual({ bytes: ASSET_MAX_BYTES + 1, maxBytes: ASSET_MAX_BYTES });
  });

  it('may be empty', async () => {
    const empty = newAsset(0);
    expect([200, 201]).toContain((await putAsset(api, empty)).status);
    expect(await get(empty)).toMatchObject({ status: 200, body: null });
  });

  it('whose bytes do not match the hash is refused with 422, and nothing is stored', async () => {
    const { hash } = newAsset();
    const wrong = newAsset();
    const answer = await putAsset(api, { hash, bytes: wrong.bytes });
    expect(answer.status).toBe(422);
    expect(answer.body.detail).toContain(wrong.hash);
    expect(await missing([hash, wrong.hash])).toEqual([hash, wrong.hash]);
  });

  it.each(['0', 'G'.repeat(64), 'A'.repeat(64)])('cannot have the name %s', async (hash) => {
    expect((await get({ hash })).status).toBe(400);
  });

  it('is sent as bytes, not encoded, with its length', async () => {
    const json = await putAsset(api, newAsset(), { 'content-type': 'application/json' });
    expect(json.status).toBe(415);
    const packed = await putAsset(api, newAsset(), { 'content-encoding': 'gzip' });
    expect(packed.status).toBe(415);
    const asset = newAsset();
    const inChunks = await fetch(`${functionsUrl}/api/persistence/assets/${asset.hash}`, {
      method: 'PUT',
      headers: { ...principalHeader(newUser()), 'content-type': 'application/octet-stream' },
      body: new Blob([new Uint8Array(asset.bytes)]).stream(),
      duplex: 'half',
    } as RequestInit);
    expect(inChunks.status).toBe(411);
  });

  it('uploaded by several at once is stored once, and all uploads succeed', async () => {
    const asset = newAsset(50_000);
    const answers = await Promise.all(Array.from({ length: 8 }, () => putAsset(api, asset)));
    const statuses = answers.map(({ status }) => status);
    expect(statuses.filter((status) => status === 201)).toHaveLength(1);
    expect(statuses.filter((status) => status === 200)).toHaveLength(7);
  });
});

describe('A range of an asset', () => {
  const asset = newAsset(1_000);
  beforeAll(() => putAsset(api, asset));

  it.each([
    ['bytes=0-9', 0, 9],
    ['bytes=990-', 990, 999],
    ['bytes=990-5000', 990, 999],
    ['bytes=-10', 990, 999],
    ['bytes=-5000', 0, 999],
    ['bytes=0-', 0, 999],
  ])('%s returns the bytes %i to %i', async (range, first, last) => {
    const answer = await get(asset, range);
    expect(answer.status).toBe(206);
    expect(answer.headers.get('content-range')).toBe(`bytes ${first}-${last}/1000`);
    expect(answer.body).toEqual(asset.bytes.subarray(first, last + 1));
  });

  it.each(['bytes=1000-', 'bytes=-0'])('%s is beyond the end: 416', async (range) => {
    expect((await get(asset, range)).status).toBe(416);
  });

  it.each(['bytes=0-1,5-6', 'lines=1-2', 'bytes=9-1'])(
    '%s is not one range and returns everything',
    async (range) => {
      const answer = await get(asset, range);
      expect(answer.status).toBe(200);
      expect(answer.body).toEqual(asset.bytes);
    },
  );

  it('of a missing asset is 404', async () => {
    for (const range of ['bytes=0-1', 'bytes=-1']) {
      expect((await get(newAsset(), range)).status).toBe(404);
    }
  });
});

describe('The list of missing assets', () => {
  it('has the order of the request, without duplicates', async () => {
    const [kept, ...others] = [newAsset(), newAsset(), newAsset()] as const;
    await putAsset(api, kept);
    const [first, second] = others.map(({ hash }) => hash) as [string, string];
    expect(await missing([second, kept.hash, first, second])).toEqual([second, first]);
    expect(await missing([])).toEqual([]);
  });

  it('accepts at most 1,000 hashes at once', async () => {
    const hashes = Array.from({ length: ASSET_HASHES_MAX }, () => newAsset(1).hash);
    expect((await api('find-missing-assets', { body: { hashes } })).status).toBe(200);
    const tooMany = { hashes: [...hashes, newAsset().hash] };
    expect((await api('find-missing-assets', { body: tooMany })).status).toBe(400);
  });
});

describe('Content that references assets', () => {
  const named = (assets: readonly string[], content = '{}') => ({
    title: 'With assets',
    content,
    assets,
  });
  const { database } = JSON.parse(readFileSync('infra/cosmos-containers.json', 'utf8'));
  const items = (container: string) =>
    new CosmosClient({ endpoint: cosmos.url, key: cosmos.key })
      .database(database)
      .container(container);

  it('is refused with 422 and the missing hashes, and nothing is written, until they are uploaded', async () => {
    const user = newUser();
    const own = apiClient(functionsUrl, user);
    const [kept, gone] = [newAsset(), newAsset()];
    await putAsset(own, kept);
    const body = named([kept.hash, gone.hash]);
    for (const name of ['create-session', 'create-snapshot'] as const) {
      const refused = await own(name, { body });
      expect(refused.status).toBe(422);
      expect(refused.body.missing).toEqual([gone.hash]);
    }
    expect((await own('list-sessions')).body.items).toEqual([]);
    expect((await own('list-snapshots')).body.items).toEqual([]);

    await putAsset(own, gone);
    expect((await own('create-session', { body })).status).toBe(201);
    expect((await own('create-snapshot', { body })).status).toBe(201);
  });

  it('keeps the hashes, also in the history, through saves that do not mention them', async () => {
    const user = newUser();
    const own = apiClient(functionsUrl, user);
    const [first, second] = [newAsset(), newAsset()];
    await Promise.all([first, second].map((asset) => putAsset(own, asset)));
    const { body: id } = await own('create-session', { body: named([first.hash, first.hash]) });
    const params = { session_id: id };
    const hashesOf = async (item: string) =>
      (await items('sessions').item(item, user.userId).read()).resource.asset_hashes;
    expect(await hashesOf(id)).toEqual([first.hash]);

    const refused = await own('update-session', { params, body: { assets: [newAsset().hash] } });
    expect(refused.status).toBe(422);
    await own('update-session', { params, body: { title: 'Renamed' } });
    expect(await hashesOf(id)).toEqual([first.hash]);
    const changed = await own('update-session', { params, body: named([second.hash], '{"a":1}') });
    expect(changed.body.metadata.version).toBe(3);
    expect(await hashesOf(id)).toEqual([second.hash]);
    expect(await hashesOf(`${id}~2`)).toEqual([first.hash]);

    const again = await own('update-session', { params, body: named([second.hash], '{"a":1}') });
    expect(again.body.metadata.version).toBe(3);
    await own('update-session', { params, body: { assets: [first.hash, second.hash] } });
    expect(await hashesOf(id)).toEqual([first.hash, second.hash]);
  });
});

describe('A separate host', () => {
  let host: OwnHost;
  beforeAll(async () => {
    host = await startOwnHost();
  });
  afterAll(() => host.close());

  it.runIf(MEMORY_IS_KNOWN)(
    'handles 16 uploads and 16 downloads of 4 MiB at once with less than 256 MiB above idle',
    async () => {
      const own = apiClient(host.url, newUser());
      const assets = Array.from({ length: 16 }, () => newAsset(ASSET_MAX_BYTES));
      await putAsset(own, newAsset());
      const risen = await memoryRise(host.pid, async () => {
        const puts = await Promise.all(assets.map((asset) => putAsset(own, asset)));
        expect(puts.map(({ status }) => status)).toEqual(assets.map(() => 201));
        expect(host.cosmos.exchanges).toEqual([]); // assets cause no database requests
        const gets = await Promise.all(
          assets.map(({ hash }) => own('get-asset', { params: { hash } })),
        );
        expect(gets.every(({ body }, index) => body.equals(assets[index]?.bytes))).toBe(true);
      });
      expect(risen).toBeLessThan(256 * 1024 * 1024);
    },
  );
});

describe('A file storage that does not answer', () => {
  let host: OwnHost;
  beforeAll(async () => {
    const nowhere = 'BlobEndpoint=http://127.0.0.1:9/devstoreaccount1;';
    const AzureWebJobsStorage = storage.replace(/BlobEndpoint=[^;]+;/, nowhere);
    host = await startOwnHost({ AzureWebJobsStorage });
  });
  afterAll(() => host.close());

  it('causes a 503, and a save that references assets writes nothing', async () => {
    const own = apiClient(host.url, newUser());
    const asset = newAsset();
    const body = { title: 'x', content: '{}', assets: [asset.hash] };
    const answers = await Promise.all([
      putAsset(own, asset),
      own('get-asset', { params: { hash: asset.hash } }),
      own('find-missing-assets', { body: { hashes: [asset.hash] } }),
      own('create-session', { body }),
      own('create-snapshot', { body }),
      own('health', { query: { deep: '' } }),
    ]);
    expect(answers.map(({ status }) => status)).toEqual(answers.map(() => 503));
    for (const { body } of answers) expect(body.title).toBe('The file storage does not answer');
    expect((await own('list-sessions')).body.items).toEqual([]);
    expect((await own('create-session', { body: { title: 'x', content: '{}' } })).status).toBe(201);
  });
});

/** Counts the requests to the file storage per operation, and checks that some need none to the database. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { sha256 } from '../../functions/store/ids.ts';
import { newAsset, putAsset } from '../support/assets.ts';
import { newUser } from '../support/users.ts';
import { type Api, apiClient, newDocument } from './api-client.ts';
import { type OwnHostWithBlobs, startOwnHostWithBlobs } from './own-host.ts';

let host: OwnHostWithBlobs;
let api: Api;

beforeAll(async () => {
  host = await startOwnHostWithBlobs();
  api = apiClient(host.url, newUser());
  // Warm-up: creates the clients.
  await api('create-session', { body: newDocument() });
});
afterAll(() => host.close());

/** The methods of the requests sent meanwhile to the file storage and to the database. */
async function during(action: () => Promise<unknown>) {
  const [blobs, cosmos] = [host.blobs.exchanges.length, host.cosmos.exchanges.length];
  await action();
  return {
    storage: host.blobs.exchanges.slice(blobs).map(({ request }) => request.method),
    database: host.cosmos.exchanges.slice(cosmos).map(({ request }) => request.method),
  };
}

describe('Requests to the file storage:', () => {
  it('put-asset sends one, and two if the asset exists', async () => {
    const asset = newAsset();
    const put = () => putAsset(api, asset);
    expect(await during(put)).toEqual({ storage: ['PUT'], database: [] });
    expect(await during(put)).toEqual({ storage: ['PUT', 'HEAD'], database: [] });
  });

  it('put-asset of wrong bytes sends none', async () => {
    const { hash } = newAsset();
    const put = () => putAsset(api, { hash, bytes: newAsset().bytes });
    expect(await during(put)).toEqual({ storage: [], database: [] });
  });

  it('get-asset sends one, and two for a range from the end', async () => {
    const asset = newAsset();
    await putAsset(api, asset);
    const get = (range?: string) => () =>
      api('get-asset', { params: { hash: asset.hash }, headers: range ? { range } : {} });
    expect(await during(get())).toEqual({ storage: ['GET'], database: [] });
    expect(await during(get('bytes=10-19'))).toEqual({ storage: ['GET'], database: [] });
    expect(await during(get('bytes=-10'))).toEqual({ storage: ['HEAD', 'GET'], database: [] });
  });

  it('find-missing-assets sends one per different hash', async () => {
    const hashes = [newAsset(), newAsset(), newAsset()].map(({ hash }) => hash);
    const find = () => api('find-missing-assets', { body: { hashes: [...hashes, ...hashes] } });
    expect(await during(find)).toEqual({ storage: ['HEAD', 'HEAD', 'HEAD'], database: [] });
  });

  it('a save sends one per referenced asset, in addition to those to the database', async () => {
    const assets = [newAsset(), newAsset()];
    for (const asset of assets) await putAsset(api, asset);
    const body = { ...newDocument(), assets: assets.map(({ hash }) => hash) };
    const create = () => api('create-session', { body });
    expect(await during(create)).toEqual({ storage: ['HEAD', 'HEAD'], database: ['POST'] });
    const share = await during(() => api('create-snapshot', { body }));
    expect(share.storage).toEqual(['HEAD', 'HEAD']);
    const { body: id } = await create();
    const params = { session_id: id };
    const update = await during(() => api('update-session', { params, body: { title: 'B' } }));
    expect(update.storage).toEqual([]);
    const contentDelta = {
      baseHash: sha256(body.content),
      contentHash: sha256('[]'),
      instructions: [{ start: 0, length: 0, text: '[]' }],
    };
    const byDelta = () => api('update-session', { params, body: { contentDelta } });
    expect(await during(byDelta)).toEqual({ storage: [], database: ['GET', 'POST', 'PATCH'] });
  });

  it('a save that references a missing asset sends none to the database', async () => {
    const body = { ...newDocument(), assets: [newAsset().hash] };
    const create = () => api('create-session', { body });
    expect(await during(create)).toEqual({ storage: ['HEAD'], database: [] });
  });
});

/** Which assets a sweep deletes: old ones that no session, version or snapshot references. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, inject, it } from 'vitest';
import { AssetStore } from '../../functions/assets/asset-store.ts';
import { openContainer } from '../../functions/assets/container.ts';
import { sweepAssets } from '../../functions/assets/sweep.ts';
import { Budget } from '../../functions/store/budget.ts';
import { sha256 } from '../../functions/store/ids.ts';
import { namedAssets } from '../../functions/store/named-assets.ts';
import { type Azurite, startAzurite } from '../../local/azurite.ts';
import { newAsset } from '../support/assets.ts';
import { freePort } from '../support/free-port.ts';
import { newUser } from '../support/users.ts';
import { type Api, apiClient } from './api-client.ts';
import { type OwnHost, startOwnHost } from './own-host.ts';

const DAY_MS = 86_400_000;
const { cosmos } = inject('stack');

let azurite: Azurite;
let host: OwnHost;
let dataDir: string;
let api: Api;

/** A separate storage, because a sweep examines all of its assets. */
beforeAll(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'holdfast-sweep-'));
  azurite = await startAzurite({
    blobPort: await freePort(),
    queuePort: await freePort(),
    tablePort: await freePort(),
    dataDir,
  });
  host = await startOwnHost({ AzureWebJobsStorage: azurite.connectionString });
  api = apiClient(host.url, newUser());
});
afterAll(async () => {
  await host.close();
  await azurite.close();
  await rm(dataDir, { recursive: true, force: true });
});

const settings = () => ({
  AzureWebJobsStorage: azurite.connectionString,
  COSMOS_ENDPOINT: cosmos.url,
  COSMOS_KEY: cosmos.key,
  COSMOS_DATABASE: 'persistence',
});

/** A sweep that runs so many days from now. */
function sweepIn(days: number, budgetMs = 60_000) {
  const context = { settings: settings(), budget: new Budget(budgetMs) };
  const nowMs = Date.now() + days * DAY_MS;
  return sweepAssets(settings(), (hashes) => namedAssets(context, hashes), nowMs);
}

/** A store for one call, as the functions make it: its time begins now. */
const assets = () => new AssetStore({ settings: settings(), budget: new Budget() });

async function put(): Promise<string> {
  const { hash, bytes } = newAsset();
  await assets().put(hash, bytes);
  return hash;
}

it('deletes unreferenced assets after 7 days, and keeps those of sessions, versions, snapshots and the trash', async () => {
  const [current, replaced, ofSnapshot, inTrash, unnamed] = await Promise.all(
    Array.from({ length: 5 }, put),
  );
  const body = (asset: string | undefined) => ({
    title: 'x',
    content: `"${asset}"`,
    assets: [asset],
  });
  const { body: id } = await api('create-session', { body: body(replaced) });
  await api('update-session', { params: { session_id: id }, body: body(current) });
  await api('create-snapshot', { body: body(ofSnapshot) });
  const { body: deleted } = await api('create-session', { body: body(inTrash) });
  expect((await api('delete-session', { params: { session_id: deleted } })).status).toBe(204);

  expect(await sweepIn(6)).toEqual({ candidates: 0, deleted: 0, isComplete: true });
  expect(await sweepIn(8)).toEqual({ candidates: 5, deleted: 1, isComplete: true });
  const all = [current, replaced, ofSnapshot, inTrash, unnamed] as string[];
  expect(await assets().missing(all)).toEqual([unnamed]);
});

it('keeps the assets of a session that only deltas have changed since', async () => {
  const asset = await put();
  const content = `"${asset}"`;
  const { body: id } = await api('create-session', {
    body: { title: 'x', content, assets: [asset] },
  });
  for (const [from, to] of [['', '1'] as const, ['1', '12'] as const]) {
    const contentDelta = {
      baseHash: sha256(content + from),
      contentHash: sha256(content + to),
      assetsHash: sha256(asset),
      instructions: [{ start: 0, length: content.length, text: to }],
    };
    const params = { session_id: id };
    expect((await api('update-session', { params, body: { contentDelta } })).status).toBe(200);
  }
  await sweepIn(8);
  expect(await assets().missing([asset])).toEqual([]);
});

it('keeps an asset that is claimed between the listing and its deletion', async () => {
  const claimed = await put();
  const swept = await sweepAssets(
    settings(),
    async (hashes) => {
      // As a save does with an old asset.
      const container = await openContainer(settings());
      await container.getBlobClient(claimed).setMetadata({});
      return new Set([...hashes].filter((hash) => hash !== claimed));
    },
    Date.now() + 8 * DAY_MS,
  );
  expect(swept).toMatchObject({ deleted: 0, isComplete: true });
  expect(await assets().missing([claimed])).toEqual([]);
});

it('covers all assets over time, though one run examines only some of them', async () => {
  const named = await put();
  let unnamed = await put();
  while (unnamed.slice(0, 2) === named.slice(0, 2)) unnamed = await put();
  const sweepFrom = (hash: string) =>
    sweepAssets(settings(), async () => new Set([named]), Date.now() + 8 * DAY_MS, {
      first: Number.parseInt(hash.slice(0, 2), 16),
      candidatesMax: 1,
    });
  await sweepFrom(named);
  await sweepFrom(named);
  expect(await assets().missing([named])).toEqual([]);
  for (let swept = 1; swept > 0; ) ({ deleted: swept } = await sweepFrom(unnamed));
  expect(await assets().missing([unnamed])).toEqual([unnamed]);
});

it('deletes nothing if there is no time to find out what is referenced', async () => {
  const unnamed = await put();
  expect(await sweepIn(8, 0)).toMatchObject({ deleted: 0, isComplete: false });
  expect(await assets().missing([unnamed])).toEqual([]);
});

it('run twice at once and during saves deletes no asset that is referenced', async () => {
  const [named, late, unnamed] = (await Promise.all(Array.from({ length: 3 }, put))) as [
    string,
    string,
    string,
  ];
  const body = (...hashes: string[]) => ({
    title: 'x',
    content: JSON.stringify(hashes),
    assets: hashes,
  });
  const { body: id } = await api('create-session', { body: body(named) });
  const save = () => api('update-session', { params: { session_id: id }, body: body(named, late) });
  const [saved] = await Promise.all([save(), sweepIn(8), sweepIn(8)]);
  // Either the sweep was first, and the save is told what is missing, or the save was, and all is there.
  const missing = await assets().missing([named, late]);
  expect(missing).toEqual(saved.status === 422 ? [late] : []);
  expect(saved.status === 422 ? saved.body.missing : saved.status).toEqual(
    saved.status === 422 ? [late] : 200,
  );
  await sweepIn(8);
  expect(await assets().missing([unnamed])).toEqual([unnamed]);
});

import { CosmosClient, type Database } from '@azure/cosmos';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { fold } from '../../contract/titles.ts';
import { DAY_MS, endOf } from '../../functions/store/lifetime.ts';
import { type Cosmos, startCosmos } from '../../local/cosmos.ts';
import { refoldTitles } from './refold/refold-titles.ts';

const START_TIMEOUT_MS = 60_000;
const TITLES = ['İstanbul', 'ΟΔΟΣ', 'Cafe\u0301', 'Plan'];
/** Saved before descriptions were folded; the fold of the title is right. */
const DESCRIBED = 3;
const DESCRIPTION = 'Straße';
const isStale = (title: string, index: number) =>
  title.toLowerCase() !== fold(title) || index === DESCRIBED;
const STALE = TITLES.filter(isStale).length;

describe('Refolding the titles of old items', () => {
  let cosmos: Cosmos;
  let client: CosmosClient;
  let database: Database;

  beforeAll(async () => {
    cosmos = await startCosmos({ port: 0 });
    client = new CosmosClient({ endpoint: cosmos.url, key: cosmos.key });
    database = client.database('persistence');
    for (const [index, title] of TITLES.entries()) {
      const description = index === DESCRIBED ? DESCRIPTION : null;
      const metadata = { title, title__lower: title.toLowerCase(), description };
      const id = `item-${index}`;
      await database.container('sessions').items.create({ id, owner_id: 'owner', metadata });
      await database.container('snapshots').items.create({ id, owner_id: 'owner', metadata });
      await database
        .container('snapshot_access_logs')
        .items.create({ id, visitor_id: 'visitor', snapshot_metadata: metadata });
    }
    // Items that are no documents, such as key records, have no title.
    await database.container('sessions').items.create({ id: 'key~1', owner_id: 'owner' });
  }, START_TIMEOUT_MS);

  afterAll(async () => {
    client?.dispose();
    await cosmos?.close();
  });

  const containers = ['sessions', 'snapshots', 'snapshot_access_logs'];

  async function folds(container: string, path: string, name = 'title__lower'): Promise<string[]> {
    const { resources } = await database
      .container(container)
      .items.query<string>(
        `SELECT VALUE c.${path}.${name} FROM c WHERE IS_DEFINED(c.${path}.${name})`,
      )
      .fetchAll();
    return resources;
  }

  it('only counts without --apply', async () => {
    expect(await refoldTitles(database, false)).toEqual(
      containers.map((container) => ({ container, seen: TITLES.length, stale: STALE })),
    );
    expect(await folds('sessions', 'metadata')).toContain('οδος');
  });

  it('keeps the expiry of items', async () => {
    const sessions = database.container('sessions');
    const metadata = { title: 'ΟΔΟΣ', title__lower: 'stale' };
    const ttl = (30 * DAY_MS) / 1000;
    const id = 'in-the-trash';
    const { resource } = await sessions.items.create({ id, owner_id: 'trash', metadata, ttl });
    // The emulator runs in this process and has the same clock.
    vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + 20 * DAY_MS });
    await refoldTitles(database, true);
    vi.useRealTimers();
    const item = sessions.item(id, 'trash');
    const { resource: folded } = await item.read();
    expect(folded.metadata.title__lower).toBe('οδοσ');
    expect(folded._ts).toBeGreaterThan(resource?._ts ?? 0);
    expect(Math.abs(endOf(folded) - endOf(resource))).toBeLessThan(10_000);
    await item.delete();
  });

  it('writes what search compares now, and has nothing left to do afterwards', async () => {
    await refoldTitles(database, true);
    const wanted = TITLES.map(fold).sort();
    expect((await folds('sessions', 'metadata')).sort()).toEqual(wanted);
    expect((await folds('snapshots', 'metadata')).sort()).toEqual(wanted);
    expect((await folds('snapshot_access_logs', 'snapshot_metadata')).sort()).toEqual(wanted);
    for (const container of containers) {
      const path = container === 'snapshot_access_logs' ? 'snapshot_metadata' : 'metadata';
      expect(await folds(container, path, 'description__lower')).toEqual([fold(DESCRIPTION)]);
    }
    expect(await refoldTitles(database, true)).toEqual(
      containers.map((container) => ({ container, seen: TITLES.length, stale: 0 })),
    );
  });
});

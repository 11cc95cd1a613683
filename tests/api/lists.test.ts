import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { SnapshotAccessLogStore } from '../../functions/store/access-log-store.ts';
import { SessionStore } from '../../functions/store/session-store.ts';
import { at, lists, type Page, type Query, type Seed, titleOf } from './list-cases.ts';
import { accessLogSeeds, CONTENT_CANARY, SEEDED, sessionSeeds } from './list-seeds.ts';
import { type OwnDatabase, startOwnDatabase } from './own-database.ts';

let database: OwnDatabase;

beforeAll(async () => {
  database = await startOwnDatabase();
  for (const { container, seeds } of lists) await database.seed(container, seeds);
  await database.seed('sessions', sessionSeeds('other').slice(0, 50));
});

afterAll(() => database.close());

describe.each(lists)('$name', ({ list, seeds, idOf, sorts, filters }) => {
  const expected = (path: string, direction: string, keeps: (seed: Seed) => boolean = () => true) =>
    seeds
      .filter((seed) => keeps(seed))
      .sort(
        (a, b) =>
          (direction === 'asc' ? 1 : -1) * compare([at(a, path), a.id], [at(b, path), b.id]),
      )
      .map(({ id }) => id);

  const walk = async (query: Query, pageSize: number) => {
    const ids: string[] = [];
    let cursor: string | null = '';
    while (cursor !== null) {
      const page: Page = await list(database, { ...query, page_size: String(pageSize), cursor });
      if (page.pageToken !== null) expect(page.items).toHaveLength(pageSize);
      expect(JSON.stringify(page)).not.toContain(CONTENT_CANARY);
      ids.push(...page.items.map((item) => idOf(item as never)));
      cursor = page.pageToken;
    }
    return ids;
  };

  describe.each(Object.entries(sorts))('sorted by %s', (sort, path) => {
    it.each(['asc', 'desc'])(
      `returns all ${SEEDED} items once and in order, %s`,
      async (direction) => {
        const query = { sort_by: sort, sort_direction: direction };
        expect(await walk(query, 100)).toEqual(expected(path, direction));
      },
    );

    it.each(filters)(
      'filtered by %s returns the matching ones in both directions',
      async (_, filter, keeps) => {
        for (const direction of ['asc', 'desc']) {
          const query = { ...filter, sort_by: sort, sort_direction: direction };
          expect(await walk(query, 90)).toEqual(expected(path, direction, keeps));
        }
      },
    );
  });

  it('returns the total on the first page if requested', async () => {
    const count = async (query: Query) =>
      (await list(database, { page_size: '20', ...query })).total;
    expect(await count({})).toBeUndefined();
    expect(await count({ with_total: 'true' })).toBe(SEEDED);
    const rare = seeds.filter((seed) => titleOf(seed).includes('rare')).length;
    const query = { filter_title: 'rare', with_total: 'true' };
    expect(await count(query)).toBe(rare);
    expect(await count({ ...query, page_size: '100' })).toBe(rare);
    const { pageToken } = await list(database, { ...query, page_size: '20' });
    expect(await count({ ...query, cursor: pageToken ?? '' })).toBeUndefined();
  });

  it('sorts titles ignoring case if requested', async () => {
    const sort = Object.keys(sorts).find((name) => name.endsWith('title')) ?? '';
    const ids = await walk({ sort_by: sort, sort_lowercase: 'true' }, 100);
    expect(ids).toEqual(expected(`${sorts[sort]}__lower`, 'asc'));
  });

  it.each([1, 2, 7, 39, 40, 41])('returns every item once with pages of %i', async (pageSize) => {
    const [sort = '', path = ''] = Object.entries(sorts)[0] ?? [];
    const query = { filter_title: 'rare', sort_by: sort, sort_direction: 'asc' };
    const keeps = (seed: Seed) => titleOf(seed).includes('rare');
    expect(await walk(query, pageSize)).toEqual(expected(path, 'asc', keeps));
  });
});

describe('A list sorted by a name that some items do not have', () => {
  const user = 'few';
  const names = [null, 'Bob', undefined, null, 'alice', 7, null, 'Bob', undefined, 'Zoë', null];
  const seeds = accessLogSeeds(user)
    .slice(0, names.length)
    .map((seed, index) => ({
      ...seed,
      snapshot_metadata: { ...seed.snapshot_metadata, owner_name: names[index] },
    }));
  const isReadable = (name: unknown) => name === null || typeof name === 'string';
  const readable = seeds.filter(({ snapshot_metadata: { owner_name } }) => isReadable(owner_name));

  beforeAll(() => database.seed('snapshot_access_logs', seeds));

  it.each([1, 2, 3].flatMap((size) => [[size, 'asc'] as const, [size, 'desc'] as const]))(
    'returns everything once with pages of %i, %s, and counts unreadable items once',
    async (page_size, sort_direction) => {
      const store = new SnapshotAccessLogStore(database.contextFor(user));
      const order = { sort_by: 'snapshot_metadata.owner_name', sort_direction } as const;
      const seen: string[] = [];
      let leftOut = 0;
      let cursor: string | undefined;
      do {
        const page = await store.list({ ...order, page_size, cursor });
        seen.push(...page.items.map(({ snapshotId }) => snapshotId));
        leftOut += page.leftOut ?? 0;
        cursor = page.pageToken ?? undefined;
      } while (cursor);
      const inOrder = readable
        .sort((a, b) =>
          compare([a.snapshot_metadata.owner_name, a.id], [b.snapshot_metadata.owner_name, b.id]),
        )
        .map(({ snapshot_id }) => snapshot_id);
      expect(seen).toEqual(sort_direction === 'asc' ? inOrder : inOrder.toReversed());
      expect(leftOut).toBe(seeds.length - readable.length);
    },
  );
});

describe('A list that changes while somebody pages through it', () => {
  it('returns every item that existed all the time exactly once, in order', async () => {
    const user = 'busy';
    const seeds = sessionSeeds(user).slice(0, 200);
    await database.seed('sessions', seeds);
    const store = new SessionStore(database.contextFor(user));
    const seen: string[] = [];
    let cursor: string | undefined;
    for (let page = 0; cursor !== undefined || page === 0; page++) {
      const answer = await store.list({ sort_by: 'metadata.title', page_size: 20, cursor });
      seen.push(...answer.items.map(({ id }) => id));
      cursor = answer.pageToken ?? undefined;
      await store.create({ title: page % 2 ? 'AAA before' : 'zzz after', content: '' });
    }
    const order = seeds
      .sort((a, b) => compare([a.metadata.title, a.id], [b.metadata.title, b.id]))
      .map(({ id }) => id);
    expect(new Set(seen).size).toBe(seen.length);
    expect(seen.filter((id) => order.includes(id))).toEqual(order);
  });
});

/** Cosmos DB's order: null first. */
function compare(a: readonly unknown[], b: readonly unknown[]): number {
  for (const [index, value] of a.entries()) {
    const other = b[index];
    if (value === other) continue;
    if (value === null || other === null) return value === null ? -1 : 1;
    return (value as string) < (other as string) ? -1 : 1;
  }
  return 0;
}

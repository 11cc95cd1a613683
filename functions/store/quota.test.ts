import { beforeEach, describe, expect, it } from 'vitest';
import { type MemoryDatabase, memoryDatabase } from '../../tests/support/memory-database.ts';
import { QuotaReached } from './errors.ts';
import { SessionStore } from './session-store.ts';
import { SnapshotStore } from './snapshot-store.ts';

let database: MemoryDatabase;
beforeEach(() => {
  database = memoryDatabase();
});

const document = { title: 'One', content: '{}' };
const KEY = 'k'.repeat(22);

function contextFor(user: string, max: number) {
  const context = database.contextFor(user);
  const limits = { MAX_SESSIONS_PER_USER: max, MAX_SNAPSHOTS_PER_USER: max };
  return { ...context, settings: { ...context.settings, ...limits } };
}

describe.each([
  ['sessions', SessionStore],
  ['snapshots', SnapshotStore],
] as const)('Of %s', (_, Store) => {
  it('a user may have up to the limit', async () => {
    const store = new Store(contextFor('owner', 2));
    await store.create(document);
    await store.create({ ...document, title: 'Two' }, KEY);
    await expect(store.create(document)).rejects.toThrow(QuotaReached);
    await expect(store.create(document, 'l'.repeat(22))).rejects.toThrow('You have 2 of these');
    await expect(new Store(contextFor('other', 2)).create(document)).resolves.toBeDefined();
  });

  it('a repeated POST returns what it created, even if the limit is reached', async () => {
    const store = new Store(contextFor('owner', 1));
    const { id } = await store.create(document, KEY);
    expect((await store.create(document, KEY)).id).toBe(id);
  });

  it('without a limit there may be any number', async () => {
    const store = new Store(contextFor('owner', 0));
    for (let count = 0; count < 5; count++) await store.create(document);
    await expect(new Store(database.contextFor('owner')).create(document)).resolves.toBeDefined();
  });
});

it('Sessions are counted in one partition; snapshots are counted across all, as they lie in many', async () => {
  await new SessionStore(contextFor('owner', 2)).create(document);
  await new SnapshotStore(contextFor('owner', 2)).create(document);
  const counts = database.requests.filter(({ body }) => body?.query?.startsWith('SELECT c.id'));
  const partitions = counts.map(({ headers }) => headers['x-ms-documentdb-partitionkey']);
  expect(partitions[0]).toBe('["owner"]');
  expect(partitions.slice(1)).not.toContain('["owner"]');
  expect(partitions.length).toBeGreaterThan(1);
});

describe('Old versions and items in the trash', () => {
  it('do not count', async () => {
    const store = new SessionStore(contextFor('owner', 2));
    const { id } = await store.create(document, KEY);
    for (const title of ['Two', 'Three', 'Four']) await store.update(id, { title });
    const second = await store.create(document);
    await store.delete(second.id);
    await expect(store.create(document)).resolves.toBeDefined();
    await expect(store.create(document)).rejects.toThrow(QuotaReached);
  });
});

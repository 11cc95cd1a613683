import { expect, test } from 'vitest';
import type { BufferRecord, KeptRecord, Stores } from './database.ts';
import { sweep } from './sweep.ts';
import type { Database } from './transactions.ts';

const DAY_MS = 24 * 60 * 60 * 1000;
const NOW = Date.UTC(2026, 10, 29);

/** A database in memory with one kept copy and one clean buffer, as a device wrote them whose clock said `deviceMs`. */
function disk(deviceMs: number) {
  const kept = { info: { ownerId: 'alice', keptAtMs: deviceMs }, asSent: false };
  const info = { bufferId: 'b1', ownerId: 'alice', lastModifiedMs: deviceMs };
  const buffer = { info, generation: 1, rootHash: 'r1', baseRootHash: 'r1', sent: [], revision: 1 };
  const stores: { [S in keyof Stores]: Map<string, Stores[S]> } = {
    parts: new Map(),
    lists: new Map(),
    buffers: new Map([['b1', buffer as unknown as BufferRecord]]),
    kept: new Map([['k1', kept as unknown as KeptRecord]]),
    damaged: new Map(),
  };
  const database: Database = {
    run: (_, work) =>
      work({
        get: async (store, key) => stores[store].get(key),
        all: async (store) => new Map(stores[store]),
        keys: async (store) => [...stores[store].keys()],
        put: (store, key, value) => void stores[store].set(key, value),
        delete: (store, key) => void stores[store].delete(key),
      }),
  };
  return { database, stores, left: () => [stores.kept.size, stores.buffers.size] };
}

test.each([-400, -40, -1, 0, 1, 40, 400])(
  'A device whose clock was %i days off when it kept something keeps it its whole time',
  async (daysOff) => {
    const { database, left } = disk(NOW + daysOff * DAY_MS);
    await sweep(database, NOW);
    await sweep(database, NOW + 6 * DAY_MS);
    expect(left()).toEqual([1, 1]);
    await sweep(database, NOW + 8 * DAY_MS);
    expect(left()).toEqual([1, 0]);
    await sweep(database, NOW + 29 * DAY_MS);
    expect(left()).toEqual([1, 0]);
    await sweep(database, NOW + 31 * DAY_MS);
    expect(left()).toEqual([0, 0]);
  },
);

test('Without the time of the server nothing expires', async () => {
  const { database, left } = disk(NOW - 400 * DAY_MS);
  await sweep(database, null);
  await sweep(database, null);
  expect(left()).toEqual([1, 1]);
});

test('The time of a buffer that was edited meanwhile starts again', async () => {
  const { database, stores, left } = disk(NOW);
  await sweep(database, NOW);
  const record = stores.buffers.get('b1');
  if (record) stores.buffers.set('b1', { ...record, rootHash: 'r2', baseRootHash: 'r2' });
  await sweep(database, NOW + 8 * DAY_MS);
  expect(left()).toEqual([1, 1]);
});

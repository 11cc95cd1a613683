import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { type MemoryDatabase, memoryDatabase } from '../../tests/support/memory-database.ts';
import { SnapshotAccessLogStore } from './access-log-store.ts';
import { Corrupt, Forbidden, KeyReused, NotFound, PreconditionFailed, TooLarge } from './errors.ts';
import { markLogs } from './mark-logs.ts';
import { SnapshotStore, toSnapshot } from './snapshot-store.ts';
import { listVisits } from './snapshot-visits.ts';

const newSnapshot = { title: 'As PRESENTED', description: 'Monday', content: '{}' };
const IN_AN_HOUR = new Date(Date.now() + 3_600_000).toISOString();

let database: MemoryDatabase;
let snapshots: SnapshotStore;
beforeEach(() => {
  database = memoryDatabase();
  snapshots = new SnapshotStore(database.contextFor('owner'));
});
afterEach(() => {
  vi.useRealTimers();
});

const visitorOf = (name: string) => {
  const context = database.contextFor(name);
  const store = new SnapshotStore(context);
  const logs = new SnapshotAccessLogStore(context);
  return {
    logs,
    store,
    visit: (id: string) => logs.logVisit(id, store.read(id)),
    log: async (id: string) => (await logs.list({})).items.find((log) => log.snapshotId === id),
  };
};
const stored = async (id: string) =>
  (await database.all('snapshots')).find((document) => document.id === id);

describe('A snapshot', () => {
  it('can be read by everybody, with its owner and all its metadata', async () => {
    const { id } = await snapshots.create(newSnapshot);
    const { metadata, content } = await toSnapshot(await visitorOf('visitor').store.read(id));
    expect(content).toBe('{}');
    expect(metadata).toMatchObject({
      id,
      ownerId: 'owner',
      ownerName: 'Name of owner',
      title: 'As PRESENTED',
      description: 'Monday',
      contentBytes: 2,
      expiresAt: null,
    });
    expect(metadata.etag).toMatch(/^".+"$/);
    expect((await stored(id)).metadata.title__lower).toBe('as presented');
    expect((await snapshots.list({})).items).toEqual([metadata]);
    expect((await visitorOf('visitor').store.list({})).items).toEqual([]);
  });

  it('replaces lone surrogates, and stores an empty description as null', async () => {
    const made = await snapshots.create({ title: 'a\ud800', description: '', content: '' });
    expect(made.metadata).toMatchObject({ title: 'a\ufffd', description: null });
  });

  it('too large for an item is refused', async () => {
    const content = Buffer.from(
      Uint8Array.from({ length: 1_500_000 }, () => Math.random() * 256),
    ).toString('base64');
    await expect(snapshots.create({ title: 'x', content })).rejects.toThrow(TooLarge);
  });

  it('can be deleted by its owner alone, readable or not, without loading its content', async () => {
    const { id } = await snapshots.create(newSnapshot);
    const { store } = visitorOf('visitor');
    await expect(store.findOwn(id)).rejects.toThrow(
      new Forbidden('Only its owner can delete a snapshot. Nothing was changed.'),
    );
    await expect(store.findOwn(id, 'hide from others')).rejects.toThrow(new NotFound('Not found.'));
    await expect(store.findOwn('nobodys1')).rejects.toThrow(NotFound);
    await database.seed('snapshots', {
      id: 'damaged1',
      owner_id: 'owner',
      metadata: 7,
      content: 'x',
    });
    await expect(snapshots.read('damaged1')).rejects.toThrow(Corrupt);
    database.requests.length = 0;
    const damaged = await snapshots.findOwn('damaged1');
    expect(database.requests[0]?.body.query).not.toContain('content');
    expect(damaged).toMatchObject({ id: 'damaged1', isDeleted: false });
    await snapshots.delete(damaged);
    await expect(snapshots.restore(damaged)).rejects.toThrow(Corrupt);
    await snapshots.deleteForGood(damaged);
    expect(await stored('damaged1')).toBeUndefined();
  });

  it('in the trash is visible only to its owner, who can restore it', async () => {
    const { id } = await snapshots.create(newSnapshot);
    await snapshots.delete(await snapshots.findOwn(id));
    expect((await stored(id)).ttl).toBe(30 * 86_400 + 1);
    await expect(snapshots.read(id)).rejects.toThrow(NotFound);
    await expect(visitorOf('visitor').store.findOwn(id)).rejects.toThrow(NotFound);
    expect((await snapshots.list({})).items).toEqual([]);
    expect((await snapshots.listDeleted({})).items).toMatchObject([{ id }]);
    const own = await snapshots.findOwn(id);
    expect(own.isDeleted).toBe(true);
    expect(await snapshots.restore(own)).toMatchObject({ id });
    expect(await stored(id)).not.toHaveProperty('ttl');
    expect((await snapshots.listDeleted({})).items).toEqual([]);
  });

  it('that is restored during its deletion with an ETag stays', async () => {
    const { id } = await snapshots.create(newSnapshot);
    await snapshots.delete(await snapshots.findOwn(id));
    const inTrash = await snapshots.findOwn(id);
    const { etag } = await snapshots.restore(inTrash);
    const stale = String(inTrash.row._etag);
    await expect(snapshots.deleteForGood(inTrash, stale)).rejects.toThrow(PreconditionFailed);
    await expect(snapshots.delete(inTrash, stale)).rejects.toThrow(PreconditionFailed);
    expect(await stored(id)).toBeDefined();
    await snapshots.deleteForGood(inTrash, etag);
    expect(await stored(id)).toBeUndefined();
  });

  it('with an expiry keeps it in the trash and after a restore', async () => {
    const { id } = await snapshots.create({ ...newSnapshot, expiresAt: IN_AN_HOUR });
    expect((await stored(id)).ttl).toBeGreaterThan(3_000);
    expect((await stored(id)).ttl).toBeLessThanOrEqual(3_601);
    await snapshots.delete(await snapshots.findOwn(id));
    expect((await stored(id)).ttl).toBeLessThanOrEqual(3_601);
    expect((await snapshots.listDeleted({})).items).toMatchObject([{ expiresAt: IN_AN_HOUR }]);
    const restored = await snapshots.restore(await snapshots.findOwn(id));
    expect(restored.expires_at).toBe(IN_AN_HOUR);
    expect((await stored(id)).ttl).toBeGreaterThan(3_000);
    expect((await stored(id)).ttl).toBeLessThanOrEqual(3_601);
  });

  it('with another expiry is another body for the same key', async () => {
    const key = 'a-key-of-the-client-0123';
    await snapshots.create({ ...newSnapshot, expiresAt: IN_AN_HOUR }, key);
    await snapshots.create({ ...newSnapshot, expiresAt: IN_AN_HOUR }, key);
    await expect(snapshots.create(newSnapshot, key)).rejects.toThrow(KeyReused);
  });
});

describe('Visits', () => {
  it('are counted one by one, the first with a copy of the metadata', async () => {
    const { id } = await snapshots.create({ ...newSnapshot, expiresAt: IN_AN_HOUR });
    const visitor = visitorOf('visitor');
    await visitor.visit(id);
    const first = await visitor.log(id);
    expect(first).toMatchObject({
      visitorId: 'visitor',
      visits: 1,
      snapshotDeleted: false,
      snapshotDeletedAt: null,
      snapshotMetadata: {
        title: 'As PRESENTED',
        description: 'Monday',
        ownerId: 'owner',
        ownerName: 'Name of owner',
        expiresAt: IN_AN_HOUR,
      },
    });
    await visitor.visit(id);
    await visitor.visit(id);
    const third = await visitor.log(id);
    expect(third).toMatchObject({ visits: 3, firstVisitedAt: first?.firstVisitedAt });
    const [log] = await database.all('snapshot_access_logs');
    expect(log).toMatchObject({ id: `${id}__visitor`, visitor_name: 'Name of visitor' });
    expect(log.visited_before <= log.last_visited_at).toBe(true);
  });

  it.each(['is carried out', 'is not carried out'])(
    'within one millisecond are all counted if the request of one has no response and %s',
    async (outcome) => {
      vi.useFakeTimers({ toFake: ['Date'] });
      const { id } = await snapshots.create(newSnapshot);
      const visitor = visitorOf('visitor');
      await visitor.visit(id);
      await visitor.visit(id);
      let patches = 0;
      database.strike = async ({ method }, pass) => {
        if (method !== 'PATCH' || ++patches > 1) return pass();
        if (outcome === 'is carried out') await pass();
        return { status: 408, body: { message: '' } };
      };
      await visitor.visit(id);
      database.strike = undefined;
      expect(patches).toBe(2);
      expect(await visitor.log(id)).toMatchObject({ visits: 3, snapshotDeleted: false });
    },
  );

  it('cost one request in parallel to the read for a known visitor, and one more for a new one', async () => {
    const { id } = await snapshots.create(newSnapshot);
    const visitor = visitorOf('visitor');
    const methodsOf = async () => {
      database.requests.length = 0;
      await visitor.visit(id);
      return database.requests.map(({ method }) => method).sort();
    };
    expect(await methodsOf()).toEqual(['GET', 'PATCH', 'POST']);
    expect(await methodsOf()).toEqual(['GET', 'PATCH']);
  });

  it('by a new visitor at the same moment count as two', async () => {
    const { id } = await snapshots.create(newSnapshot);
    const visitor = visitorOf('visitor');
    await Promise.all([visitor.visit(id), visitor.visit(id)]);
    expect((await visitor.log(id))?.visits).toBe(2);
  });

  it('count once if a response was lost, for the first visit and for later ones', async () => {
    const { id } = await snapshots.create(newSnapshot);
    const visitor = visitorOf('visitor');
    for (const [method, visits] of [
      ['POST', 1],
      ['PATCH', 2],
    ] as const) {
      let struck = 0;
      database.strike = async (request, pass) => {
        const answer = await pass();
        if (request.method !== method || struck++ > 0) return answer;
        return { status: 503, body: { message: '' } };
      };
      await visitor.visit(id);
      database.strike = undefined;
      expect((await visitor.log(id))?.visits).toBe(visits);
    }
  });

  it('of a deleted snapshot do not count, and mark the visitor’s own log', async () => {
    const { id } = await snapshots.create(newSnapshot);
    const visitor = visitorOf('visitor');
    await visitor.visit(id);
    const before = await visitor.log(id);
    await snapshots.deleteForGood(await snapshots.findOwn(id));
    await visitor.visit(id);
    const after = await visitor.log(id);
    expect(after).toMatchObject({
      visits: 1,
      lastVisitedAt: before?.lastVisitedAt,
      snapshotDeleted: true,
    });
    expect(after?.snapshotDeletedAt).toMatch(/Z$/);
    await visitor.visit(id);
    expect(await visitor.log(id)).toEqual(after);
    const stranger = visitorOf('stranger');
    await stranger.visit(id);
    expect(await stranger.log(id)).toBeUndefined();
  });

  it('of a snapshot that was marked as deleted but exists count, and unmark it', async () => {
    const { id } = await snapshots.create(newSnapshot);
    const visitor = visitorOf('visitor');
    await visitor.visit(id);
    const [log] = await database.all('snapshot_access_logs');
    await database.seed('snapshot_access_logs', { ...log, snapshot_deleted: true });
    await visitor.visit(id);
    expect(await visitor.log(id)).toMatchObject({ visits: 2, snapshotDeleted: false });
  });

  it('fail if reading fails for another reason', async () => {
    const { logs } = visitorOf('visitor');
    const reading = Promise.reject(new Corrupt());
    await expect(logs.logVisit('snapshot', reading)).rejects.toThrow(Corrupt);
  });

  it('can be removed from one’s own list, even if there are none', async () => {
    const { id } = await snapshots.create(newSnapshot);
    const visitor = visitorOf('visitor');
    await visitor.visit(id);
    await visitor.logs.delete(id);
    await visitor.logs.delete(id);
    expect(await visitor.log(id)).toBeUndefined();
  });

  it('by people with odd ids have logs that the database accepts', async () => {
    const { id } = await snapshots.create(newSnapshot);
    const odd = visitorOf('a/b#c');
    await odd.visit(id);
    expect((await database.all('snapshot_access_logs'))[0].id).toBe(`${id}__YS9iI2M`);
    const plain = visitorOf('a.b@c:d-e_f');
    await plain.visit(id);
    expect((await plain.log(id))?.visits).toBe(1);
  });

  it('by others are shown to the owner, last visit first, with totals', async () => {
    const { id } = await snapshots.create(newSnapshot);
    const other = await snapshots.create(newSnapshot);
    await visitorOf('owner').visit(id);
    for (const [name, times] of [
      ['one', 1],
      ['two', 3],
    ] as const) {
      for (let count = 0; count < times; count++) await visitorOf(name).visit(id);
    }
    await visitorOf('three').visit(other.id);
    const context = database.contextFor('owner');
    const all = await listVisits(id, {}, context);
    expect(all).toMatchObject({
      visitors: 2,
      visits: 4,
      pageToken: null,
      items: [
        { visitorName: 'Name of two', visits: 3 },
        { visitorName: 'Name of one', visits: 1 },
      ],
    });
    expect(all.items[0]).not.toHaveProperty('visitorId');
    const page = await listVisits(id, { page_size: 1 }, context);
    expect(page).toMatchObject({ visitors: 2, items: [{ visits: 3 }] });
    const next = await listVisits(id, { page_size: 1, cursor: page.pageToken ?? '' }, context);
    expect(next.items).toMatchObject([{ visits: 1 }]);
  });

  it('from versions before 0.2 have no name', async () => {
    const { id } = await snapshots.create(newSnapshot);
    await visitorOf('old').visit(id);
    const [{ visitor_name: _, ...log }] = await database.all('snapshot_access_logs');
    await database.seed('snapshot_access_logs', log);
    const { items } = await listVisits(id, {}, database.contextFor('owner'));
    expect(items).toMatchObject([{ visitorName: null }]);
  });
});

describe('The logs of a snapshot', () => {
  const change = (snapshotId: string) => ({
    snapshotId,
    ownerId: 'owner',
    deletedAt: '2026-01-01T00:00:00.000Z',
  });

  it('are marked when it is deleted, the owner’s own log is removed, others stay', async () => {
    const { id } = await snapshots.create(newSnapshot);
    const other = await snapshots.create(newSnapshot);
    const visitors = ['owner', 'one', 'two'].map(visitorOf);
    for (const { visit } of visitors) {
      await visit(id);
      await visit(other.id);
    }
    const context = database.contextFor('');
    expect(await markLogs(change(id), context)).toEqual({ snapshot: 'alive', marked: 0 });
    await snapshots.deleteForGood(await snapshots.findOwn(id));
    expect(await markLogs(change(id), context)).toEqual({ snapshot: 'gone', marked: 3 });
    const [own, one, two] = await Promise.all(visitors.map(({ log }) => log(id)));
    expect(own).toBeUndefined();
    const deleted = { snapshotDeleted: true, snapshotDeletedAt: '2026-01-01T00:00:00.000Z' };
    expect([one, two]).toMatchObject([deleted, deleted]);
    for (const { log } of visitors) expect((await log(other.id))?.snapshotDeleted).toBe(false);
    expect(await markLogs(change(id), context)).toEqual({ snapshot: 'gone', marked: 0 });
  });

  it('say when it was moved to the trash, and are unmarked when it is restored', async () => {
    const { id } = await snapshots.create(newSnapshot);
    const visitor = visitorOf('visitor');
    await visitor.visit(id);
    await snapshots.delete(await snapshots.findOwn(id));
    const context = database.contextFor('');
    await markLogs(change(id), context);
    const { deleted_at } = await stored(id);
    expect(await visitor.log(id)).toMatchObject({ snapshotDeletedAt: deleted_at });
    await snapshots.restore(await snapshots.findOwn(id));
    expect(await markLogs(change(id), context)).toEqual({ snapshot: 'alive', marked: 1 });
    expect(await visitor.log(id)).toMatchObject({
      snapshotDeleted: false,
      snapshotDeletedAt: null,
    });
  });

  it('may be removed by a visitor meanwhile', async () => {
    const { id } = await snapshots.create(newSnapshot);
    await visitorOf('visitor').visit(id);
    await snapshots.deleteForGood(await snapshots.findOwn(id));
    database.strike = async (request, pass) =>
      request.method === 'PATCH' ? { status: 404, body: { message: '' } } : pass();
    await expect(markLogs(change(id), database.contextFor(''))).resolves.toMatchObject({
      marked: 1,
    });
  });
});

import type { Database } from '@azure/cosmos';
import { beforeEach, describe, expect, it } from 'vitest';
import { fold } from '../../contract/titles.ts';
import { SnapshotAccessLogStore } from '../../functions/store/access-log-store.ts';
import { openDatabase } from '../../functions/store/client.ts';
import { SessionStore } from '../../functions/store/session-store.ts';
import { SnapshotStore, toSnapshot } from '../../functions/store/snapshot-store.ts';
import { type MemoryDatabase, memoryDatabase } from '../../tests/support/memory-database.ts';
import { moveAll } from './move/move-all.ts';

/** Documents as the original writes them: times with microseconds, computed lower-case fields. */
function originalSession(id: string, more: object = {}, metadata: object = {}) {
  return {
    id,
    owner_id: 'old-alice',
    metadata: {
      title: 'North Flank',
      description: null,
      created_at: '2025-10-06T08:15:30.123456Z',
      updated_at: '2025-10-07T09:00:00.000001+00:00',
      content_hash: 'f'.repeat(64),
      version: 7,
      title__lower: 'north flank',
      description__lower: null,
      ...metadata,
    },
    content: '{"dashboards":[]}',
    ...more,
  };
}

function originalSnapshot(id: string) {
  const { updated_at: _, version: __, ...metadata } = originalSession(id).metadata;
  return { ...originalSession(id), metadata: { ...metadata, title: 'As presented' } };
}

function originalLog(snapshot: string, visitor: string, more: object = {}) {
  return {
    id: `${snapshot}__${visitor}`,
    visitor_id: visitor,
    snapshot_id: snapshot,
    snapshot_owner_id: 'old-alice',
    visits: 3,
    first_visited_at: '2025-10-08T10:00:00.500000Z',
    last_visited_at: '2025-10-09T10:00:00.500000Z',
    snapshot_deleted: false,
    snapshot_deleted_at: null,
    snapshot_metadata: originalSnapshot(snapshot).metadata,
    ...more,
  };
}

let source: MemoryDatabase;
let target: MemoryDatabase;
let from: Database;
let to: Database;

beforeEach(() => {
  source = memoryDatabase();
  target = memoryDatabase();
  from = openDatabase(source.contextFor('').settings);
  to = openDatabase(target.contextFor('').settings);
});

async function seed() {
  await source.seed('sessions', originalSession('sessionA'), originalSession('sessionB'));
  await source.seed('snapshots', originalSnapshot('snapshoA'));
  const istanbul = {
    ...originalSnapshot('goneaway').metadata,
    ...{ title: 'İstanbul', title__lower: 'i̇stanbul', description: 'Σίσυφος' },
  };
  const deleted = { snapshot_deleted: true, snapshot_deleted_at: '2025-11-01T00:00:00.000000Z' };
  await source.seed(
    'snapshot_access_logs',
    originalLog('snapshoA', 'old-bob'),
    originalLog('goneaway', 'old-bob', { ...deleted, snapshot_metadata: istanbul }),
  );
}

const users: Readonly<Record<string, string>> = { 'old-alice': 'alice', 'old-bob': 'bob' };
const userOf = (id: string) => users[id] ?? id;
const move = (apply = true) => moveAll(from, to, { apply, userOf });

const none = { moved: 0, present: 0 };
const all = (kind: 'moved' | 'present') => ({
  sessions: { ...none, [kind]: 2 },
  snapshots: { ...none, [kind]: 1 },
  accessLogs: { ...none, [kind]: 2 },
  left: [],
});

describe('Moving from the original', () => {
  it('copies sessions, snapshots and visits, keeping their ids, for our user ids', async () => {
    await seed();
    expect(await move()).toEqual(all('moved'));

    const { items } = await new SessionStore(target.contextFor('alice')).list({});
    expect(items.map(({ id }) => id).sort()).toEqual(['sessionA', 'sessionB']);
    const session = await new SessionStore(target.contextFor('alice')).get('sessionA');
    expect(session).toMatchObject({
      content: '{"dashboards":[]}',
      metadata: {
        ownerId: 'alice',
        title: 'North Flank',
        description: null,
        createdAt: '2025-10-06T08:15:30.123Z',
        updatedAt: '2025-10-07T09:00:00.000Z',
        version: 7,
      },
    });
    expect(session.metadata.contentHash).not.toBe('f'.repeat(64));

    const snapshots = new SnapshotStore(target.contextFor('bob'));
    const snapshot = await toSnapshot(await snapshots.read('snapshoA'));
    expect(snapshot).toMatchObject({ metadata: { ownerId: 'alice', title: 'As presented' } });

    const logs = await new SnapshotAccessLogStore(target.contextFor('bob')).list({});
    expect(logs.items).toMatchObject([
      { snapshotId: 'snapshoA', visits: 3, lastVisitedAt: '2025-10-09T10:00:00.500Z' },
      { snapshotId: 'goneaway', snapshotDeleted: true },
    ]);
    expect(logs.items[0]?.snapshotMetadata.contentBytes).toBe(17);
  });

  it('lets people find visited snapshots by title and description, even after their deletion', async () => {
    await seed();
    await move();
    const logs = new SnapshotAccessLogStore(target.contextFor('bob'));
    for (const query of [{ filter_title: 'istanbul' }, { filter_text: fold('σίσυφοσ') }]) {
      expect((await logs.list(query)).items).toMatchObject([{ snapshotId: 'goneaway' }]);
    }
  });

  it('produces documents that can be saved, versioned, visited and deleted', async () => {
    await seed();
    await move();
    const sessions = new SessionStore(target.contextFor('alice'));
    const { metadata } = await sessions.update('sessionA', { content: '"new"' });
    expect(metadata.version).toBe(8);
    await sessions.delete('sessionA');
    const bob = target.contextFor('bob');
    const logs = new SnapshotAccessLogStore(bob);
    await logs.logVisit('snapshoA', new SnapshotStore(bob).read('snapshoA'));
    expect((await logs.list({})).items[0]?.visits).toBe(4);
  });

  it('writes nothing in a dry run, and reports what it would do', async () => {
    await seed();
    expect(await move(false)).toEqual(all('moved'));
    for (const name of ['sessions', 'snapshots', 'snapshot_access_logs']) {
      expect(await target.all(name)).toEqual([]);
    }
    await move();
    expect(await move(false)).toEqual(all('present'));
  });

  it('writes nothing when run again', async () => {
    await seed();
    await move();
    const before = await target.all('sessions');
    expect(await move()).toEqual(all('present'));
    expect(await target.all('sessions')).toEqual(before);
  });

  it('interrupted at any write and run again, copies everything once', async () => {
    await seed();
    for (let at = 1; at <= 5; at++) {
      target = memoryDatabase();
      to = openDatabase(target.contextFor('').settings);
      let writes = 0;
      target.strike = async ({ method, headers }, pass) => {
        const isWrite = method === 'POST' && !headers['x-ms-documentdb-isquery'];
        if (isWrite && ++writes === at) throw new Error('The power went off.');
        return pass();
      };
      await expect(move()).rejects.toThrow('The power went off.');
      target.strike = undefined;
      const report = await move();
      expect(report.sessions.moved + report.sessions.present).toBe(2);
      expect(report.snapshots.moved + report.snapshots.present).toBe(1);
      expect(await target.all('snapshot_access_logs')).toHaveLength(2);
    }
  });

  it('updates what has changed in the original since, but not what was changed here', async () => {
    await seed();
    await move();
    const newer = (id: string) => originalSession(id, { content: '"newer"' }, { version: 8 });
    await source.seed('sessions', newer('sessionA'), newer('sessionB'));
    const sessions = new SessionStore(target.contextFor('alice'));
    await sessions.update('sessionB', { content: '"mine"' });
    const report = await move();
    expect(report.sessions).toEqual({ moved: 1, present: 0 });
    expect(report.left).toMatchObject([{ container: 'sessions', id: 'sessionB' }]);
    expect((await sessions.get('sessionA')).content).toBe('"newer"');
    expect((await sessions.get('sessionB')).content).toBe('"mine"');
  });

  it('does not bring back what was deleted here', async () => {
    await seed();
    await move();
    const sessions = new SessionStore(target.contextFor('alice'));
    await sessions.delete('sessionA');
    await source.seed('sessions', originalSession('sessionA', { content: '"newer"' }));
    expect((await move()).left).toMatchObject([{ container: 'sessions', id: 'sessionA' }]);
    expect((await sessions.list({})).items).toMatchObject([{ id: 'sessionB' }]);
  });

  it('never overwrites another user’s document with the same id', async () => {
    await seed();
    await target.seed('snapshots', { id: 'snapshoA', owner_id: 'somebody', note: 'theirs' });
    const report = await move();
    expect(report.left).toMatchObject([{ container: 'snapshots', id: 'snapshoA' }]);
    expect(await target.all('snapshots')).toMatchObject([{ note: 'theirs' }]);
  });

  it('skips what it cannot read, reports why, and continues with the rest', async () => {
    await seed();
    await source.seed(
      'sessions',
      originalSession('damaged1', { content: null }),
      originalSession('damaged2', {}, { created_at: 'yesterday' }),
      originalSession('toolarge', { content: 'x'.repeat(8 * 1024 * 1024 + 1) }),
    );
    const { sessions, left } = await move();
    expect(sessions.moved).toBe(2);
    expect(left.map(({ id }) => id).sort()).toEqual(['damaged1', 'damaged2', 'toolarge']);
    expect(left.find(({ id }) => id === 'damaged2')?.reason).toContain('metadata.created_at');
  });
});

import { beforeEach, describe, expect, it } from 'vitest';
import { type MemoryDatabase, memoryDatabase } from '../../tests/support/memory-database.ts';
import { Budget } from './budget.ts';
import { thinHistories } from './housekeeping.ts';
import { SessionStore } from './session-store.ts';

const NOW = Date.now();
const HOUR_MS = 3_600_000;
const hash = 'a'.repeat(64);
const head = { title: 'Head', content: '{}' };

let database: MemoryDatabase;
beforeEach(() => {
  database = memoryDatabase();
});

/** A time so many whole hours ago, in the middle of that hour, minus some minutes. */
function timeOf(hoursAgo: number, minutesBefore = 0): string {
  const hour = Math.floor(NOW / HOUR_MS) - hoursAgo;
  return new Date((hour + 0.5) * HOUR_MS - minutesBefore * 60_000).toISOString();
}

function version(owner: string, session: string, number: number, time: string) {
  const metadata = {
    title: `Version ${number}`,
    title__lower: `version ${number}`,
    description: null,
    created_at: time,
    updated_at: time,
    version: number,
    content_hash: hash,
    content_bytes: 2,
    state_hash: hash,
  };
  return {
    id: `${session}~${number}`,
    owner_id: owner,
    kind: 'version',
    version_of: session,
    replaced_at: time,
    metadata,
    content: '{}',
    content_encoding: 'identity',
    ttl: 90 * 86_400,
  };
}

/** A session with 6 old versions: two from one hour, two from another, two from today. */
async function withHistory(owner: string): Promise<string> {
  const sessions = new SessionStore(database.contextFor(owner));
  const { id } = await sessions.create(head);
  await database.seed(
    'sessions',
    version(owner, id, 101, timeOf(100, 5)),
    version(owner, id, 102, timeOf(100)),
    version(owner, id, 103, timeOf(50, 5)),
    version(owner, id, 104, timeOf(50)),
    version(owner, id, 105, timeOf(3, 5)),
    version(owner, id, 106, timeOf(3)),
  );
  return id;
}

async function versionsOf(session: string): Promise<number[]> {
  const items = await database.all('sessions');
  return items
    .filter(({ version_of }) => version_of === session)
    .map(({ metadata }) => metadata.version)
    .sort((one, other) => one - other);
}

const KEPT = [102, 104, 105, 106];

describe('Housekeeping', () => {
  it('thins every history, changes no session, and a second run finds nothing to do', async () => {
    const ids = [await withHistory('one'), await withHistory('two')];
    const context = database.contextFor('housekeeping');
    expect(await thinHistories(context)).toEqual({ sessions: 2, deleted: 4, isComplete: true });
    for (const id of ids) expect(await versionsOf(id)).toEqual(KEPT);
    expect(await thinHistories(context)).toEqual({ sessions: 2, deleted: 0, isComplete: true });
    for (const owner of ['one', 'two']) {
      const { items } = await new SessionStore(database.contextFor(owner)).list({});
      expect(items).toMatchObject([{ title: 'Head' }]);
    }
  });

  it('deletes the versions of permanently deleted sessions, but not of those in the trash', async () => {
    const [gone, trashed] = [await withHistory('gone'), await withHistory('trashed')];
    await database.seed(
      'sessions',
      version('gone', 'recent01', 1, timeOf(60)),
      version('gone', 'recent01', 2, timeOf(20)),
    );
    await new SessionStore(database.contextFor('gone')).deleteForGood(gone);
    await new SessionStore(database.contextFor('trashed')).delete(trashed);
    const old = (await database.all('sessions')).filter(({ version_of }) => version_of === gone);
    const before = timeOf(30);
    await database.seed('sessions', ...old.map((each) => ({ ...each, replaced_at: before })));
    await thinHistories(database.contextFor('housekeeping'));
    expect(await versionsOf(gone)).toEqual([]);
    expect(await versionsOf('recent01')).toEqual([1, 2]);
    expect(await versionsOf(trashed)).toEqual(KEPT);
  });

  it('thins the versions of a session that was not saved for long, and never deletes the last of a period', async () => {
    const idle = async (owner: string) => {
      const { id } = await new SessionStore(database.contextFor(owner)).create(head);
      await database.seed(
        'sessions',
        version(owner, id, 101, timeOf(100, 5)),
        version(owner, id, 102, timeOf(100)),
        version(owner, id, 103, timeOf(50)),
      );
      return id;
    };
    const [standing, trashed] = [await idle('standing'), await idle('trashed')];
    await new SessionStore(database.contextFor('trashed')).delete(trashed);
    await thinHistories(database.contextFor('housekeeping'));
    expect(await versionsOf(standing)).toEqual([102, 103]);
    expect(await versionsOf(trashed)).toEqual([102, 103]);
  });

  it.each([
    ['whether a session still exists', 'SELECT c._ts', 'query'],
    ['a version', '', 'DELETE'],
  ])('stops if the database refuses %s', async (_, select, method) => {
    await database.seed('sessions', version('one', 'session1', 1, timeOf(100)));
    database.strike = async (request, pass) => {
      const isMeant =
        request.method === method ||
        (method === 'query' && request.body?.query?.startsWith(select));
      return isMeant ? { status: 403, body: { message: '' } } : pass();
    };
    await expect(thinHistories(database.contextFor('housekeeping'))).rejects.toMatchObject({
      code: 403,
    });
    expect(await versionsOf('session1')).toEqual([1]);
  });

  it('has nothing to do if there is no history', async () => {
    const none = { sessions: 0, deleted: 0, isComplete: true };
    expect(await thinHistories(database.contextFor('housekeeping'))).toEqual(none);
  });

  it('records its position after 500 sessions', async () => {
    const ids = Array.from({ length: 501 }, (_, index) => `session-${1_000 + index}`);
    await database.seed('sessions', ...ids.map((id) => version('one', id, 1, timeOf(1))));
    await thinHistories(database.contextFor('housekeeping'));
    const notes = database.requests.filter(({ body }) => body?.id === 'housekeeping');
    expect(notes.map(({ body }) => body.after)).toEqual(['session-1499', '']);
  });

  it('separates two owners whose sessions have the same id', async () => {
    const id = await withHistory('one');
    await database.seed(
      'sessions',
      version('two', id, 9, timeOf(100)),
      version('two', id, 8, timeOf(99)),
    );
    await thinHistories(database.contextFor('housekeeping'));
    const left = (await database.all('sessions')).filter(({ version_of }) => version_of === id);
    expect(left.filter(({ owner_id }) => owner_id === 'one')).toHaveLength(4);
    expect(left.filter(({ owner_id }) => owner_id === 'two')).toEqual([]);
  });

  it('leaves a version that does not parse unchanged', async () => {
    const id = await withHistory('one');
    const damaged = { ...version('one', id, 107, timeOf(90)), metadata: 'damaged' };
    await database.seed('sessions', damaged);
    await thinHistories(database.contextFor('housekeeping'));
    const left = await database.all('sessions');
    expect(left.find((each) => each.id === damaged.id)).toMatchObject({ metadata: 'damaged' });
  });

  it('stops when its time runs out, and the next run continues from there', async () => {
    for (const owner of ['one', 'two', 'three']) await withHistory(owner);
    const hurried = () => ({ ...database.contextFor('housekeeping'), budget: new Budget(14_000) });
    expect(await thinHistories(hurried())).toMatchObject({ sessions: 1, isComplete: false });
    expect(await thinHistories(hurried())).toMatchObject({ sessions: 1, isComplete: false });
    const last = await thinHistories(database.contextFor('housekeeping'));
    expect(last).toEqual({ sessions: 1, deleted: 2, isComplete: true });
    const again = await thinHistories(database.contextFor('housekeeping'));
    expect(again).toEqual({ sessions: 3, deleted: 0, isComplete: true });
  });

  it('killed at any request deletes nothing that should stay, and a later run completes the work', async () => {
    const id = await withHistory('one');
    for (let at = 1; ; at++) {
      await database.seed('sessions', version('one', id, 101, timeOf(100, 5)));
      let seen = 0;
      const killed = new Promise<never>(() => {});
      const dying = Promise.withResolvers<void>();
      database.strike = (_, pass) => {
        if (++seen < at) return pass();
        dying.resolve();
        return killed;
      };
      const run = thinHistories(database.contextFor('housekeeping')).then(() => 'ended');
      const outcome = await Promise.race([run, dying.promise.then(() => 'killed')]);
      database.strike = undefined;
      expect(await versionsOf(id)).toEqual(expect.arrayContaining(KEPT));
      if (outcome === 'ended') break;
      await thinHistories(database.contextFor('housekeeping'));
      expect(await versionsOf(id)).toEqual(KEPT);
    }
  });

  it('may run twice in parallel and during saves: nothing is deleted twice and nothing too much', async () => {
    const id = await withHistory('one');
    const sessions = new SessionStore(database.contextFor('one'));
    const saves = async () => {
      for (const content of ['1', '2', '3']) await sessions.update(id, { content });
    };
    const runs = [1, 2].map(() => thinHistories(database.contextFor('housekeeping')));
    await Promise.all([...runs, saves()]);
    expect(await versionsOf(id)).toEqual([1, 2, 3, ...KEPT]);
  });
});

import { beforeEach, describe, expect, it } from 'vitest';
import { type MemoryDatabase, memoryDatabase } from '../../tests/support/memory-database.ts';
import { keyHashOf } from './create-key.ts';
import { AlreadyDeleted, Conflict, Corrupt, KeyReused, Unavailable } from './errors.ts';
import { legacyId } from './ids.ts';
import { SessionStore } from './session-store.ts';
import { SnapshotStore } from './snapshot-store.ts';

const KEY = 'a-key-of-the-client-0123';
const newSession = { title: 'One', content: '{}' };

let database: MemoryDatabase;
let sessions: SessionStore;
beforeEach(() => {
  database = memoryDatabase();
  sessions = new SessionStore(database.contextFor('owner'));
});

const record = () => ({ id: `key~${keyHashOf('owner', KEY)}`, owner_id: 'owner', kind: 'key' });
const recorded = async () => (await database.all('sessions')).find(({ id }) => id === record().id);
const documents = async () =>
  (await database.all('sessions')).filter(({ kind }) => kind === undefined);
const isCreate = ({ method, headers }: { method: string; headers: object }) =>
  method === 'POST' && !('x-ms-documentdb-isquery' in headers);
const lost = { status: 503, body: { message: '' } };

describe('Creating without a key', () => {
  it('takes one request and a new id each time', async () => {
    const ids = [await sessions.create(newSession), await sessions.create(newSession)];
    expect(new Set(ids.map(({ id }) => id)).size).toBe(2);
    expect(database.requests.map(({ method }) => method)).toEqual(['POST', 'POST']);
    expect(await documents()).toHaveLength(2);
  });

  it('finds its own document after an answer that was lost once, and makes no second', async () => {
    let creates = 0;
    database.strike = async (request, pass) => {
      const answer = await pass();
      return isCreate(request) && creates++ === 0 ? lost : answer;
    };
    const made = await sessions.create(newSession);
    expect(await documents()).toMatchObject([{ id: made.id }]);
  });

  it('finds it also where no answer comes at all', async () => {
    let creates = 0;
    database.strike = async (request, pass) => {
      if (!isCreate(request)) return pass();
      if (creates++ === 0) await pass();
      return lost;
    };
    expect(await documents()).toEqual([]);
    const made = await sessions.create(newSession);
    expect(await documents()).toMatchObject([{ id: made.id }]);
  });

  it('that was not done says so', async () => {
    database.strike = async (request, pass) => (isCreate(request) ? lost : pass());
    await expect(sessions.create(newSession)).rejects.toThrow(Unavailable);
  });

  it('that the database refuses is tried once', async () => {
    database.strike = async () => ({ status: 403, body: { message: '' } });
    await expect(sessions.create(newSession)).rejects.toMatchObject({ code: 403 });
    expect(database.requests).toHaveLength(1);
  });

  it('takes another id where somebody has that one, and gives up after ten', async () => {
    const taken: string[] = [];
    database.strike = async (request, pass) => {
      if (isCreate(request) && taken.length < 3) {
        taken.push(request.body.id);
        await database.seed('sessions', { id: request.body.id, owner_id: 'owner', note: 'theirs' });
      }
      return pass();
    };
    const made = await sessions.create(newSession);
    expect(taken).toHaveLength(3);
    expect(taken).not.toContain(made.id);
    database.strike = async (request, pass) =>
      isCreate(request) ? { status: 409, body: { message: '' } } : pass();
    database.requests.length = 0;
    await expect(sessions.create(newSession)).rejects.toThrow(Conflict);
    expect(database.requests.filter(isCreate)).toHaveLength(10);
  });
});

describe('Creating with a key', () => {
  it('writes down first what the key makes, for seven days', async () => {
    const made = await sessions.create(newSession, KEY);
    expect(database.requests.map(({ method }) => method).sort()).toEqual(['GET', 'POST', 'POST']);
    const [first, last] = database.requests.filter(isCreate);
    expect(first?.body).toMatchObject({ ...record(), made_id: made.id, ttl: 7 * 86_400 + 1 });
    expect(last?.body).toMatchObject({ id: made.id, create_key_hash: keyHashOf('owner', KEY) });
    expect((await documents())[0].create_body_hash).toBe(first?.body.body_hash);
  });

  it('again answers the same document, as it is by then', async () => {
    const made = await sessions.create(newSession, KEY);
    const { metadata } = await sessions.update(made.id, { title: 'Two' });
    expect(await sessions.create(newSession, KEY)).toEqual(metadata);
    expect(await documents()).toHaveLength(1);
  });

  it('many times at once makes one', async () => {
    const made = await Promise.all([1, 2, 3, 4, 5].map(() => sessions.create(newSession, KEY)));
    expect(new Set(made.map(({ id }) => id)).size).toBe(1);
    expect(await documents()).toHaveLength(1);
  });

  it('with another body is refused and shows what the key has made', async () => {
    const made = await sessions.create(newSession, KEY);
    const other = sessions.create({ ...newSession, title: 'Two' }, KEY);
    await expect(other).rejects.toMatchObject({ name: 'KeyReused', current: made });
  });

  it('of another user or for another kind of document makes one of its own', async () => {
    const made = await sessions.create(newSession, KEY);
    const other = await new SessionStore(database.contextFor('other')).create(newSession, KEY);
    const snapshot = await new SnapshotStore(database.contextFor('owner')).create(newSession, KEY);
    expect(new Set([made.id, other.id, snapshot.id]).size).toBe(3);
    const logs = await database.all('snapshot_access_logs');
    expect(logs).toMatchObject([{ visitor_id: 'owner', kind: 'key', made_id: snapshot.id }]);
  });

  it('whose record stands, but whose document was never made, makes it under that id', async () => {
    const made = await sessions.create(newSession, KEY);
    await new SessionStore(database.contextFor('owner')).deleteForGood(made.id);
    const { made_deleted_at: _, ...standing } = await recorded();
    await database.seed('sessions', standing);
    expect((await sessions.create(newSession, KEY)).id).toBe(made.id);
    const elsewhere = sessions.create({ ...newSession, title: 'Two' }, KEY);
    await expect(elsewhere).rejects.toThrow(KeyReused);
  });

  it('and another body, while there is no document yet, is refused without one', async () => {
    await database.seed('sessions', {
      ...record(),
      made_id: 'notyet01',
      body_hash: 'b'.repeat(64),
    });
    const other = sessions.create(newSession, KEY);
    await expect(other).rejects.toMatchObject({ name: 'KeyReused', current: undefined });
    expect(await documents()).toEqual([]);
  });

  it('after a deletion into the trash or for good is refused, and makes nothing', async () => {
    const made = await sessions.create(newSession, KEY);
    await sessions.delete(made.id);
    await expect(sessions.create(newSession, KEY)).rejects.toThrow(AlreadyDeleted);
    await sessions.deleteForGood(made.id);
    await expect(sessions.create(newSession, KEY)).rejects.toThrow(AlreadyDeleted);
    expect(await documents()).toEqual([]);
  });

  it('beside a deletion for good does not bring back what it deletes', async () => {
    const made = await sessions.create(newSession, KEY);
    const other = new SessionStore(database.contextFor('owner'));
    let reads = 0;
    database.strike = async (request, pass) => {
      // The document is deleted after the record was read and before the document is.
      if (request.method === 'GET' && request.path.endsWith(`/${made.id}`) && reads++ === 0) {
        await other.deleteForGood(made.id);
      }
      return pass();
    };
    await expect(sessions.create(newSession, KEY)).rejects.toThrow(AlreadyDeleted);
    expect(await documents()).toEqual([]);
  });

  it('whose record goes while it is looked at makes what it says', async () => {
    const made_id = 'notyet01';
    await sessions.create(newSession, KEY);
    const standing = await recorded();
    await database.seed('sessions', { ...standing, made_id });
    let reads = 0;
    database.strike = async (request, pass) =>
      request.method === 'GET' && request.path.endsWith(standing.id) && reads++ > 0
        ? { status: 404, headers: { 'x-ms-request-charge': '1' }, body: { message: '' } }
        : pass();
    expect((await sessions.create(newSession, KEY)).id).toBe(made_id);
    expect(reads).toBe(2);
  });

  it('whose time is over counts as a new one, though the database still has the record', async () => {
    await database.seed('sessions', {
      ...record(),
      made_id: 'long-ago',
      body_hash: 'b'.repeat(64),
      made_deleted_at: '2020-01-01T00:00:00.000Z',
      expires_at: '2020-01-08T00:00:00.000Z',
    });
    const made = await sessions.create(newSession, KEY);
    expect(made.id).not.toBe('long-ago');
    expect(await recorded()).toMatchObject({ made_id: made.id });
    expect(await recorded()).not.toHaveProperty('made_deleted_at');
    expect(await recorded()).not.toHaveProperty('expires_at');
  });

  it('given to an id that somebody else’s document holds takes another and writes it down', async () => {
    await database.seed('sessions', { id: 'taken001', owner_id: 'owner', note: 'not ours' });
    const first = await sessions.create(newSession, KEY);
    const standing = await recorded();
    await database.seed('sessions', { ...standing, made_id: 'taken001' });
    const second = await sessions.create(newSession, KEY);
    expect(second.id).not.toBe('taken001');
    expect(second.id).not.toBe(first.id);
    expect(await recorded()).toMatchObject({ made_id: second.id });
    expect(await sessions.create(newSession, KEY)).toEqual(second);
  });

  it('whose document does not parse any more says so', async () => {
    const made = await sessions.create(newSession, KEY);
    const [document] = await documents();
    await database.seed('sessions', { ...document, metadata: 'damaged' });
    await expect(sessions.create(newSession, KEY)).rejects.toThrow(Corrupt);
    expect(made.id).toBe(document.id);
  });

  it('of a version before 0.2 is recognised by the id which that version gave', async () => {
    await sessions.create(newSession);
    const [old] = await documents();
    const id = legacyId('sessions', 'owner', KEY, 8);
    await database.seed('sessions', { ...old, id, create_key_hash: keyHashOf('owner', KEY) });
    expect((await sessions.create(newSession, KEY)).id).toBe(id);
    await sessions.delete(id);
    await expect(sessions.create(newSession, KEY)).rejects.toThrow(AlreadyDeleted);
    await sessions.deleteForGood(id);
    await expect(sessions.create(newSession, KEY)).rejects.toThrow(AlreadyDeleted);
  });
});

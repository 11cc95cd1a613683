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

  it('finds its own document after one lost response, and creates no second one', async () => {
    let creates = 0;
    database.strike = async (request, pass) => {
      const answer = await pass();
      return isCreate(request) && creates++ === 0 ? lost : answer;
    };
    const made = await sessions.create(newSession);
    expect(await documents()).toMatchObject([{ id: made.id }]);
  });

  it('finds it even if no response ever arrives', async () => {
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

  it('fails if the document was not created', async () => {
    database.strike = async (request, pass) => (isCreate(request) ? lost : pass());
    await expect(sessions.create(newSession)).rejects.toThrow(Unavailable);
  });

  it('is tried once if the database refuses it', async () => {
    database.strike = async () => ({ status: 403, body: { message: '' } });
    await expect(sessions.create(newSession)).rejects.toMatchObject({ code: 403 });
    expect(database.requests).toHaveLength(1);
  });

  it('takes another id if the first is taken, and gives up after ten', async () => {
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
  it('first records which document the key creates, for seven days', async () => {
    const made = await sessions.create(newSession, KEY);
    expect(database.requests.map(({ method }) => method).sort()).toEqual(['GET', 'POST', 'POST']);
    const [first, last] = database.requests.filter(isCreate);
    expect(first?.body).toMatchObject({ ...record(), made_id: made.id, ttl: 7 * 86_400 + 1 });
    expect(last?.body).toMatchObject({ id: made.id, create_key_hash: keyHashOf('owner', KEY) });
    expect((await documents())[0].create_body_hash).toBe(first?.body.body_hash);
  });

  it('again returns the same document in its present state', async () => {
    const made = await sessions.create(newSession, KEY);
    const { metadata } = await sessions.update(made.id, { title: 'Two' });
    expect(await sessions.create(newSession, KEY)).toEqual(metadata);
    expect(await documents()).toHaveLength(1);
  });

  it('many times in parallel creates one document', async () => {
    const made = await Promise.all([1, 2, 3, 4, 5].map(() => sessions.create(newSession, KEY)));
    expect(new Set(made.map(({ id }) => id)).size).toBe(1);
    expect(await documents()).toHaveLength(1);
  });

  it('with another body is refused and shows what the key has created', async () => {
    const made = await sessions.create(newSession, KEY);
    const other = sessions.create({ ...newSession, title: 'Two' }, KEY);
    await expect(other).rejects.toMatchObject({ name: 'KeyReused', current: made });
  });

  it('for another user or another kind of document creates a separate one', async () => {
    const made = await sessions.create(newSession, KEY);
    const other = await new SessionStore(database.contextFor('other')).create(newSession, KEY);
    const snapshot = await new SnapshotStore(database.contextFor('owner')).create(newSession, KEY);
    expect(new Set([made.id, other.id, snapshot.id]).size).toBe(3);
    const logs = await database.all('snapshot_access_logs');
    expect(logs).toMatchObject([{ visitor_id: 'owner', kind: 'key', made_id: snapshot.id }]);
  });

  it('creates the document under the recorded id if it was never created', async () => {
    const made = await sessions.create(newSession, KEY);
    await new SessionStore(database.contextFor('owner')).deleteForGood(made.id);
    const { made_deleted_at: _, ...standing } = await recorded();
    await database.seed('sessions', standing);
    expect((await sessions.create(newSession, KEY)).id).toBe(made.id);
    const elsewhere = sessions.create({ ...newSession, title: 'Two' }, KEY);
    await expect(elsewhere).rejects.toThrow(KeyReused);
  });

  it('with another body is refused also while there is no document yet', async () => {
    await database.seed('sessions', {
      ...record(),
      made_id: 'notyet01',
      body_hash: 'b'.repeat(64),
    });
    const other = sessions.create(newSession, KEY);
    await expect(other).rejects.toMatchObject({ name: 'KeyReused', current: undefined });
    expect(await documents()).toEqual([]);
  });

  it('after a deletion, to the trash or permanently, is refused and creates nothing', async () => {
    const made = await sessions.create(newSession, KEY);
    await sessions.delete(made.id);
    await expect(sessions.create(newSession, KEY)).rejects.toThrow(AlreadyDeleted);
    await sessions.deleteForGood(made.id);
    await expect(sessions.create(newSession, KEY)).rejects.toThrow(AlreadyDeleted);
    expect(await documents()).toEqual([]);
  });

  it('during a permanent deletion does not bring the document back', async () => {
    const made = await sessions.create(newSession, KEY);
    const other = new SessionStore(database.contextFor('owner'));
    let reads = 0;
    database.strike = async (request, pass) => {
      // The document is deleted after the key record was read and before the document is read.
      if (request.method === 'GET' && request.path.endsWith(`/${made.id}`) && reads++ === 0) {
        await other.deleteForGood(made.id);
      }
      return pass();
    };
    await expect(sessions.create(newSession, KEY)).rejects.toThrow(AlreadyDeleted);
    expect(await documents()).toEqual([]);
  });

  it('creates the recorded document if the record expires meanwhile', async () => {
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

  it('counts as new after the record has expired, even if the database still has it', async () => {
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

  it('takes and records another id if its id belongs to somebody else’s document', async () => {
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

  it('fails if the document no longer parses', async () => {
    const made = await sessions.create(newSession, KEY);
    const [document] = await documents();
    await database.seed('sessions', { ...document, metadata: 'damaged' });
    await expect(sessions.create(newSession, KEY)).rejects.toThrow(Corrupt);
    expect(made.id).toBe(document.id);
  });

  it('from a version before 0.2 is recognised by the id that version chose', async () => {
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

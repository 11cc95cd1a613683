import { beforeEach, describe, expect, it } from 'vitest';
import { ITEM_MAX_BYTES } from '../../contract/limits.ts';
import type { ContentDelta, SessionMetadata } from '../../contract/sessions.ts';
import { type MemoryDatabase, memoryDatabase } from '../../tests/support/memory-database.ts';
import {
  Corrupt,
  DeltaNotApplicable,
  NotFound,
  PreconditionFailed,
  TooLarge,
  Unavailable,
} from './errors.ts';
import { sha256 } from './ids.ts';
import { SessionStore } from './session-store.ts';

let database: MemoryDatabase;
let sessions: SessionStore;
beforeEach(() => {
  database = memoryDatabase();
  sessions = new SessionStore(database.contextFor('owner'));
});

const newSession = { title: 'One', description: 'First', content: '{"a":1}' };
/** From the content of `newSession` to `{"a":12}`. */
const deltaTo = ({ contentHash }: SessionMetadata): ContentDelta => ({
  baseHash: contentHash,
  contentHash: sha256('{"a":12}'),
  assetsHash: sha256(''),
  instructions: [
    { start: 0, length: 6, text: '2' },
    { start: 6, length: 1 },
  ],
});
const stored = async (id: string) =>
  (await database.all('sessions')).find((document) => document.id === id);
const etagInTrash = async (id: string): Promise<string> => (await stored(id))._etag;
const methods = () => database.requests.map(({ method }) => method);

describe('A session', () => {
  it('is stored with everything it consists of', async () => {
    const made = await sessions.create(newSession);
    expect(await sessions.get(made.id)).toEqual({ metadata: made, content: '{"a":1}' });
    expect(made).toMatchObject({
      ownerId: 'owner',
      title: 'One',
      description: 'First',
      version: 1,
      contentBytes: 7,
    });
    expect(made.createdAt).toBe(made.updatedAt);
    expect(await stored(made.id)).toMatchObject({
      owner_id: 'owner',
      metadata: { title__lower: 'one', content_bytes: 7, content_hash: made.contentHash },
      content: '{"a":1}',
      content_encoding: 'identity',
    });
  });

  it('replaces lone surrogates, and stores an empty description as null', async () => {
    const made = await sessions.create({ title: 'a\ud800', description: '', content: '' });
    expect(made).toMatchObject({ title: 'a\ufffd', description: null });
    const second = await sessions.create({ title: 'a', description: '\ud800', content: '' });
    expect(second.description).toBe('\ufffd');
  });

  it('too large for an item is refused before anything is written', async () => {
    const content = Buffer.from(
      Uint8Array.from({ length: 1_500_000 }, () => Math.random() * 256),
    ).toString('base64');
    expect(content.length).toBeGreaterThan(ITEM_MAX_BYTES);
    await expect(sessions.create({ title: 'x', content })).rejects.toThrow(TooLarge);
    const { id } = await sessions.create(newSession);
    await expect(sessions.update(id, { content })).rejects.toThrow(TooLarge);
    expect(await database.all('sessions')).toHaveLength(1);
  });

  it('from before titles were refused that reverse text is returned and saved without such characters', async () => {
    const { id } = await sessions.create({ ...newSession, title: 'gpj.\u202eexe\u202c ' });
    const { metadata, content } = await sessions.get(id);
    expect([metadata.title, content]).toEqual(['gpj.exe', newSession.content]);
    expect((await sessions.list({ page_size: 10 })).items).toMatchObject([{ title: 'gpj.exe' }]);
    const saved = await sessions.update(id, { title: metadata.title, content: '{"a":2}' });
    expect(saved.metadata).toMatchObject({ title: 'gpj.exe', version: 2 });
    expect((await stored(id)).metadata.title).toBe('gpj.exe');
  });

  it('of another user does not exist', async () => {
    const { id } = await sessions.create(newSession);
    const other = new SessionStore(database.contextFor('other'));
    for (const act of [
      () => other.get(id),
      () => other.getMetadata(id),
      () => other.update(id, { title: 'x' }),
      () => other.delete(id),
      () => other.deleteForGood(id),
      () => other.restore(id),
    ]) {
      await expect(act()).rejects.toThrow(NotFound);
    }
    expect((await other.list({})).items).toEqual([]);
  });

  it('that has not changed is reported as such, whether the database or our code finds out', async () => {
    const { id, etag } = await sessions.create(newSession);
    expect(await sessions.getMetadata(id, etag)).toBe('not-modified');
    expect(await sessions.getMetadata(id, '"another"')).toMatchObject({ id, etag });
    expect(await sessions.getMetadata(id)).toMatchObject({ id, etag });
    database.strike = async () => ({ status: 304, headers: { 'x-ms-request-charge': '1' } });
    expect(await sessions.getMetadata(id, '"any"')).toBe('not-modified');
    await expect(sessions.get(id)).rejects.toThrow(Unavailable);
  });
});

describe('An update', () => {
  it.each([
    ['title', { title: 'Two' }, { title: 'Two', description: 'First' }],
    ['description', { description: 'Second' }, { title: 'One', description: 'Second' }],
    ['description to none', { description: '' }, { title: 'One', description: null }],
    ['content', { content: '{"a":2}' }, { title: 'One', description: 'First' }],
  ])('of the %s changes only that and increases the version', async (_, change, expected) => {
    const made = await sessions.create(newSession);
    const updated = await sessions.update(made.id, change);
    expect(updated.metadata).toMatchObject({ ...expected, version: 2, createdAt: made.createdAt });
    expect(updated.metadata.updatedAt >= made.updatedAt).toBe(true);
    const content = 'content' in change ? change.content : newSession.content;
    expect(await updated.content()).toBe(content);
    expect(await sessions.get(made.id)).toEqual({ metadata: updated.metadata, content });
  });

  it('of the title also changes its form for search and sorting', async () => {
    const { id } = await sessions.create(newSession);
    await sessions.update(id, { title: 'North FLANK' });
    expect((await stored(id)).metadata.title__lower).toBe('north flank');
    expect((await sessions.list({ filter_title: 'flank' })).items).toMatchObject([{ id }]);
    expect((await sessions.list({ filter_title: 'one' })).items).toEqual([]);
    await sessions.update(id, { content: 'x' });
    expect((await stored(id)).metadata.title__lower).toBe('north flank');
  });

  it('of the content changes hash, size and encoding', async () => {
    const made = await sessions.create(newSession);
    const { metadata } = await sessions.update(made.id, { content: 'x'.repeat(1_000) });
    expect(metadata.contentBytes).toBe(1_000);
    expect(metadata.contentHash).not.toBe(made.contentHash);
    expect((await stored(made.id)).content_encoding).toBe('gzip');
    await sessions.update(made.id, newSession);
    expect((await sessions.get(made.id)).content).toBe(newSession.content);
  });

  it.each([
    ['the same', newSession],
    ['nothing', {}],
    ['null', { title: null, description: null, content: null }],
  ])('with %s writes nothing', async (_, change) => {
    const made = await sessions.create(newSession);
    database.requests.length = 0;
    expect((await sessions.update(made.id, change)).metadata).toEqual(made);
    expect(methods()).toEqual(['GET']);
  });

  it('keeps the old version before it overwrites it', async () => {
    const { id } = await sessions.create(newSession);
    database.requests.length = 0;
    await sessions.update(id, { title: 'Two' });
    expect(methods()).toEqual(['GET', 'POST', 'PATCH']);
    const kept = await stored(`${id}~1`);
    expect(kept).toMatchObject({
      owner_id: 'owner',
      kind: 'version',
      version_of: id,
      metadata: { title: 'One', version: 1 },
      content: '{"a":1}',
      content_encoding: 'identity',
      ttl: 90 * 86_400 + 1,
    });
    expect(kept.replaced_at).toMatch(/Z$/);
    expect(kept).not.toHaveProperty('create_key_hash');
  });

  it('does not overwrite a version that it could not keep', async () => {
    const { id } = await sessions.create(newSession);
    database.strike = async ({ method }, pass) =>
      method === 'POST' ? { status: 403, body: { message: 'no' } } : pass();
    await expect(sessions.update(id, { title: 'Two' })).rejects.toMatchObject({ code: 403 });
    expect((await stored(id)).metadata.title).toBe('One');
  });

  it('keeps nothing if the history is disabled', async () => {
    const off = new SessionStore(database.contextFor('owner', { HISTORY_DAYS: 0 }));
    const { id } = await off.create(newSession);
    database.requests.length = 0;
    await off.update(id, { title: 'Two' });
    expect(methods()).toEqual(['GET', 'PATCH']);
    expect(await database.all('sessions')).toHaveLength(1);
  });

  it('with a stale ETag reports the current state, unless that is what was sent', async () => {
    const made = await sessions.create(newSession);
    const { metadata } = await sessions.update(made.id, { title: 'Two' }, made.etag);
    const stale = await sessions.update(made.id, { title: 'X' }, made.etag).catch((error) => error);
    expect(stale).toBeInstanceOf(PreconditionFailed);
    expect(stale.current).toEqual(metadata);
    expect((await sessions.update(made.id, { title: 'Two' }, made.etag)).metadata).toEqual(
      metadata,
    );
  });

  it('that loses a race without an ETag is applied again to the new state', async () => {
    const { id } = await sessions.create(newSession);
    const other = new SessionStore(database.contextFor('owner'));
    let raced = false;
    database.strike = async ({ method }, pass) => {
      if (method === 'PATCH' && !raced) {
        raced = true;
        const document = await stored(id);
        const metadata = {
          ...document.metadata,
          title: 'Won',
          version: 2,
          state_hash: 'b'.repeat(64),
        };
        await database.seed('sessions', { ...document, metadata });
      }
      return pass();
    };
    const { metadata } = await other.update(id, { description: 'Mine' });
    expect(metadata).toMatchObject({ title: 'Won', description: 'Mine', version: 3 });
  });

  it('does not wait for updates of other sessions', async () => {
    const [one, other] = [await sessions.create(newSession), await sessions.create(newSession)];
    const gate = Promise.withResolvers<void>();
    database.strike = async ({ method, path }, pass) => {
      if (method === 'PATCH' && path.endsWith(one.id)) await gate.promise;
      return pass();
    };
    const waiting = sessions.update(one.id, { title: 'Two' });
    expect((await sessions.update(other.id, { title: 'Two' })).metadata.version).toBe(2);
    gate.resolve();
    expect((await waiting).metadata.version).toBe(2);
  });

  it.each([
    ['that was done', true],
    ['that was not done', false],
  ])('whose response never arrives is read back: one %s', async (_, isDone) => {
    const { id } = await sessions.create(newSession);
    let patched = 0;
    database.strike = async ({ method }, pass) => {
      if (method !== 'PATCH') return pass();
      if (isDone && patched++ === 0) await pass();
      return { status: 503, body: { message: '' } };
    };
    const outcome = await sessions.update(id, { title: 'Two' }).catch((error) => error);
    if (isDone) expect(outcome.metadata).toMatchObject({ title: 'Two', version: 2 });
    else expect(outcome).toBeInstanceOf(Unavailable);
  });

  it('whose response is lost does not take another writer’s change for its own', async () => {
    const { id } = await sessions.create(newSession);
    database.strike = async ({ method }, pass) => {
      if (method !== 'PATCH') return pass();
      const document = await stored(id);
      const theirs = {
        ...document.metadata,
        title: 'Theirs',
        version: 2,
        state_hash: 'b'.repeat(64),
      };
      await database.seed('sessions', { ...document, metadata: theirs });
      return { status: 503, body: { message: '' } };
    };
    await expect(sessions.update(id, { title: 'Mine' })).rejects.toThrow(Unavailable);
  });

  it('stores each referenced asset once, and writes only if the set changes', async () => {
    const [one, two, three] = ['1', '2', '3'].map((digit) => digit.repeat(64)) as [
      string,
      string,
      string,
    ];
    const { id } = await sessions.create(newSession);
    const written = async (assets: string[]) => {
      const before = (await stored(id)).metadata.version;
      await sessions.update(id, { assets });
      const { asset_hashes, metadata } = await stored(id);
      return { asset_hashes, isWritten: metadata.version > before };
    };
    expect(await written([one, two, one])).toEqual({ asset_hashes: [one, two], isWritten: true });
    expect(await written([two, one])).toEqual({ asset_hashes: [one, two], isWritten: false });
    expect(await written([one, three])).toEqual({ asset_hashes: [one, three], isWritten: true });
    expect(await written([one])).toEqual({ asset_hashes: [one], isWritten: true });
    expect(await written([])).toEqual({ asset_hashes: [], isWritten: true });
    await sessions.update(id, { title: 'Two' });
    expect((await stored(id)).asset_hashes).toEqual([]);
  });

  it('by a delta changes the content as the whole content would, in as many round trips', async () => {
    const made = await sessions.create(newSession);
    database.requests.length = 0;
    const updated = await sessions.update(made.id, { contentDelta: deltaTo(made) }, made.etag);
    expect(methods()).toEqual(['GET', 'POST', 'PATCH']);
    expect(await updated.content()).toBe('{"a":12}');
    expect(updated.metadata).toMatchObject({
      version: 2,
      contentHash: sha256('{"a":12}'),
      contentBytes: 8,
    });
    const whole = await sessions.create({ ...newSession, content: '{"a":12}' });
    const { content, content_encoding, metadata } = await stored(whole.id);
    expect(await stored(made.id)).toMatchObject({
      content,
      content_encoding,
      metadata: { state_hash: metadata.state_hash },
    });
    expect((await stored(`${made.id}~1`)).content).toBe('{"a":1}');
  });

  it('by a delta that is stored already writes nothing, also after a lost response', async () => {
    const made = await sessions.create(newSession);
    const change = { contentDelta: deltaTo(made) };
    const { metadata } = await sessions.update(made.id, change, made.etag);
    database.requests.length = 0;
    expect((await sessions.update(made.id, change, made.etag)).metadata).toEqual(metadata);
    expect(methods()).toEqual(['GET']);
  });

  it('by a delta to the stored content leaves content and size as they are', async () => {
    const made = await sessions.create(newSession);
    const { contentHash } = made;
    const contentDelta = {
      baseHash: contentHash,
      contentHash,
      instructions: [{ start: 0, length: 0, text: 'anything' }],
    };
    const { metadata } = await sessions.update(made.id, { title: 'Two', contentDelta }, made.etag);
    expect(metadata).toMatchObject({ title: 'Two', version: 2, contentHash, contentBytes: 7 });
    expect((await sessions.get(made.id)).content).toBe(newSession.content);
  });

  it.each([
    [
      'another content',
      (made: SessionMetadata) => ({ ...deltaTo(made), baseHash: 'b'.repeat(64) }),
    ],
    ['other assets', (made: SessionMetadata) => ({ ...deltaTo(made), assetsHash: 'b'.repeat(64) })],
    [
      'another result',
      (made: SessionMetadata) => ({ ...deltaTo(made), instructions: [{ start: 0, length: 1 }] }),
    ],
  ] as const)('by a delta of %s is refused and writes nothing', async (_, deltaOf) => {
    const made = await sessions.create(newSession);
    database.requests.length = 0;
    const contentDelta = deltaOf(made) as ContentDelta;
    for (const etag of [made.etag, undefined]) {
      const updating = sessions.update(made.id, { title: 'Two', contentDelta }, etag);
      await expect(updating).rejects.toThrow(DeltaNotApplicable);
    }
    expect(methods()).toEqual(['GET', 'GET']);
  });

  it('by a delta based on an older version is stale with its ETag, and does not apply without one', async () => {
    const made = await sessions.create(newSession);
    const { metadata } = await sessions.update(made.id, { content: '{"b":1}' });
    const change = { contentDelta: deltaTo(made) };
    const stale = await sessions.update(made.id, change, made.etag).catch((error) => error);
    expect(stale).toBeInstanceOf(PreconditionFailed);
    expect(stale.current).toEqual(metadata);
    await expect(sessions.update(made.id, change)).rejects.toThrow(DeltaNotApplicable);
    expect((await sessions.get(made.id)).content).toBe('{"b":1}');
  });

  it('by one of two deltas at once on the same content is done, by the other refused', async () => {
    const made = await sessions.create(newSession);
    const other = {
      contentHash: sha256('{"a":13}'),
      instructions: [{ start: 0, length: 6, text: '3}' }],
    };
    const updates = await Promise.allSettled([
      sessions.update(made.id, { contentDelta: deltaTo(made) }),
      sessions.update(made.id, { contentDelta: { ...deltaTo(made), ...other } as ContentDelta }),
    ]);
    const refusals = updates.flatMap((one) => (one.status === 'rejected' ? [one.reason] : []));
    expect(refusals).toEqual([expect.any(DeltaNotApplicable)]);
    expect((await sessions.get(made.id)).metadata.version).toBe(2);
  });

  it('by a delta that loses a race to a new title is applied on top of it', async () => {
    const made = await sessions.create(newSession);
    let raced = false;
    database.strike = async ({ method }, pass) => {
      if (method === 'PATCH' && !raced) {
        raced = true;
        const other = new SessionStore(database.contextFor('owner'));
        const document = await stored(made.id);
        const metadata = { ...document.metadata, title: 'Won', version: 2 };
        await database.seed('sessions', { ...document, metadata });
        expect((await other.get(made.id)).metadata.title).toBe('Won');
      }
      return pass();
    };
    const { metadata } = await sessions.update(made.id, { contentDelta: deltaTo(made) });
    expect(metadata).toMatchObject({ title: 'Won', version: 3, contentBytes: 8 });
    expect((await sessions.get(made.id)).content).toBe('{"a":12}');
  });

  it('of a document that does not parse is refused and changes nothing', async () => {
    const damaged = { id: 'damaged1', owner_id: 'owner', metadata: { title: 7 }, content: 'kept' };
    await database.seed('sessions', damaged);
    await expect(sessions.update('damaged1', newSession)).rejects.toThrow(Corrupt);
    expect(await stored('damaged1')).toMatchObject(damaged);
  });

  it('of a missing session, or of one in the trash, is refused', async () => {
    await expect(sessions.update('nobodys1', newSession)).rejects.toThrow(NotFound);
    const { id } = await sessions.create(newSession);
    await sessions.delete(id);
    await expect(sessions.update(id, newSession)).rejects.toThrow(NotFound);
  });
});

describe('A deletion', () => {
  it('moves the session to the trash for as long as the setting says', async () => {
    const week = new SessionStore(database.contextFor('owner', { TRASH_DAYS: 7 }));
    const { id } = await week.create(newSession);
    database.requests.length = 0;
    await week.delete(id);
    expect(methods()).toEqual(['PATCH']);
    expect((await stored(id)).ttl).toBe(7 * 86_400 + 1);
    await expect(week.get(id)).rejects.toThrow(NotFound);
    await expect(week.delete(id)).rejects.toThrow(NotFound);
    const { items } = await week.listDeleted({});
    expect(items).toMatchObject([{ id, title: 'One' }]);
    expect(items[0]?.deletedAt).toMatch(/Z$/);
    expect((await week.list({})).items).toEqual([]);
  });

  it('with a stale ETag deletes nothing and reports the current state', async () => {
    const { id, etag } = await sessions.create(newSession);
    const { metadata } = await sessions.update(id, { title: 'Two' });
    for (const act of [() => sessions.delete(id, etag), () => sessions.deleteForGood(id, etag)]) {
      const stale = await act().catch((error) => error);
      expect(stale).toBeInstanceOf(PreconditionFailed);
      expect(stale.current).toEqual(metadata);
    }
    await sessions.delete(id, metadata.etag);
    expect((await sessions.listDeleted({})).items).toHaveLength(1);
    await sessions.deleteForGood(id, await etagInTrash(id));
    expect((await sessions.listDeleted({})).items).toEqual([]);
  });

  it('whose response was lost is done once and does not end in "not found"', async () => {
    const { id } = await sessions.create(newSession);
    let lost = 0;
    database.strike = async ({ method }, pass) => {
      if (method !== 'PATCH' || lost++ > 0) return pass();
      await pass();
      throw new Error('reset');
    };
    await sessions.delete(id);
    expect((await sessions.listDeleted({})).items).toHaveLength(1);
  });

  it('also works for a document that does not parse, to the trash and permanently', async () => {
    const damaged = { id: 'damaged1', owner_id: 'owner', metadata: 'damaged' };
    await database.seed('sessions', damaged);
    await sessions.delete('damaged1');
    expect(await sessions.listDeleted({})).toMatchObject({ items: [], leftOut: 1 });
    await expect(sessions.restore('damaged1')).rejects.toThrow(Corrupt);
    expect(await stored('damaged1')).toHaveProperty('deleted_at');
    await sessions.deleteForGood('damaged1');
    expect(await database.all('sessions')).toEqual([]);
  });

  it('that is permanent leaves nothing but the record of its key', async () => {
    const { id } = await sessions.create(newSession);
    await sessions.deleteForGood(id);
    const [record, ...more] = await database.all('sessions');
    expect(more).toEqual([]);
    expect(record).toMatchObject({ kind: 'key', made_id: id, ttl: 7 * 86_400 + 1 });
    expect(record.made_deleted_at).toMatch(/Z$/);
    await expect(sessions.deleteForGood(id)).rejects.toThrow(NotFound);
  });

  it('that is undone restores the session as it was', async () => {
    const { id } = await sessions.create(newSession);
    const before = await stored(id);
    await sessions.delete(id);
    const restored = await sessions.restore(id);
    const { _etag, _ts, _self, ...after } = await stored(id);
    expect(before).toMatchObject(after);
    expect(after).not.toHaveProperty('ttl');
    expect(await sessions.restore(id)).toEqual(restored);
    await expect(sessions.restore('nobodys1')).rejects.toThrow(NotFound);
  });

  it('restored by two at once is restored once, also after a lost response', async () => {
    const { id } = await sessions.create(newSession);
    await sessions.delete(id);
    let lost = 0;
    database.strike = async ({ method }, pass) => {
      if (method !== 'PATCH' || lost++ > 0) return pass();
      await pass();
      throw new Error('reset');
    };
    const both = await Promise.all([sessions.restore(id), sessions.restore(id)]);
    expect(both[0]).toEqual(both[1]);
  });

  it('whose trash time has expired is permanent, even if the database still has the document', async () => {
    const { id } = await sessions.create(newSession);
    await sessions.delete(id);
    await database.seed('sessions', {
      ...(await stored(id)),
      expires_at: '2020-01-01T00:00:00.000Z',
    });
    await expect(sessions.restore(id)).rejects.toThrow(NotFound);
    await expect(sessions.deleteForGood(id)).rejects.toThrow(NotFound);
    expect(await sessions.listDeleted({})).toEqual({ items: [], pageToken: null });
  });
});

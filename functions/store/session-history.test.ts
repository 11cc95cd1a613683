import { beforeEach, describe, expect, it } from 'vitest';
import { type MemoryDatabase, memoryDatabase } from '../../tests/support/memory-database.ts';
import { writeCursor } from './cursor.ts';
import { BadCursor, Corrupt, NotFound } from './errors.ts';
import { SessionHistory } from './session-history.ts';
import { SessionStore } from './session-store.ts';

let database: MemoryDatabase;
let history: SessionHistory;
beforeEach(() => {
  database = memoryDatabase();
  history = new SessionHistory(database.contextFor('owner'));
});

const sessions = () => new SessionStore(database.contextFor('owner'));

/** A session with so many versions, each with its number as title and content. */
async function withVersions(count: number): Promise<string> {
  const { id } = await sessions().create({ title: '1', content: '1' });
  for (let version = 2; version <= count; version++) {
    await sessions().update(id, { title: String(version), content: String(version) });
  }
  return id;
}

const all = async (id: string, page_size: number) => {
  const pages: number[][] = [];
  let cursor: string | undefined;
  do {
    const page = await history.list(id, { page_size, cursor });
    pages.push(page.items.map(({ version }) => version));
    cursor = page.pageToken ?? undefined;
  } while (cursor !== undefined);
  return pages;
};

describe('The versions of a session', () => {
  it('are listed newest first, with the current session on top', async () => {
    const id = await withVersions(2);
    const { metadata } = await sessions().get(id);
    const { items, ...rest } = await history.list(id, {});
    expect(rest).toEqual({ pageToken: null });
    expect(items[0]).toEqual({
      version: 2,
      title: '2',
      description: null,
      updatedAt: metadata.updatedAt,
      contentHash: metadata.contentHash,
      contentBytes: 1,
      current: true,
    });
    expect(items[1]).toMatchObject({ version: 1, title: '1', current: false });
    const texts = database.requests.map(({ body }) => body?.query).filter(Boolean);
    for (const text of texts) expect(text).not.toMatch(/c\.content|\*/);
  });

  it.each([
    [1, [[5], [4], [3], [2], [1]]],
    [2, [[5, 4], [3, 2], [1]]],
    [5, [[5, 4, 3, 2, 1]]],
    [6, [[5, 4, 3, 2, 1]]],
  ])('come in pages of %i, without an empty page at the end', async (size, pages) => {
    expect(await all(await withVersions(5), size)).toEqual(pages);
  });

  it('come in pages of ten by default', async () => {
    const { items, pageToken } = await history.list(await withVersions(12), {});
    expect(items).toHaveLength(10);
    expect(pageToken).not.toBeNull();
    const queries = database.requests.filter(({ body }) => body?.query?.includes('ORDER BY'));
    expect(queries).toHaveLength(1);
    expect(queries[0]?.headers['x-ms-documentdb-partitionkey']).toBe('["owner"]');
  });

  it('are listed once each, even after a save that died between keeping and writing', async () => {
    const id = await withVersions(2);
    database.strike = async ({ method }, pass) =>
      method === 'PATCH' ? { status: 403, body: { message: '' } } : pass();
    await expect(sessions().update(id, { title: 'x' })).rejects.toBeDefined();
    database.strike = undefined;
    expect((await database.all('sessions')).map((item) => item.id)).toContain(`${id}~2`);
    expect(await all(id, 1)).toEqual([[2], [1]]);
    expect((await history.read(id, 2)).content).toBe('2');
  });

  it('can be read with their content, without an ETag', async () => {
    const id = await withVersions(3);
    for (const version of [1, 2, 3]) {
      const { metadata, content } = await history.read(id, version);
      expect(content).toBe(String(version));
      expect(metadata).toMatchObject({ id, version, title: String(version), ownerId: 'owner' });
      expect(metadata).not.toHaveProperty('etag');
    }
    await expect(history.read(id, 4)).rejects.toThrow(NotFound);
  });

  it('can be read even if the session changes meanwhile', async () => {
    const id = await withVersions(2);
    let moved = false;
    database.strike = async (request, pass) => {
      if (request.method === 'GET' && request.path.endsWith(id) && !moved) {
        moved = true;
        await sessions().update(id, { title: 'newer' });
      }
      return pass();
    };
    expect((await history.read(id, 2)).metadata).toMatchObject({ version: 2, title: '2' });
  });

  it('are not visible to others, nor without their session', async () => {
    const id = await withVersions(2);
    const other = new SessionHistory(database.contextFor('other'));
    await expect(other.list(id, {})).rejects.toThrow(NotFound);
    await expect(other.read(id, 1)).rejects.toThrow(NotFound);
    await sessions().delete(id);
    await expect(history.list(id, {})).rejects.toThrow(NotFound);
    await expect(history.read(id, 1)).rejects.toThrow(NotFound);
  });

  it('that have expired count as absent, even if the database still has them', async () => {
    const id = await withVersions(6);
    const over = [`${id}~5`, `${id}~4`, `${id}~1`];
    for (const item of await database.all('sessions')) {
      if (!over.includes(item.id)) continue;
      await database.seed('sessions', { ...item, expires_at: '2020-01-01T00:00:00.000Z' });
    }
    expect(await all(id, 10)).toEqual([[6, 3, 2]]);
    expect(await all(id, 1)).toEqual([[6], [3], [2]]);
    await expect(history.read(id, 1)).rejects.toThrow(NotFound);
  });

  it('that do not parse are skipped and counted', async () => {
    const id = await withVersions(3);
    const old = (await database.all('sessions')).find((item) => item.id === `${id}~2`);
    await database.seed('sessions', { ...old, metadata: { version: 2, title: 7 } });
    expect(await history.list(id, {})).toMatchObject({
      items: [{ version: 3 }, { version: 1 }],
      leftOut: 1,
    });
    await expect(history.read(id, 2)).rejects.toThrow(Corrupt);
  });

  it('cannot be listed if the session itself does not parse', async () => {
    await database.seed('sessions', { id: 'damaged1', owner_id: 'owner', metadata: 'damaged' });
    await expect(history.list('damaged1', {})).rejects.toThrow(Corrupt);
  });

  it('refuse a cursor of another session or another kind of list', async () => {
    const [one, other] = [await withVersions(2), await withVersions(2)];
    const { pageToken } = await history.list(one, { page_size: 1 });
    const foreign = history.list(other, { cursor: pageToken ?? '' });
    await expect(foreign).rejects.toThrow(BadCursor);
    const identity = JSON.stringify(['versions', 'owner', one]);
    const text = writeCursor({ value: 'x', id: '' }, identity);
    await expect(history.list(one, { cursor: text })).rejects.toThrow(BadCursor);
  });

  it('are all deleted with their session, and no others', async () => {
    const [one, other] = [await withVersions(30), await withVersions(3)];
    await history.clear(one);
    const left = (await database.all('sessions')).map(({ id }) => id).sort();
    expect(left).toEqual([one, other, `${other}~1`, `${other}~2`].sort());
    await history.clear(one);
  });

  it('may be deleted by somebody else at the same time', async () => {
    const id = await withVersions(3);
    let status = 404;
    database.strike = async (request, pass) =>
      request.method === 'DELETE' ? { status, body: { message: '' } } : pass();
    await history.clear(id);
    status = 403;
    await expect(history.clear(id)).rejects.toMatchObject({ code: 403 });
  });
});

import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import * as z from 'zod/mini';
import {
  type MemoryDatabase,
  memoryDatabase,
  withoutWaiting,
} from '../../tests/support/memory-database.ts';
import { Budget } from './budget.ts';
import { CosmosContainer } from './cosmos-container.ts';
import { Corrupt, NotFound, PreconditionFailed, Throttled, Unavailable } from './errors.ts';
import { checkDatabase } from './health.ts';
import { listPage } from './list.ts';
import type { ListQuery } from './list-query.ts';

const Document = z.object({ id: z.string(), owner_id: z.string(), size: z.number() });
type Document = z.infer<typeof Document>;
const document: Document = { id: 'one', owner_id: 'me', size: 1 };

let database: MemoryDatabase;
let container: CosmosContainer<Document>;
let budget: Budget;
beforeEach(() => {
  database = memoryDatabase();
  container = open();
});
afterEach(() => {
  vi.useRealTimers();
  vi.restoreAllMocks();
});

function open(given = new Budget(undefined, withoutWaiting)): CosmosContainer<Document> {
  budget = given;
  return new CosmosContainer('sessions', Document, { ...database.contextFor('me'), budget });
}

const read = () => container.read('one', 'me');
const set = (value: number) => [{ op: 'set' as const, path: '/size', value }];
const methods = () => database.requests.map(({ method }) => method);

describe('A container', () => {
  it('reads, patches and deletes a document, with a quoted ETag', async () => {
    const made = await container.create(document);
    expect(made).toEqual({ document, etag: expect.stringMatching(/^"[^"]+"$/) });
    expect(await read()).toEqual(made);
    const changed = await container.patch('one', 'me', set(2), { ifMatch: made.etag });
    expect(changed.document.size).toBe(2);
    await container.mark('one', 'me', set(3));
    expect((await read()).document.size).toBe(3);
    await container.delete('one', 'me');
    await expect(read()).rejects.toThrow(new NotFound('Not found.'));
    await expect(container.peek('one', 'me', [])).rejects.toThrow(new NotFound('Not found.'));
    expect(await container.exists('one', 'me')).toBe(false);
    expect(await container.readAny('one', 'me')).toBeUndefined();
  });

  it('replaces an item, or creates it only if there is none', async () => {
    expect(await container.createIfAbsent(document)).toBe(true);
    expect(await container.createIfAbsent({ ...document, size: 2 })).toBe(false);
    expect((await read()).document.size).toBe(1);
    await container.put({ ...document, size: 2 });
    expect((await read()).document.size).toBe(2);
    database.strike = async () => ({ status: 403, body: { message: '' } });
    await expect(container.createIfAbsent(document)).rejects.toMatchObject({ code: 403 });
  });

  it('patches a document only if its ETag or a predicate matches', async () => {
    const { etag } = await container.create(document);
    await container.patch('one', 'me', set(2));
    const stale = container.patch('one', 'me', set(3), { ifMatch: etag });
    await expect(stale).rejects.toThrow(PreconditionFailed);
    const other = container.patch('one', 'me', set(3), { onlyIf: 'FROM c WHERE c.size = 7' });
    await expect(other).rejects.toThrow(PreconditionFailed);
    await expect(container.delete('one', 'me', etag)).rejects.toThrow(PreconditionFailed);
    await container.patch('one', 'me', set(3), { onlyIf: 'FROM c WHERE c.size = 2' });
    expect((await read()).document.size).toBe(3);
  });

  it('distinguishes a corrupt document from a missing one', async () => {
    await database.seed('sessions', { ...document, size: 'x' });
    await expect(read()).rejects.toThrow(Corrupt);
    expect(await container.exists('one', 'me')).toBe(true);
    const found = await container.readAny('one', 'me');
    expect(found?.row.size).toBe('x');
    expect(() => found?.parse()).toThrow(Corrupt);
    expect(await container.peek('one', 'me', ['size'])).toMatchObject({ size: 'x' });
    await expect(container.patch('one', 'me', [])).rejects.toBeDefined();
    await container.mark('one', 'me', [{ op: 'set', path: '/other', value: 1 }]);
  });

  it('treats documents in the trash as absent, unless told otherwise', async () => {
    await database.seed('sessions', { ...document, deleted_at: '2026-01-01T00:00:00.000Z' });
    await expect(read()).rejects.toThrow(NotFound);
    expect((await container.readAny('one', 'me'))?.row.deleted_at).toBeDefined();
    expect(await container.peek('one', 'me', [])).toHaveProperty('deleted_at');
  });

  it('treats expired documents as absent, everywhere', async () => {
    await database.seed('sessions', { ...document, expires_at: '2020-01-01T00:00:00.000Z' });
    await expect(read()).rejects.toThrow(NotFound);
    expect(await container.readAny('one', 'me')).toBeUndefined();
    await expect(container.peek('one', 'me', [])).rejects.toThrow(NotFound);
    await database.seed('sessions', { ...document, ttl: 60, expires_at: null });
    await expect(read()).resolves.toBeDefined();
  });

  it('peeks only at the requested fields', async () => {
    await container.create({ ...document, content: 'large' } as Document);
    const row = await container.peek('one', 'me', ['size', 'size']);
    expect(Object.keys(row).sort()).toEqual(['_etag', '_ts', 'size']);
    await expect(container.peek('one', 'other', [])).rejects.toThrow(NotFound);
    const query = database.requests[1];
    expect(query?.body.query).toContain('WHERE c.owner_id = @partition AND c.id = @id');
    expect(methods()).toEqual(['POST', 'POST', 'POST']);
  });

  it('retries after a 404 that is not about the document', async () => {
    await container.create(document);
    const headers = { 'x-ms-substatus': '1002', 'x-ms-request-charge': '1' };
    let behind = 0;
    database.strike = async (_, pass) =>
      behind++ === 0 ? { status: 404, headers, body: { message: '' } } : pass();
    expect((await read()).document).toEqual(document);
  });

  it('retries after a response without a charge, which comes from something in between', async () => {
    await container.create(document);
    let between = 0;
    database.strike = async (_, pass) =>
      between++ === 0 ? { status: 200, body: { ...document, _etag: '"x"' } } : pass();
    expect((await read()).etag).not.toBe('"x"');
    expect(between).toBe(2);
  });

  it('adds up the charges', async () => {
    await container.create(document);
    await read();
    expect(budget.charge).toBe(2);
  });

  it('sends the caller’s ETag', async () => {
    const { etag } = await container.create(document);
    expect(await container.readIfChanged('one', 'me', etag)).toMatchObject({ etag });
    expect(database.requests.at(-1)?.headers['if-none-match']).toBe(etag);
    database.strike = async () => ({ status: 304, headers: { 'x-ms-request-charge': '1' } });
    expect(await container.readIfChanged('one', 'me', etag)).toBe('not-modified');
    await expect(read()).rejects.toThrow(Unavailable);
  });

  it('sends no write if there would be no time left to read back its outcome', async () => {
    container = open(new Budget(3_900));
    await expect(container.create(document)).rejects.toThrow(Throttled);
    await expect(container.create(document)).rejects.toMatchObject({ retryAfterMs: 1_000 });
    await expect(container.mark('one', 'me', [])).rejects.toThrow(Throttled);
    await expect(container.delete('one', 'me')).rejects.toThrow(Throttled);
    expect(methods()).toEqual([]);
    await expect(read()).rejects.toThrow(NotFound);
  });

  it.each([
    ['reads', 4_200, () => read()],
    ['writes', 200, () => container.create(document)],
  ] as const)(
    'aborts %s that hang when their time is up, after %i of 4,200 ms',
    async (_, ms, call) => {
      vi.useFakeTimers({ toFake: ['Date'] });
      container = open(new Budget(4_200));
      database.strike = () => new Promise(() => undefined);
      const asked: number[] = [];
      vi.spyOn(AbortSignal, 'timeout').mockImplementation((afterMs) => {
        asked.push(afterMs);
        vi.setSystemTime(Date.now() + afterMs);
        return AbortSignal.abort();
      });
      await expect(call()).rejects.toThrow(Unavailable);
      expect(asked).toEqual([ms]);
    },
  );

  it('does not wait to retry a write if no time would be left for it', async () => {
    vi.useFakeTimers({ toFake: ['Date'] });
    container = open(new Budget(4_040));
    database.strike = async () => ({ status: 503, body: { message: '' } });
    await expect(container.mark('one', 'me', set(1))).rejects.toThrow(Unavailable);
    expect(methods()).toEqual(['PATCH']);
  });

  it('waits as long as the database asks before it sends a throttled call again', async () => {
    await database.seed('sessions', document);
    vi.useFakeTimers({ toFake: ['Date', 'setTimeout', 'clearTimeout'] });
    container = open(new Budget());
    const sentAt: number[] = [];
    database.strike = async (_, pass) => {
      sentAt.push(Date.now());
      if (sentAt.length > 1) return pass();
      return { status: 429, headers: { 'x-ms-retry-after-ms': '700' }, body: { message: '' } };
    };
    const marked = container.mark('one', 'me', set(2));
    // Waiting advances the clock too.
    await vi.waitFor(() => expect(sentAt).toHaveLength(2), { timeout: 60_000 });
    await marked;
    const [first = 0, second] = sentAt;
    expect(second).toBe(first + 700);
  });

  it.each<[string, () => Promise<unknown>]>([
    ['create', () => container.create({ ...document, id: 'two' })],
    ['createIfAbsent', () => container.createIfAbsent({ ...document, id: 'two' })],
    ['put', () => container.put(document)],
    ['patch', () => container.patch('one', 'me', set(2))],
    ['mark', () => container.mark('one', 'me', set(2))],
    ['delete', () => container.delete('one', 'me')],
  ])('retries a %s that got no response', async (_, write) => {
    await database.seed('sessions', document);
    let sent = 0;
    database.strike = async (_, pass) =>
      sent++ === 0 ? { status: 503, body: { message: '' } } : pass();
    await write();
    expect(sent).toBe(2);
  });

  it('does not retry a write that is not idempotent', async () => {
    database.strike = async () => ({ status: 503, body: { message: '' } });
    const once = { repeatable: false };
    await expect(container.create(document, once)).rejects.toThrow(Unavailable);
    await expect(container.patch('one', 'me', set(1), once)).rejects.toThrow(Unavailable);
    expect(methods()).toEqual(['POST', 'PATCH']);
  });

  it('reports a deletion as done if the document is gone after a lost response, and only then', async () => {
    await expect(container.delete('one', 'me')).rejects.toThrow(NotFound);
    await container.create(document);
    let lost = 0;
    database.strike = async (_, pass) => {
      const answer = await pass();
      return lost++ === 0 ? { status: 503, body: { message: '' } } : answer;
    };
    await container.delete('one', 'me');
    expect(lost).toBe(2);
  });
});

describe('A query', () => {
  const everything = { query: 'SELECT * FROM c ORDER BY c.size ASC' };
  const rowsOf = async (options: { partition?: string; pageSize: number }) => {
    const pages: unknown[][] = [];
    for await (const page of container.query(everything, options)) pages.push(page);
    return pages.flat().map((row) => (row as Document).size);
  };
  beforeEach(async () => {
    for (let value = 1; value <= 5; value++) {
      await database.seed('sessions', { id: `id-${value}`, owner_id: 'me', size: value });
    }
  });

  it('returns all rows, page by page, inside a partition without fetching a query plan', async () => {
    expect(await rowsOf({ partition: 'me', pageSize: 2 })).toEqual([1, 2, 3, 4, 5]);
    const plans = database.requests.filter(
      ({ headers }) => 'x-ms-cosmos-is-query-plan-request' in headers,
    );
    expect(plans).toEqual([]);
    expect(database.requests[0]?.headers).toMatchObject({
      'x-ms-max-item-count': '2',
      'x-ms-documentdb-partitionkey': '["me"]',
    });
  });

  it('crosses partitions if none is given', async () => {
    expect(await rowsOf({ pageSize: 2 })).toEqual([1, 2, 3, 4, 5]);
    const [plan, page] = database.requests;
    expect(plan?.headers).toHaveProperty('x-ms-cosmos-is-query-plan-request');
    expect(page?.headers).not.toHaveProperty('x-ms-documentdb-partitionkey');
  });

  it.each([{ partition: 'me' }, {}])('retries pages that get lost (%o)', async (scope) => {
    let asked = 0;
    database.strike = async (_, pass) =>
      asked++ % 2 === 0 ? { status: 503, body: { message: '' } } : pass();
    expect(await rowsOf({ ...scope, pageSize: 3 })).toEqual([1, 2, 3, 4, 5]);
  });
});

describe('A page of a list', () => {
  const Versioned = z.object({
    id: z.string(),
    owner_id: z.string(),
    metadata: z.object({ version: z.number() }),
  });
  const list: ListQuery = {
    owner: 'me',
    ownerPath: 'owner_id',
    select: ['id', 'owner_id', 'metadata'],
    sortBy: 'metadata.version',
    direction: 'asc',
    filters: [],
    pageSize: 2,
    cursor: undefined,
  };
  const row = {
    schema: Versioned,
    toItem: ({ metadata }: z.infer<typeof Versioned>, etag: string, found: object) => ({
      value: metadata.version,
      isQuoted: /^".+"$/.test(etag),
      hasTime: '_ts' in found,
    }),
  };
  const page = (more: Partial<ListQuery> = {}) =>
    listPage(container, { ...list, ...more }, row, 'me');
  const valuesOf = (items: { value: number }[]) => items.map(({ value }) => value);
  const seed = (...documents: { id: string; value?: unknown; [more: string]: unknown }[]) =>
    database.seed(
      'sessions',
      ...documents.map(({ value, ...each }) => ({
        owner_id: 'me',
        metadata: { version: value },
        ...each,
      })),
    );

  it('has a token if there are more items', async () => {
    await seed({ id: 'a', value: 1 }, { id: 'b', value: 2 }, { id: 'c', value: 3 });
    const first = await page();
    expect(valuesOf(first.items)).toEqual([1, 2]);
    expect(first.items[0]).toEqual({ value: 1, isQuoted: true, hasTime: true });
    const last = await page({ cursor: first.pageToken ?? '' });
    expect(last).toMatchObject({ items: [{ value: 3 }], pageToken: null });
    expect(last).not.toHaveProperty('leftOut');
    expect((await page({ pageSize: 3 })).pageToken).toBeNull();
  });

  it('skips and counts documents that do not parse, and continues after them', async () => {
    await seed({ id: 'a', value: 1 }, { id: 'b', value: 'x' }, { id: 'c', value: 'y' });
    const first = await page();
    expect(first).toMatchObject({ items: [{ value: 1 }], leftOut: 1 });
    expect(await page({ cursor: first.pageToken ?? '' })).toMatchObject({
      items: [],
      leftOut: 1,
      pageToken: null,
    });
  });

  it('skips and counts documents that cannot be sorted; undefined and null come first', async () => {
    await seed(
      { id: 'a', value: { no: 'number' } },
      { id: 'b', value: null },
      { id: 'c' },
      { id: 'd', value: 1 },
    );
    const everything = await page({ pageSize: 10 });
    expect(everything).toMatchObject({ items: [{ value: 1 }], leftOut: 3 });
    let cursor: string | undefined;
    let leftOut = 0;
    const values: number[] = [];
    do {
      const one = await page({ pageSize: 1, cursor });
      values.push(...valuesOf(one.items));
      leftOut += one.leftOut ?? 0;
      cursor = one.pageToken ?? undefined;
    } while (cursor);
    expect(values).toEqual([1]);
    expect(leftOut).toBeGreaterThanOrEqual(2);
  });

  it('skips expired documents without counting them, and fills the page with the next ones', async () => {
    const over = { expires_at: '2020-01-01T00:00:00.000Z' };
    await seed({ id: 'a', value: 1, ...over }, { id: 'b', value: 2 }, { id: 'c', value: 3 });
    const { items, leftOut, pageToken } = await page();
    expect([valuesOf(items), leftOut, pageToken]).toEqual([[2, 3], undefined, null]);
  });

  it('sorts by a nested path that some documents do not have', async () => {
    await seed({ id: 'a', metadata: null }, { id: 'b', value: 2 });
    const first = await page({ pageSize: 1 });
    expect(first).toMatchObject({ items: [], leftOut: 1 });
    const second = await page({ pageSize: 1, cursor: first.pageToken ?? '' });
    expect(second).toMatchObject({ items: [{ value: 2 }], pageToken: null });
  });
});

describe('The health of the database', () => {
  it('is good if a point read is answered, with or without a document', async () => {
    await checkDatabase(database.contextFor(''));
    expect(methods()).toEqual(['GET']);
    database.strike = async () => ({ status: 503, body: { message: '' } });
    await expect(checkDatabase(database.contextFor(''))).rejects.toThrow(Unavailable);
  });
});

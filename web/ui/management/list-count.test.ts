import { expect, test } from 'vitest';
import { favouritesFirst } from './favourites.tsx';
import { countWords } from './list-body.tsx';

test('A list says how many items there are if all are loaded or the cloud has counted them', () => {
  const list = (loaded: number, hasMore: boolean, total?: number) => ({
    items: Array(loaded),
    hasMore,
    total,
  });
  expect(countWords(list(0, false), 'session')).toBe('0 sessions');
  expect(countWords(list(1, false, 1), 'session')).toBe('1 session');
  expect(countWords(list(50, true), 'session')).toBe('First 50 sessions');
  expect(countWords(list(50, true, 1340), 'session')).toBe('1340 sessions');
});

test('Favourites come first, and no item is listed twice', async () => {
  const all = ['a', 'b', 'c', 'd', 'e'];
  const load = async (cursor: string | undefined, ids?: readonly string[]) => {
    if (ids) return { items: all.filter((id) => ids.includes(id)), pageToken: null };
    const items = cursor ? all.slice(3) : all.slice(0, 3);
    return { items, pageToken: cursor ? null : 'next', total: 5 };
  };
  const page = (ids: readonly string[], cursor?: string) =>
    favouritesFirst(ids, cursor, (id: string) => id, load);
  // One favourite was deleted, or does not match the search.
  expect(await page(['gone', 'e', 'b'])).toEqual({
    items: ['b', 'e', 'a', 'c'],
    pageToken: 'next',
    total: 5,
  });
  expect(await page(['gone', 'e', 'b'], 'next')).toMatchObject({ items: ['d'], pageToken: null });
  expect((await page([])).items).toEqual(['a', 'b', 'c']);
});

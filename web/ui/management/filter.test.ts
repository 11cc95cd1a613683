import { expect, test } from 'vitest';
import { dayEnd, dayStart, type Filter, noneFoundWords, sortedBy, tagsIn } from './filter.ts';

test('A day covers the whole local day, and no day means no limit', () => {
  const start = dayStart('2026-11-22') ?? '';
  const end = dayEnd('2026-11-22') ?? '';
  expect(new Date(start)).toEqual(new Date(2026, 10, 22));
  expect(Date.parse(end) - Date.parse(start)).toBe(24 * 60 * 60 * 1000 - 1);
  expect(dayStart('')).toBeUndefined();
  expect(dayEnd('')).toBeUndefined();
});

test('An empty list names the search text, the dates, both or nothing', () => {
  const all = { text: '', from: '', to: '', sortBy: 'title', direction: 'asc' } as const;
  expect(noneFoundWords(all)).toBeNull();
  expect(noneFoundWords({ ...all, to: '2026-11-22' })).toBe('There is nothing in these dates.');
  expect(noneFoundWords({ ...all, text: 'zz' })).toBe('No title or description contains "zz".');
  expect(noneFoundWords({ ...all, text: 'zz', from: '2026-11-22' })).toBe(
    'No title or description contains "zz" in these dates.',
  );
  expect(noneFoundWords({ ...all, text: '#h ' })).toBe('No title or description has the tag #h.');
  expect(noneFoundWords({ ...all, text: '#h and' })).toContain('contains "#h and"');
});

test('A click on the sorted column reverses the order; on another column it sorts by that, texts from A', () => {
  const visits = { sortBy: 'visits', title: 'Visits', kind: 'number' } as const;
  const owner = { sortBy: 'owner', title: 'Owner', kind: 'text' } as const;
  const days = { text: '', from: '', to: '2026-11-22' };
  type Either = Filter<'visits' | 'owner'>;
  const byVisits: Either = { ...days, sortBy: 'visits', direction: 'desc' };
  const byOwner: Either = { ...days, sortBy: 'owner', direction: 'asc' };
  expect(sortedBy<Either['sortBy']>(byVisits, visits)).toEqual({ ...byVisits, direction: 'asc' });
  expect(sortedBy<Either['sortBy']>(byVisits, owner)).toEqual(byOwner);
  expect(sortedBy<Either['sortBy']>(byOwner, visits)).toEqual(byVisits);
});

test('Words that begin with # are tags: each once, at most ten, and those at the end stand apart', () => {
  expect(tagsIn(null)).toEqual({ tags: [], rest: '' });
  expect(tagsIn('Review of week 48 #base-case #Ålesund\n#base-case')).toEqual({
    tags: ['#base-case', '#Ålesund'],
    rest: 'Review of week 48',
  });
  expect(tagsIn('The #infill case, see issue #12.')).toEqual({
    tags: ['#infill', '#12'],
    rest: 'The #infill case, see issue #12.',
  });
  expect(tagsIn(`# heading a#b https://x.no/#part ##c #${'x'.repeat(41)} &#39;`).tags).toEqual([]);
  const many = Array.from({ length: 12 }, (_, i) => `#t${i}`).join(' ');
  expect(tagsIn(many).tags).toHaveLength(10);
});

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

test('Where clocks change at midnight, a day begins where the day before ends', () => {
  const zone = process.env.TZ;
  try {
    for (const [name, day, start, end] of [
      // 00:00 does not exist: the clocks go from there to 01:00.
      ['America/Sao_Paulo', '2018-11-04', '2018-11-04T03:00:00.000Z', '2018-11-05T01:59:59.999Z'],
      ['Asia/Beirut', '2024-03-31', '2024-03-30T22:00:00.000Z', '2024-03-31T20:59:59.999Z'],
      // 23:00 to 24:00 comes twice on the day before.
      ['America/Asuncion', '2024-03-23', '2024-03-23T03:00:00.000Z', '2024-03-24T03:59:59.999Z'],
      // 00:00 to 01:00 comes twice on this day.
      ['America/Havana', '2024-11-03', '2024-11-03T04:00:00.000Z', '2024-11-04T04:59:59.999Z'],
    ] as const) {
      process.env.TZ = name;
      expect([dayStart(day), dayEnd(day)], name).toEqual([start, end]);
      const before = new Date(Date.parse(`${day}T00:00:00Z`) - 86_400_000);
      const dayBefore = before.toISOString().slice(0, 10);
      expect(Date.parse(start) - Date.parse(dayEnd(dayBefore) ?? ''), name).toBe(1);
    }
  } finally {
    if (zone === undefined) delete process.env.TZ;
    else process.env.TZ = zone;
  }
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

import { expect, test } from 'vitest';
import { PERSISTED as BASE } from '../testing/states.ts';
import { judge } from './judge.ts';

const mine = { title: 'First', description: null };
const newer = { ...BASE, version: 4, etag: '"4"' };

test('the same version is nothing new, whatever the times say', () => {
  const theirs = { ...BASE, updatedAt: '2031-01-01T00:00:00.000Z' };
  expect(judge(BASE, theirs, mine, 3)).toBe('same');
});

test('a version lower than one already seen is an old answer that was overtaken', () => {
  expect(judge(BASE, { ...BASE, version: 4 }, mine, 5)).toBe('old');
});

test('a newer version with other content is a conflict, also when its clock runs behind', () => {
  const theirs = { ...newer, contentHash: 'c4', updatedAt: '2001-01-01T00:00:00.000Z' };
  expect(judge(BASE, theirs, mine, 3)).toBe('conflict');
});

test('a newer version with the same content and title is taken over', () => {
  expect(judge(BASE, newer, mine, 3)).toBe('takeOver');
});

test('a title that changed only here stays over a newer version with the same content', () => {
  expect(judge(BASE, newer, { ...mine, title: 'Mine' }, 3)).toBe('takeOver');
});

test('a title that changed only there is taken over', () => {
  expect(judge(BASE, { ...newer, title: 'Theirs' }, mine, 3)).toBe('takeOver');
});

test('a title that changed here and there is a conflict, unless both say the same', () => {
  const theirs = { ...newer, title: 'Theirs' };
  expect(judge(BASE, theirs, { ...mine, title: 'Mine' }, 3)).toBe('conflict');
  expect(judge(BASE, theirs, { ...mine, title: 'Theirs' }, 3)).toBe('takeOver');
});

test('no description and an empty one are the same', () => {
  const theirs = { ...newer, title: 'Theirs', description: '' };
  expect(judge(BASE, theirs, { title: 'Theirs', description: null }, 3)).toBe('takeOver');
  expect(judge(BASE, theirs, { title: 'First', description: '' }, 3)).toBe('takeOver');
});

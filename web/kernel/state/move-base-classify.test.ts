import { expect, test } from 'vitest';
import type { Metadata, SessionMetadata } from '../ports/api.ts';
import { PERSISTED as BASE } from '../testing/states.ts';
import { classify } from './move-base.ts';
import { workOf } from './work.ts';

const mine = { title: 'First', description: null };
/** What a version means for work on `BASE` under the title `mine`. */
function meaning(theirs: SessionMetadata, mine: Metadata, seenVersion: number) {
  const base = { metadata: BASE, work: null, rootHash: null };
  return classify({ base, work: workOf('a', mine), seenVersion }, theirs);
}

const newer = { ...BASE, version: 4, etag: '"4"' };

test('the same version is nothing new, whatever the times say', () => {
  const theirs = { ...BASE, updatedAt: '2031-01-01T00:00:00.000Z' };
  expect(meaning(theirs, mine, 3)).toBe('same');
});

test('a version lower than one already seen is outdated', () => {
  expect(meaning({ ...BASE, version: 4 }, mine, 5)).toBe('old');
});

test('a newer version with other content is a conflict, also when its clock runs behind', () => {
  const theirs = { ...newer, contentHash: 'c4', updatedAt: '2001-01-01T00:00:00.000Z' };
  expect(meaning(theirs, mine, 3)).toBe('conflict');
});

test('a newer version with the same content and title is a fast-forward', () => {
  expect(meaning(newer, mine, 3)).toBe('fastForward');
});

test('a title that changed only here stays when a newer version has the same content', () => {
  expect(meaning(newer, { ...mine, title: 'Mine' }, 3)).toBe('fastForward');
});

test('a title that changed only there is a fast-forward', () => {
  expect(meaning({ ...newer, title: 'Theirs' }, mine, 3)).toBe('fastForward');
});

test('a title that changed on both sides is a conflict, unless both are the same', () => {
  const theirs = { ...newer, title: 'Theirs' };
  expect(meaning(theirs, { ...mine, title: 'Mine' }, 3)).toBe('conflict');
  expect(meaning(theirs, { ...mine, title: 'Theirs' }, 3)).toBe('fastForward');
});

test('no description and an empty one are the same', () => {
  const theirs = { ...newer, title: 'Theirs', description: '' };
  expect(meaning(theirs, { title: 'Theirs', description: null }, 3)).toBe('fastForward');
  expect(meaning(theirs, { title: 'First', description: '' }, 3)).toBe('fastForward');
});

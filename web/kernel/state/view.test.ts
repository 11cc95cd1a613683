import { expect, test } from 'vitest';
import type { Metadata, SessionMetadata } from '../ports/api.ts';
import { after, PERSISTED as BASE, type FactName, T, THEIRS } from '../testing/states.ts';
import { asksToResolve, classify, isSomebodyElseSignedIn } from './view.ts';
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

test('another user is signed in only if the sign-in is known to be theirs', () => {
  expect(isSomebodyElseSignedIn(after('loaded', 'otherUser'))).toBe(true);
  expect(isSomebodyElseSignedIn(after('loaded', 'signedOut'))).toBe(false);
  expect(isSomebodyElseSignedIn(after('loaded', 'saveFailed'))).toBe(false);
  expect(isSomebodyElseSignedIn(after('snapshotOpened'))).toBe(false);
  expect(isSomebodyElseSignedIn(after('opening'))).toBe(false);
});

test('a conflict is asked about while there is unsaved work, until it is put aside', () => {
  expect(asksToResolve(after('loaded', 'edited', 'conflictFound'))).toBe(true);
  expect(asksToResolve(after('loaded', 'conflictFound'))).toBe(false);
  expect(asksToResolve(after('loaded', 'conflictFound', 'edited'))).toBe(false);
  expect(asksToResolve(after('loaded', 'edited'))).toBe(false);
});

const unavailable = { kind: 'unavailable', message: 'busy' };

test.each<[FactName[], object]>([
  [['sendEnded'], { kind: 'idle' }],
  [['saveStarted'], { kind: 'saving', sinceMs: T }],
  [['snapshotStarted'], { kind: 'snapshotting', sinceMs: T }],
  [['saveUnknown'], { kind: 'unknownOutcome', of: 'save' }],
  [['snapshotUnknown'], { kind: 'unknownOutcome', of: 'snapshot' }],
  [['wentOffline'], { kind: 'offline' }],
  [['signedOut'], { kind: 'signedOut', otherUser: false, waiting: true }],
  [['otherUser'], { kind: 'signedOut', otherUser: true, waiting: true }],
  [['saveFailed'], { kind: 'failed', of: 'save', problem: unavailable }],
  [['snapshotFailed'], { kind: 'failed', of: 'snapshot', problem: unavailable }],
  [['saveFailed', 'wentOffline'], { kind: 'offline' }],
])('after %j the cloud shows %j', (names, cloud) => {
  expect(after('loaded', 'edited', ...names)).toMatchObject({ cloud });
});

test.each<[FactName[], object]>([
  [['converted'], { kind: 'unwatched' }],
  [['loaded'], { kind: 'watching' }],
  [['loaded', 'pollStarted'], { kind: 'polling' }],
  [['loaded', 'pollStarted', 'pollEnded'], { kind: 'watching' }],
  [['loaded', 'conflictFound'], { kind: 'conflict', theirs: THEIRS, attention: 'open' }],
  [['loaded', 'conflictFound', 'sessionGone'], { kind: 'gone' }],
])('after %j others show as %j', (names, remote) => {
  expect(after(...names)).toMatchObject({ remote });
});

test.each<[FactName[], object]>([
  [['loaded', 'edited'], { kind: 'dirty' }],
  [['loaded', 'edited', 'backupFailed'], { kind: 'notBackedUp', reason: 'quota' }],
  [['created', 'edited', 'backedUp'], { kind: 'backedUp', atMs: T }],
])('after %j this device shows %j', (names, local) => {
  expect(after(...names)).toMatchObject({ local });
});

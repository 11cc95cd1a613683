import { expect, test } from 'vitest';
import { after, type FactName, stateAfter, T, THEIRS } from '../testing/states.ts';
import { reduce } from './reducer.ts';
import { asksToResolve, isSomebodyElseSignedIn, viewOf } from './view.ts';

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
  [['saveStarted'], { kind: 'saving' }],
  [['snapshotStarted'], { kind: 'snapshotting' }],
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

test.each([
  ['signedOut', { kind: 'signedOut', otherUser: false, waiting: true }],
  ['otherUser', { kind: 'signedOut', otherUser: true, waiting: true }],
  ['offline', { kind: 'offline' }],
  // About to be sent.
  ['open', { kind: 'saving', sentPercent: null }],
] as const)('a save that waits shows what it waits for by now: %s', (access, cloud) => {
  const waiting = stateAfter('loaded', 'edited', 'wentOffline');
  expect(viewOf(reduce(waiting, { type: 'accessChanged', access }))).toMatchObject({ cloud });
});

test.each(['signedOut', 'otherUser', 'open'] as const)(
  'a save that is being sent shows that, whatever is known of the sign-in: %s',
  (access) => {
    const sending = stateAfter('loaded', 'edited', 'saveStarted');
    const view = viewOf(reduce(sending, { type: 'accessChanged', access }));
    expect(view).toMatchObject({ cloud: { kind: 'saving' } });
  },
);

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

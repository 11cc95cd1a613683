import { expect, test } from 'vitest';
import type { Target } from '../../kernel/index.ts';
import { after, PERSISTED } from '../../kernel/testing/states.ts';
import { historyStep, placeOf } from './address.ts';
import { addressOf, type Place, placeAt, readAddress, tidyAddress } from './place.ts';

test('The address can name a session, a snapshot or a buffer to recover', () => {
  const read = (search: string) => readAddress({ pathname: '/', search });
  expect(read('?session=abc12345')).toEqual({ sessionId: 'abc12345' });
  expect(read('?snapshot=abc12345')).toEqual({ snapshotId: 'abc12345' });
  expect(read('?session=a&snapshot=b')).toEqual({ sessionId: 'a' });
  expect(read('?recover=b1&session=a')).toEqual({ sessionId: 'a', bufferId: 'b1' });
  expect(read('?session=')).toEqual({});
});

test.each([
  '/?snapshot=abc12345.',
  '/?snapshot=abc12345)',
  '/?snapshot=abc12345&amp;',
  '/?from=mail&amp;snapshot=abc12345',
  '/snapshot/abc12345',
  '/snapshot/abc12345).',
])('A link received as %s opens the right snapshot', (link) => {
  const place = placeAt(new URL(link, 'https://site'));
  expect(place).toEqual(snapshot('abc12345'));
  expect(addressOf(place)).toBe('/?snapshot=abc12345');
});

test.each([
  '/?session=abc12345&dashboard=d-1&chart=c_1',
  '/?session=abc12345&amp;dashboard=d-1&amp;chart=c_1',
  '/?session=abc12345&dashboard=d-1&chart=c_1).',
  '/session/abc12345?dashboard=d-1&chart=c_1',
])('A link to a chart received as %s keeps its dashboard and chart', (link) => {
  expect(tidyAddress(new URL(link, 'https://site'))).toBe(
    '/?session=abc12345&dashboard=d-1&chart=c_1',
  );
});

test('The address of a buffer to recover and of the start page are left as they are', () => {
  expect(tidyAddress(new URL('/?recover=b1&session=a', 'https://site'))).toBeNull();
  expect(tidyAddress(new URL('/?dashboard=d', 'https://site'))).toBeNull();
});

test('An unknown path leads to the start page', () => {
  expect(placeAt(new URL('/session/', 'https://site'))).toEqual(START);
  expect(placeAt(new URL('/other/abc12345', 'https://site'))).toEqual(START);
});

test('The address of a place leads back to that place', () => {
  for (const place of [session('a b&c'), snapshot('s'), START]) {
    expect(placeAt(new URL(addressOf(place), 'https://site'))).toEqual(place);
  }
  expect(addressOf(UNSAVED)).toBe('/');
});

test('Every state has a place, also during recovery, while loading and after a failed load', () => {
  expect(placeOf(after())).toEqual(START);
  expect(placeOf(after('created'))).toEqual(UNSAVED);
  expect(placeOf(after('converted'))).toEqual(UNSAVED);
  expect(placeOf(after('loaded', 'sessionGone'))).toEqual(GONE);
  const id = PERSISTED.id;
  for (const fact of ['offered', 'opening', 'openFailed', 'loaded', 'recovered'] as const) {
    expect(placeOf(after(fact))).toEqual(session(id));
  }
  expect(placeOf(after('snapshotOpened'))).toEqual(snapshot('snapshot-1'));
  expect(placeOf({ kind: 'LocalRecovery', target: null, buffers: [] })).toEqual(START);
});

test('A transitional state has no place', () => {
  expect(placeOf({ kind: 'Empty', isPassing: true })).toBeNull();
});

const START: Place = { kind: 'start' };
const UNSAVED: Place = { kind: 'unsaved' };
const GONE: Place = { kind: 'unsaved', isGone: true };
const session = (id: string): Target => ({ kind: 'session', id });
const snapshot = (id: string): Target => ({ kind: 'snapshot', id });
const A = session('a');
const B = session('b');

const steps: readonly [string, Place | null, Place | null, ReturnType<typeof historyStep>][] = [
  ['A page that was just loaded keeps its entry', null, A, 'replace'],
  ['A page that was just loaded to recover a buffer keeps its entry', null, UNSAVED, 'replace'],
  ['A transitional state does not change the history', A, null, null],
  ['The same session adds no entry', A, session('a'), null],
  ['The start page again adds no entry', START, { kind: 'start' }, null],
  ['Another session adds an entry', A, B, 'push'],
  ['The session that Save As makes adds an entry', A, B, 'push'],
  ['A snapshot with the id of the session adds an entry', A, snapshot('a'), 'push'],
  ['The start page adds an entry', A, START, 'push'],
  ['A session opened from the start page adds an entry', START, A, 'push'],
  ['A new session from the start page adds an entry', START, UNSAVED, 'push'],
  ['A session made from a snapshot adds an entry', snapshot('s'), UNSAVED, 'push'],
  ['A first save replaces the entry', UNSAVED, A, 'replace'],
  ['The start page replaces the entry of a session never saved', UNSAVED, START, 'replace'],
  ['A snapshot replaces the entry of a session never saved', UNSAVED, snapshot('s'), 'replace'],
  ['A session that was deleted elsewhere keeps its entry without its id', A, GONE, 'replace'],
  ['A session deleted elsewhere and saved again replaces the entry', GONE, B, 'replace'],
  ['A new session after a new session adds no entry', UNSAVED, { kind: 'unsaved' }, null],
];

test.each(steps)('%s', (_, entry, next, step) => {
  expect(historyStep(entry, next)).toBe(step);
});

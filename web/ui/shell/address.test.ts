import { expect, test } from 'vitest';
import type { Target } from '../../kernel/index.ts';
import { after, PERSISTED } from '../../kernel/testing/states.ts';
import { addressOf, historyStep, type Place, placeAt, placeOf, readAddress } from './address.ts';

test('The address names a session, a snapshot or a buffer to recover, and nothing else', () => {
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
])('A link that came as %s leads to what it names', (link) => {
  const place = placeAt(new URL(link, 'https://site'));
  expect(place).toEqual(snapshot('abc12345'));
  expect(addressOf(place)).toBe('/?snapshot=abc12345');
});

test('A path that names nothing known leads to the start page', () => {
  expect(placeAt(new URL('/session/', 'https://site'))).toEqual(START);
  expect(placeAt(new URL('/other/abc12345', 'https://site'))).toEqual(START);
});

test('An address leads to the place whose address it is', () => {
  for (const place of [session('a b&c'), snapshot('s'), START]) {
    expect(placeAt(new URL(addressOf(place), 'https://site'))).toEqual(place);
  }
  expect(addressOf(UNSAVED)).toBe('/');
});

test('What is shown has a place, also while it is asked about, loaded or could not be loaded', () => {
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

test('What is only passing has no place', () => {
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
  ['A page that was just loaded to recover a buffer names what it is of', null, UNSAVED, 'replace'],
  ['What is only passing leaves the entry as it is', A, null, null],
  ['What is shown already needs no other entry', A, session('a'), null],
  ['The start page again needs no other entry', START, { kind: 'start' }, null],
  ['Another session is another entry', A, B, 'push'],
  ['The session that Save As makes is another entry', A, B, 'push'],
  ['A snapshot is not the session of the same id', A, snapshot('a'), 'push'],
  ['The start page is another entry', A, START, 'push'],
  ['A session from the start page is another entry', START, A, 'push'],
  ['A new session from the start page is another entry', START, UNSAVED, 'push'],
  ['A snapshot made one’s own is another entry', snapshot('s'), UNSAVED, 'push'],
  ['A first save only names the entry', UNSAVED, A, 'replace'],
  ['What was never saved gives its entry to the start page', UNSAVED, START, 'replace'],
  ['What was never saved gives its entry to a snapshot', UNSAVED, snapshot('s'), 'replace'],
  ['A session that was deleted elsewhere keeps its entry without the name', A, GONE, 'replace'],
  ['A session that was deleted elsewhere and is saved again names the entry', GONE, B, 'replace'],
  ['A new session after another needs no other entry', UNSAVED, { kind: 'unsaved' }, null],
];

test.each(steps)('%s', (_, entry, next, step) => {
  expect(historyStep(entry, next)).toBe(step);
});

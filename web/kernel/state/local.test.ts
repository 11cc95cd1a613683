import { expect, test } from 'vitest';
import { after, PERSISTED } from '../testing/states.ts';
import { infoOf, isOnDisk, type SessionState, sessionState } from './session-state.ts';
import { hasUnsavedChanges, isClean, isSameView, localOf } from './view.ts';
import { contentParts, METADATA_PART, partsOf, workOf } from './work.ts';

const metadata = { title: 'First', description: null };
const work = workOf('a', metadata);
const buffer = {
  bufferId: 'b1',
  ownerId: 'alice',
  sessionId: null,
  createKey: 'k1',
  schemaVersion: 1,
  createdAtMs: 0,
  lastModifiedMs: 0,
};
const head = { generation: 1, rootHash: 'own', work, isSmall: false, atMs: 5 };

function opened(known: Partial<SessionState> = {}): SessionState {
  return sessionState(buffer, work, known);
}

test('work is clean if it is the same object as that of the base', () => {
  const session = opened({ base: { metadata: PERSISTED, work, rootHash: null } });
  expect(localOf(session)).toEqual({ kind: 'clean' });
  expect(isClean(session)).toBe(true);
});

test('work is clean if the journal has it with the root hash of the base', () => {
  const base = { metadata: PERSISTED, work: null, rootHash: 'own' };
  expect(localOf(opened({ base, head }))).toEqual({ kind: 'clean' });
});

test('work in the journal that differs from the base is backed up, and not clean', () => {
  const base = { metadata: PERSISTED, work: null, rootHash: 'base' };
  expect(localOf(opened({ base, head }))).toEqual({ kind: 'backedUp', atMs: 5 });
  expect(isClean(opened({ base, head }))).toBe(false);
});

test('work is in the journal only if the head has the same object', () => {
  expect(isOnDisk(opened())).toBe(false);
  expect(isOnDisk(opened({ head }))).toBe(true);
  expect(isOnDisk(opened({ head: { ...head, work: workOf('b', metadata) } }))).toBe(false);
});

test('the journal is told the id and the version that the work is based on, or that there is none', () => {
  const base = { metadata: PERSISTED, work, rootHash: null };
  expect(infoOf(opened({ base }))).toEqual({ ...buffer, sessionId: 'session-1', base: PERSISTED });
  expect(infoOf(opened())).toEqual({ ...buffer, sessionId: null, base: null });
});

test('nothing is unsaved right after loading, or without an open session', () => {
  expect(hasUnsavedChanges(after('loaded'))).toBe(false);
  expect(hasUnsavedChanges(after('opening'))).toBe(false);
  expect(hasUnsavedChanges(after('loaded', 'edited'))).toBe(true);
});

test('two views are the same if the derived fields have the same values', () => {
  const view = after('loaded');
  if (view.kind !== 'Loaded' || view.mode !== 'session') throw new Error('No session');
  expect(isSameView(view, { ...view, local: { ...view.local } })).toBe(true);
  expect(isSameView(view, { ...view, local: { kind: 'dirty' } })).toBe(false);
  expect(isSameView(view, { ...view, cloud: { kind: 'saving', sentPercent: null } })).toBe(false);
  const failed = (message: string) =>
    ({
      ...view,
      cloud: { kind: 'failed', of: 'save', problem: { kind: 'unavailable', message } },
    }) as const;
  expect(isSameView(failed('busy'), failed('busy'))).toBe(true);
  expect(isSameView(failed('busy'), failed('down'))).toBe(false);
});

test('other fields are the same only if they are the same object', () => {
  const view = after('loaded');
  if (view.kind !== 'Loaded' || view.mode !== 'session') throw new Error('No session');
  expect(isSameView(view, { ...view, metadata: { ...view.metadata } })).toBe(false);
  expect(isSameView({ kind: 'Empty' }, { kind: 'Empty' })).toBe(true);
  expect(isSameView({ kind: 'Empty' }, { kind: 'Empty', isPassing: true })).toBe(false);
});

test('work is split once, with its title as a part that the application does not get', () => {
  let splits = 0;
  const model = {
    split(content: string) {
      splits += 1;
      return new Map<string, unknown>([['text', content]]);
    },
    schemaVersion: 1,
    migrate: () => null,
    join: () => 'a',
  };
  const fresh = workOf('a', metadata);
  const parts = partsOf(model, fresh);
  expect([...parts]).toEqual([
    ['text', 'a'],
    [METADATA_PART, metadata],
  ]);
  expect(partsOf(model, fresh)).toBe(parts);
  expect(splits).toBe(1);
  expect([...contentParts(parts)]).toEqual([['text', 'a']]);
  expect(parts.has(METADATA_PART)).toBe(true);
});

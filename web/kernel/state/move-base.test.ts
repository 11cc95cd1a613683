import { expect, test } from 'vitest';
import { PERSISTED, THEIRS } from '../testing/states.ts';
import { moveBase } from './move-base.ts';
import { type SessionState, sessionState } from './session-state.ts';
import { workOf } from './work.ts';

const buffer = {
  bufferId: 'b1',
  ownerId: 'alice',
  createKey: 'k1',
  schemaVersion: 1,
  sessionId: null,
  createdAtMs: 0,
  lastModifiedMs: 0,
};
const work = workOf('a', { title: 'First', description: null });
const base = { metadata: PERSISTED, work, rootHash: 'base' };
/** The same content under another title. */
const RENAMED = { ...PERSISTED, version: 4, etag: '"4"', title: 'Renamed' };

function opened(known: Partial<SessionState> = {}): SessionState {
  return sessionState(buffer, work, { base, ...known });
}

test('the highest version seen does not decrease when the base moves to a lower one', () => {
  const moved = moveBase(opened({ seenVersion: 7 }), { how: 'fastForward', to: THEIRS });
  expect(moved.seenVersion).toBe(7);
  expect(moveBase(opened(), { how: 'fastForward', to: THEIRS }).seenVersion).toBe(4);
});

test('the versions of another session say nothing about those of a copy', () => {
  const to = { ...PERSISTED, id: 'copy', version: 1 };
  const sent = { ...to, generation: 1, createKey: 'k' };
  const move = { how: 'saved', to, attempt: { sent, work, packed: false } } as const;
  expect(moveBase(opened({ seenVersion: 7 }), move).seenVersion).toBe(1);
  expect(moveBase(opened({ seenVersion: 7, base: null }), move).seenVersion).toBe(1);
});

test('a fast-forward gives a new title to the base and to the work under the old one', () => {
  const moved = moveBase(opened(), { how: 'fastForward', to: RENAMED });
  expect(moved.work).toEqual({ content: 'a', metadata: { title: 'Renamed', description: null } });
  expect(moved.base).toEqual({ metadata: RENAMED, work: moved.work, rootHash: 'base' });
});

test('a fast-forward renames the work even if only the journal knows the content of the base', () => {
  const session = opened({ base: { ...base, work: null } });
  const moved = moveBase(session, { how: 'fastForward', to: RENAMED });
  expect(moved.work.metadata.title).toBe('Renamed');
  expect(moved.base).toMatchObject({ metadata: RENAMED, work: null });
});

test('a fast-forward without a new title leaves the work the same object', () => {
  expect(moveBase(opened(), { how: 'fastForward', to: THEIRS }).work).toBe(work);
});

test('a reload uses a new generation', () => {
  const move = { how: 'reloaded', to: THEIRS, work, contentText: '"a"' } as const;
  expect(moveBase(opened({ generation: 6 }), move).generation).toBe(7);
});

import { describe, expect, test } from 'vitest';
import { statusWords } from '../../ui/words/status-words.ts';
import {
  after,
  everyHistory,
  FACTS,
  type FactName,
  follow,
  stateAfter,
  T,
} from '../testing/states.ts';
import { reduce } from './reducer.ts';
import type { SessionState } from './session-state.ts';
import { hasUnsavedChanges, viewOf } from './view.ts';

const EVERY_STATE = [
  stateAfter(),
  stateAfter('created'),
  stateAfter('offered'),
  stateAfter('opening'),
  stateAfter('openFailed'),
  stateAfter('snapshotOpened'),
  ...everyHistory().map((names) => stateAfter(...names)),
];
const EVERY_FACT = Object.keys(FACTS) as FactName[];

describe('the reducer', () => {
  test('throws for no fact in any state, and gives a state that has words', () => {
    for (const state of EVERY_STATE) {
      for (const name of EVERY_FACT) {
        expect(statusWords(viewOf(follow(state, name)), T).combined).toBeTypeOf('string');
      }
    }
  });

  test('never changes the state it was given', () => {
    for (const state of EVERY_STATE) {
      const before = JSON.stringify(state);
      for (const name of EVERY_FACT) follow(state, name);
      expect(JSON.stringify(state)).toBe(before);
    }
  });

  test('leaves a snapshot as it is, whatever happens to sessions', () => {
    const snapshot = stateAfter('snapshotOpened');
    const session: FactName[] = ['edited', 'backedUp', 'saveStarted', 'saved', 'conflictFound'];
    for (const name of session) expect(follow(snapshot, name)).toBe(snapshot);
    expect(hasUnsavedChanges(after('snapshotOpened'))).toBe(false);
  });

  test('asks once for a conflict that ten polls see', () => {
    const polls = Array.from({ length: 9 }, () => 'conflictFound' as const);
    const aside = after('loaded', 'conflictFound', 'conflictPutAside', ...polls);
    expect(aside).toMatchObject({ remote: { kind: 'conflict', attention: 'putAside' } });
  });

  test('asks nobody about the version that the work is based on by now', () => {
    expect(after('loaded', 'takenOver', 'conflictFound')).toMatchObject({
      remote: { kind: 'watching' },
    });
    expect(after('loaded', 'sessionGone', 'conflictFound')).toMatchObject({
      remote: { kind: 'gone' },
    });
  });

  test('asks again about the same conflict when a save meets it', () => {
    const asked = after('loaded', 'conflictFound', 'conflictPutAside', 'conflictInsisted');
    expect(asked).toMatchObject({ remote: { attention: 'open' } });
  });

  test('keeps saying that work is not backed up until a backup succeeds', () => {
    expect(after('loaded', 'edited', 'backupFailed', 'edited')).toMatchObject({
      local: { kind: 'notBackedUp' },
    });
    expect(after('loaded', 'edited', 'backupFailed', 'edited', 'backedUp')).toMatchObject({
      local: { kind: 'backedUp' },
    });
  });

  test('forgets every attempt once one is known to have landed', () => {
    const sent = { title: 'First', description: null, contentHash: 'c3', createKey: null };
    const attempt = { sent: { ...sent, generation: 5 }, work: null, packed: false };
    const state = reduce(stateAfter('loaded', 'edited'), { type: 'attemptMade', attempt });
    expect(state).toMatchObject({ attempts: [attempt] });
    expect(follow(state, 'saved')).toMatchObject({ attempts: [] });
  });

  test('keeps an edit made during a save unsaved after it', () => {
    const state = after('loaded', 'edited', 'saveStarted', 'edited', 'savedWithEdits');
    expect(hasUnsavedChanges(state)).toBe(true);
  });

  test('takes the work for backed up, and the backup for well, when the disk is found to hold it', () => {
    const state = stateAfter('loaded', 'edited', 'backedUp', 'edited', 'backupFailed');
    const { work, head } = state as SessionState<string>;
    expect(head?.work).not.toBe(work);
    const found = reduce(state, { type: 'foundOnDisk', work });
    expect(found).toMatchObject({ head: { ...head, work }, backupFailure: null });
    expect(viewOf(found)).toMatchObject({ local: { kind: 'backedUp', atMs: T } });
  });

  test('makes up no head where the journal is not known to have one', () => {
    const state = stateAfter('loaded', 'edited') as SessionState<string>;
    expect(reduce(state, { type: 'foundOnDisk', work: state.work })).toMatchObject({ head: null });
  });

  test('keeps no attempt of a buffer that another tab took', () => {
    const sent = { title: 'First', description: null, contentHash: 'c3', createKey: null };
    const attempt = { sent: { ...sent, generation: 5 }, work: null, packed: false };
    const made = reduce(stateAfter('loaded', 'edited'), { type: 'attemptMade', attempt });
    const replaced = reduce(made, { type: 'bufferReplaced', bufferId: 'b2', createKey: 'k2' });
    expect(replaced).toMatchObject({
      buffer: { bufferId: 'b2', createKey: 'k2' },
      head: null,
      attempts: [],
    });
  });
});

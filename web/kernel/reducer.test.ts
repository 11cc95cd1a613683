import { describe, expect, test } from 'vitest';
import { statusWords } from '../ui/words/status-words.ts';
import type { Event } from './events.ts';
import { lifecycleName } from './projection.ts';
import { reduce } from './reducer.ts';
import { hasUnsavedChanges, type State } from './state.ts';
import { after, everySession, FACTS, type FactName, T } from './testing/states.ts';

const EVERY_STATE: readonly State<string>[] = [
  after(),
  after('created'),
  after('offered'),
  after('opening'),
  after('openFailed'),
  after('snapshotOpened'),
  ...everySession(),
];
const EVERY_FACT: readonly Event<string>[] = Object.values(FACTS);

describe('the reducer', () => {
  test('throws for no event in any state, and gives a state that has a name and words', () => {
    for (const state of EVERY_STATE) {
      for (const fact of EVERY_FACT) {
        const next = reduce(state, fact);
        expect(lifecycleName(next)).toBeTypeOf('string');
        expect(statusWords(next, T).combined).toBeTypeOf('string');
      }
    }
  });

  test('never changes the state it was given', () => {
    for (const state of EVERY_STATE) {
      const before = JSON.stringify(state);
      for (const fact of EVERY_FACT) reduce(state, fact);
      expect(JSON.stringify(state)).toBe(before);
    }
  });

  test('leaves a snapshot as it is, whatever happens to sessions', () => {
    const snapshot = after('snapshotOpened');
    const session: FactName[] = ['edited', 'backedUp', 'saveStarted', 'saved', 'conflictFound'];
    for (const name of session) expect(reduce(snapshot, FACTS[name])).toBe(snapshot);
    expect(hasUnsavedChanges(snapshot)).toBe(false);
  });

  test('asks once for a conflict that ten polls see', () => {
    const polls = Array.from({ length: 9 }, () => 'conflictFound' as const);
    const aside = after('loaded', 'conflictFound', 'conflictPutAside', ...polls);
    expect(aside).toMatchObject({ remote: { kind: 'conflict', attention: 'putAside' } });
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

  test('keeps an edit made during a save unsaved after it', () => {
    const state = after('loaded', 'edited', 'saveStarted', 'edited', 'savedWithEdits');
    expect(hasUnsavedChanges(state)).toBe(true);
  });

  test('does not take a poll that was not answered for a confirmation', () => {
    expect(after('loaded', 'watchStarted', 'pollStarted', 'pollFailed')).toMatchObject({
      last: 'loaded',
    });
  });
});

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
  test('never throws, and every resulting state has words', () => {
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

  test('does not change a snapshot by facts about sessions', () => {
    const snapshot = stateAfter('snapshotOpened');
    const session: FactName[] = ['edited', 'backedUp', 'saveStarted', 'saved', 'conflictFound'];
    for (const name of session) expect(follow(snapshot, name)).toBe(snapshot);
    expect(hasUnsavedChanges(after('snapshotOpened'))).toBe(false);
  });

  test('asks once about a conflict that ten polls find', () => {
    const polls = Array.from({ length: 9 }, () => 'conflictFound' as const);
    const aside = after('loaded', 'conflictFound', 'conflictPutAside', ...polls);
    expect(aside).toMatchObject({ remote: { kind: 'conflict', attention: 'putAside' } });
  });

  test('does not ask about the version that is the base now', () => {
    expect(after('loaded', 'takenOver', 'conflictFound')).toMatchObject({
      remote: { kind: 'watching' },
    });
    expect(after('loaded', 'sessionGone', 'conflictFound')).toMatchObject({
      remote: { kind: 'gone' },
    });
  });

  test('asks again about the same conflict after a save', () => {
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

  test('drops all attempts once one is known to have landed', () => {
    const sent = { title: 'First', description: null, contentHash: 'c3', createKey: null };
    const attempt = { sent: { ...sent, generation: 5 }, work: null, packed: false };
    const state = reduce(stateAfter('loaded', 'edited'), { type: 'attemptMade', attempt });
    expect(state).toMatchObject({ attempts: [attempt] });
    expect(follow(state, 'saved')).toMatchObject({ attempts: [] });
  });

  test('keeps one attempt for a generation and a key, and every one that the journal does not have', () => {
    const sent = { title: 'First', description: null, contentHash: 'c3' };
    const made = (generation: number, createKey: string | null, packed = false) => ({
      sent: { ...sent, generation, createKey },
      work: null,
      packed,
    });
    const kept: unknown[][] = [];
    let state = stateAfter('loaded', 'edited');
    const attempts = [
      made(5, null),
      made(5, null),
      made(6, null),
      made(5, 'k'),
      made(5, null, true),
    ];
    for (const attempt of attempts) {
      state = reduce(state, { type: 'attemptMade', attempt });
      kept.push((state as SessionState).attempts.map((one) => attempts.indexOf(one as never)));
    }
    expect(kept).toEqual([[0], [1], [1, 2], [1, 2, 3], [1, 2, 3, 4]]);
    const dropped = (state as SessionState).attempts.slice(1, 3);
    const left = reduce(state, { type: 'attemptsDropped', attempts: dropped });
    expect(left).toMatchObject({ attempts: [attempts[1], attempts[4]] });
  });

  test('keeps an edit made during a save unsaved after it', () => {
    const state = after('loaded', 'edited', 'saveStarted', 'edited', 'savedWithEdits');
    expect(hasUnsavedChanges(state)).toBe(true);
  });

  test('marks the work as backed up, without a failure, if the journal already has it', () => {
    const state = stateAfter('loaded', 'edited', 'backedUp', 'edited', 'backupFailed');
    const { work, head } = state as SessionState;
    expect(head?.work).not.toBe(work);
    const found = reduce(state, { type: 'foundOnDisk', work });
    expect(found).toMatchObject({ head: { ...head, work }, backupFailure: null });
    expect(viewOf(found)).toMatchObject({ local: { kind: 'backedUp', atMs: T } });
  });

  test('knows that the network was lost, also if progress from before is told after that', () => {
    const lost = reduce(stateAfter('loaded', 'snapshotStarted'), {
      type: 'accessChanged',
      access: 'offline',
    });
    const phase = { kind: 'sending', sentPercent: 40 } as const;
    expect(reduce(lost, { type: 'runChanged', phase })).toMatchObject({ access: 'offline' });
  });

  test('invents no head if the journal may have none', () => {
    const state = stateAfter('loaded', 'edited') as SessionState;
    expect(reduce(state, { type: 'foundOnDisk', work: state.work })).toMatchObject({ head: null });
  });

  test('drops the attempts of a buffer that another tab took', () => {
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

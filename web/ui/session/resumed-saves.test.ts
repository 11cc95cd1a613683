import { expect, test } from 'vitest';
import { after, type FactName } from '../../kernel/testing/states.ts';
import { createResumedSaves } from './resumed-saves.ts';

/** What was told on the way through these facts, one after the other. */
function told(...facts: FactName[]) {
  const follow = createResumedSaves();
  const results = facts.map((_, index) => follow(after(...facts.slice(0, index + 1))));
  return results.filter((result) => result !== null);
}

test.each<FactName>(['wentOffline', 'signedOut'])(
  'A save that waited after "%s" and went on by itself is told once it has ended',
  (waits) => {
    const saved = told('converted', waits, 'saveStarted', 'saved', 'edited', 'backedUp');
    expect(saved).toEqual([{ kind: 'saved', id: 'session-1', version: 3 }]);
    const failed = told('loaded', 'edited', waits, 'saveStarted', 'saveUnknown', 'saveFailed');
    expect(failed).toEqual([{ kind: 'failed', problem: { kind: 'unavailable', message: 'busy' } }]);
  },
);

test('What did not wait is told by whoever asked for it, and what was never sent is not told', () => {
  expect(told('loaded', 'edited', 'saveStarted', 'saved')).toEqual([]);
  expect(told('loaded', 'edited', 'saveStarted', 'saveFailed')).toEqual([]);
  expect(told('loaded', 'edited', 'signedOut', 'sendEnded')).toEqual([]);
  expect(told('loaded', 'edited', 'wentOffline', 'snapshotStarted', 'snapshotFailed')).toEqual([]);
  expect(
    told('loaded', 'edited', 'wentOffline', 'closed', 'loaded', 'saveStarted', 'saved'),
  ).toEqual([]);
});

import { describe, expect, test } from 'vitest';
import { type LifecycleName, lifecycleAfter } from './lifecycle.ts';
import type { FactName } from './states.ts';

/** Every arrow of the specification's diagram: the facts that lead to where it starts, the one that follows it. */
const TRANSITIONS: readonly (readonly [
  from: LifecycleName,
  to: LifecycleName,
  history: readonly FactName[],
  fact: FactName,
])[] = [
  ['Empty', 'LocalRecovery', [], 'offered'],
  ['Empty', 'BackendLoading', [], 'opening'],
  ['Empty', 'NewSession', [], 'created'],

  ['LocalRecovery', 'Loaded', ['offered'], 'recovered'],
  ['LocalRecovery', 'BackendLoading', ['offered'], 'opening'],
  ['LocalRecovery', 'Empty', ['offered'], 'closed'],

  ['BackendLoading', 'Loaded', ['opening'], 'loaded'],
  ['BackendLoading', 'Loaded', ['opening'], 'snapshotOpened'],
  ['BackendLoading', 'Error', ['opening'], 'openFailed'],

  ['Error', 'BackendLoading', ['openFailed'], 'opening'],
  ['Error', 'Empty', ['openFailed'], 'closed'],

  ['NewSession', 'Dirty', ['created'], 'edited'],
  ['NewSession', 'BackendSaving', ['created'], 'saveStarted'],

  ['Loaded', 'Dirty', ['loaded'], 'edited'],
  ['Loaded', 'Empty', ['loaded'], 'closed'],
  ['Loaded', 'Dirty', ['recovered'], 'edited'],

  ['Dirty', 'LocalSaved', ['loaded', 'edited'], 'backedUp'],
  ['Dirty', 'BackendSaving', ['loaded', 'edited'], 'saveStarted'],

  ['LocalSaved', 'Dirty', ['loaded', 'edited', 'backedUp'], 'edited'],
  ['LocalSaved', 'BackendSaving', ['loaded', 'edited', 'backedUp'], 'saveStarted'],
  ['LocalSaved', 'SnapshotCreating', ['loaded', 'edited', 'backedUp'], 'snapshotStarted'],

  ['BackendSaving', 'Clean', ['loaded', 'edited', 'backedUp', 'saveStarted'], 'saved'],
  ['BackendSaving', 'Dirty', ['loaded', 'edited', 'backedUp', 'saveStarted'], 'saveFailed'],
  ['BackendSaving', 'Dirty', ['loaded', 'edited', 'saveStarted', 'edited'], 'savedWithEdits'],
  ['BackendSaving', 'BackendSaving', ['loaded', 'edited', 'saveStarted'], 'saveUnknown'],
  ['BackendSaving', 'Clean', ['loaded', 'edited', 'saveStarted', 'saveUnknown'], 'saved'],

  ['Clean', 'Dirty', ['loaded', 'edited', 'saveStarted', 'saved'], 'edited'],
  ['Clean', 'Polling', ['loaded', 'edited', 'saveStarted', 'saved'], 'pollStarted'],
  ['Clean', 'Empty', ['loaded', 'edited', 'saveStarted', 'saved'], 'closed'],
  ['Clean', 'SnapshotCreating', ['loaded', 'edited', 'saveStarted', 'saved'], 'snapshotStarted'],

  ['Polling', 'ConflictDetected', ['loaded', 'pollStarted'], 'conflictFound'],
  ['Polling', 'Clean', ['loaded', 'pollStarted'], 'pollEnded'],
  ['Polling', 'Clean', ['loaded', 'pollStarted'], 'takenOver'],

  ['ConflictDetected', 'Dirty', ['loaded', 'conflictFound'], 'edited'],
  [
    'ConflictDetected',
    'LocalSaved',
    ['loaded', 'edited', 'backedUp', 'conflictFound'],
    'conflictPutAside',
  ],
  ['ConflictDetected', 'BackendLoading', ['loaded', 'conflictFound'], 'opening'],

  [
    'SnapshotCreating',
    'LocalSaved',
    ['loaded', 'edited', 'backedUp', 'snapshotStarted'],
    'sendEnded',
  ],
  [
    'SnapshotCreating',
    'Dirty',
    ['loaded', 'edited', 'backedUp', 'snapshotStarted'],
    'snapshotFailed',
  ],
  [
    'SnapshotCreating',
    'Clean',
    ['loaded', 'edited', 'saveStarted', 'saved', 'snapshotStarted'],
    'sendEnded',
  ],
];

describe("the specification's states are a projection of the kernel's", () => {
  test.each(TRANSITIONS)('%s leads to %s (after %j: %s)', (from, to, history, fact) => {
    expect(lifecycleAfter(...history)).toBe(from);
    expect(lifecycleAfter(...history, fact)).toBe(to);
  });
});

import { describe, expect, test } from 'vitest';
import type { JournalReason, LoadedSession, Problem } from '../../kernel/index.ts';
import { after, everySession, type FactName, T } from '../../kernel/testing/states.ts';
import { problemWords, spokenStatus, statusWords } from './status-words.ts';

const LINES: readonly (readonly [line: string, tone: string, history: readonly FactName[]])[] = [
  ['', 'calm', []],
  ['New session', 'unsaved', ['created']],
  ['Unsaved work was found', 'warning', ['offered']],
  ['Loading...', 'busy', ['opening']],
  ['Could not be loaded', 'danger', ['openFailed']],
  ['Snapshot, read-only', 'calm', ['snapshotOpened']],
  ['Saved 12:03', 'calm', ['loaded']],
  ['Unsaved changes, backing up...', 'unsaved', ['loaded', 'edited']],
  ['Unsaved changes, backed up 12:03:22', 'unsaved', ['loaded', 'edited', 'backedUp']],
  ['NOT backed up: this device has no space left', 'danger', ['loaded', 'edited', 'backupFailed']],
  ['Saving...', 'busy', ['loaded', 'edited', 'backedUp', 'saveStarted']],
  ['Saved 12:03', 'calm', ['loaded', 'edited', 'backedUp', 'saveStarted', 'saved']],
  ['Creating snapshot...', 'busy', ['loaded', 'snapshotStarted']],
  ['No answer yet, checking whether it was saved...', 'busy', ['loaded', 'edited', 'saveUnknown']],
  [
    'No answer yet, checking whether the snapshot was made...',
    'busy',
    ['loaded', 'snapshotUnknown'],
  ],
  ['Offline, kept on this device', 'warning', ['loaded', 'edited', 'backedUp', 'wentOffline']],
  ['Offline, backing up...', 'warning', ['loaded', 'edited', 'wentOffline']],
  ['Saved 12:03, now offline', 'warning', ['loaded', 'wentOffline']],
  [
    'Not saved: sign in again to save; backed up 12:03:22',
    'warning',
    ['loaded', 'edited', 'backedUp', 'signedOut'],
  ],
  ['Saved 12:03, now signed out', 'warning', ['loaded', 'signedOut']],
  ['Saved 12:03, now somebody else is signed in', 'warning', ['loaded', 'otherUser']],
  [
    'Not saved: somebody else is signed in; backing up...',
    'warning',
    ['loaded', 'edited', 'otherUser'],
  ],
  [
    'Not saved: the server is busy, try again in a minute',
    'danger',
    ['loaded', 'edited', 'backedUp', 'saveFailed'],
  ],
  [
    'No snapshot made: the server is busy, try again in a minute',
    'danger',
    ['loaded', 'snapshotFailed'],
  ],
  [
    'External changes detected; backed up 12:03:22',
    'warning',
    ['loaded', 'edited', 'backedUp', 'conflictFound'],
  ],
  ['External changes detected; backing up...', 'warning', ['loaded', 'edited', 'conflictFound']],
  ['Newer version in the cloud', 'busy', ['loaded', 'conflictFound', 'conflictPutAside']],
  ['Deleted from the cloud; backing up...', 'warning', ['loaded', 'sessionGone']],
  ['Deleted from the cloud; backed up 12:03:22', 'warning', ['loaded', 'sessionGone', 'backedUp']],
  ['Unsaved changes, backed up 12:03:22', 'unsaved', ['recovered']],
];

describe('the status line', () => {
  test.each(LINES)('says "%s" (%s) after %j', (line, tone, history) => {
    expect(statusWords(after(...history), T)).toMatchObject({ combined: line, tone });
  });

  test('is read out without times, as whole sentences', () => {
    const spoken = (...history: FactName[]) => spokenStatus(after(...history));
    expect(spoken('loaded', 'wentOffline')).toBe('Saved, now offline');
    expect(spoken('loaded')).toBe('Saved');
    for (const [, , history] of LINES) expect(spoken(...history)).not.toMatch(/\d| [,;]|\s$/);
  });

  test('says that some parts cannot be read if what was loaded is not valid', () => {
    const state = after('openFailed');
    if (state.kind !== 'Error') throw new Error(state.kind);
    const invalid = { ...state, problem: { kind: 'invalid', issues: [] } } as const;
    expect(statusWords(invalid, T).combined).toBe('Cannot be read completely');
  });

  test('separates what is backed up from what is in the cloud, in every state', () => {
    const state = after('loaded', 'edited', 'backedUp');
    expect(statusWords(state, T)).toMatchObject({
      backup: 'Unsaved changes, backed up 12:03:22',
      cloud: 'Last saved 12:03',
    });
    for (const session of everySession()) {
      const { backup, cloud } = statusWords(session, T);
      expect(backup).not.toBe('');
      expect(cloud).not.toBe('');
      expect(backup).not.toMatch(/^Saved/);
    }
  });

  test.each([
    ['the same day', new Date(2026, 10, 22, 23, 59), ''],
    ['the day after', new Date(2026, 10, 23, 0, 0), '22 Nov 2026, '],
    ['40 days later', new Date(2027, 0, 1, 18, 14), '22 Nov 2026, '],
    ['a clock that is behind', new Date(2026, 10, 21, 12, 3), '22 Nov 2026, '],
  ])('on %s adds the date to times of another day', (_, now, day) => {
    expect(statusWords(after('loaded'), now.getTime()).combined).toBe(`Saved ${day}12:03`);
    const edited = statusWords(after('loaded', 'edited', 'backedUp'), now.getTime());
    expect(edited.combined).toBe(`Unsaved changes, backed up ${day}12:03:22`);
    expect(edited.cloud).toBe(`Last saved ${day}12:03`);
  });

  test('says "Saved" only if nothing is unsaved', () => {
    for (const session of everySession()) {
      if (session.local.kind === 'clean') continue;
      const { combined, cloud } = statusWords(session, T);
      expect(combined).not.toMatch(/^Saved/);
      expect(cloud).not.toMatch(/^Saved/);
    }
  });

  test('is calm only if nothing is unsaved', () => {
    for (const session of everySession()) {
      if (session.local.kind !== 'clean') expect(statusWords(session, T).tone).not.toBe('calm');
    }
  });

  test('says that work is kept on this device only if it is', () => {
    for (const session of everySession()) {
      if (session.local.kind === 'backedUp') continue;
      const { combined, cloud } = statusWords(session, T);
      expect(`${combined} ${cloud}`).not.toMatch(/kept on this device|backed up \d/);
    }
  });

  test('says that work is not backed up before anything else', () => {
    for (const session of everySession()) {
      if (session.local.kind !== 'notBackedUp') continue;
      expect(statusWords(session, T)).toMatchObject({
        combined: expect.stringMatching(/^NOT backed up: /),
        tone: 'danger',
      });
    }
  });

  test('explains every reason why work is not backed up', () => {
    const reasons: JournalReason[] = [
      'quota',
      'disabled',
      'unresponsive',
      'stale',
      'missing',
      'damaged',
      'newerBuild',
      'failed',
    ];
    for (const reason of reasons) {
      const edited = after('loaded', 'edited') as LoadedSession<string>;
      const state = { ...edited, local: { kind: 'notBackedUp', reason } } as const;
      expect(statusWords(state, T).combined).toMatch(/^NOT backed up: [a-z].{10,}$/);
    }
  });

  test('names the ensembles whose imported data is lost', () => {
    const ensembles = [
      { id: '1', name: 'base', source: { vectors: [{ asset: 'here' }] } },
      { id: '2', name: 'high', source: { vectors: [{ asset: 'here' }, { asset: 'gone' }] } },
    ];
    const edited = after('loaded', 'edited', 'backedUp') as LoadedSession<unknown>;
    const local = { kind: 'notBackedUp', reason: 'assetsLost', hashes: ['gone'] } as const;
    const combined = (content: unknown) => statusWords({ ...edited, content, local }, T).combined;
    expect(combined({ ensembleSet: { ensembles } })).toBe(
      'NOT backed up: the imported data of "high" is no longer on this device',
    );
    expect(combined({})).toBe('NOT backed up: some imported data is no longer on this device');
  });

  test('names the size and the limit of work that is too large', () => {
    const problem: Problem = { kind: 'tooLarge', bytes: 2_400_000, maxBytes: 1_900_000 };
    expect(problemWords(problem)).toBe('it is too large (2.4 MB; the limit is 1.9 MB)');
    expect(problemWords({ kind: 'tooLarge', bytes: null, maxBytes: null })).toBe('it is too large');
  });

  test('explains every kind of problem', () => {
    const problems: Problem[] = [
      { kind: 'network', message: 'm' },
      { kind: 'unavailable', message: 'm' },
      { kind: 'validation', message: 'm', issues: ['title: at least 1 character'] },
      { kind: 'validation', message: 'These still need a choice', issues: [] },
      { kind: 'signedOut' },
      { kind: 'otherUser' },
      { kind: 'notFound' },
      { kind: 'newer' },
      { kind: 'invalid', issues: [] },
      { kind: 'device', message: 'Another tab has this work open' },
      { kind: 'unknown', message: 'It broke', traceId: 't1' },
    ];
    for (const problem of problems) expect(problemWords(problem).length).toBeGreaterThan(5);
  });
});

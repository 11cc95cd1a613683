import { describe, expect, it } from 'vitest';
import {
  COALESCE_MS,
  emptyHistory,
  HISTORY_STEPS_MAX,
  type History,
  record,
  redo,
  undo,
} from './history.ts';

/** The history after some edits. */
function typed(...edits: { key?: string; atMs?: number }[]): {
  now: number;
  history: History<number>;
} {
  let history: History<number> = emptyHistory;
  let now = 0;
  for (const { key, atMs = 0 } of edits) {
    history = record(history, now, { label: `Edit ${now + 1}`, coalesce: key, atMs });
    now++;
  }
  return { now, history };
}

describe('the history', () => {
  it('goes back and forth through every state', () => {
    let { now, history } = typed({}, {}, {});
    const seen: number[] = [];
    for (let step = undo(history, now); step; step = undo(history, now)) {
      ({ value: now, history } = step);
      seen.push(now);
    }
    for (let step = redo(history, now); step; step = redo(history, now)) {
      ({ value: now, history } = step);
      seen.push(now);
    }
    expect(seen).toEqual([2, 1, 0, 1, 2, 3]);
  });

  it('says what undo and redo would do', () => {
    const { now, history } = typed({}, {});
    expect(history.past.at(-1)?.label).toBe('Edit 2');
    expect(undo(history, now)?.history.future.at(-1)?.label).toBe('Edit 2');
  });

  it('forgets the redo steps after another edit', () => {
    const { now, history } = typed({});
    const undone = undo(history, now);
    const edited = record(undone?.history ?? emptyHistory, 0, { label: 'Other', atMs: 0 });
    expect(redo(edited, 9)).toBeUndefined();
  });

  it('counts quick edits of one field as one step', () => {
    const { now, history } = typed({ key: 'a' }, { key: 'a', atMs: 900 }, { key: 'a', atMs: 1800 });
    expect(undo(history, now)).toMatchObject({ value: 0, history: { past: [] } });
  });

  it('starts a new step after a pause, in another field, and after an edit of another kind', () => {
    const pause = typed({ key: 'a' }, { key: 'a', atMs: COALESCE_MS + 1 });
    const field = typed({ key: 'a' }, { key: 'b' });
    const kind = typed({ key: 'a' }, {}, { key: 'a' });
    expect([pause, field, kind].map(({ history }) => history.past.length)).toEqual([2, 2, 3]);
  });

  it('does not join an edit with one that was undone', () => {
    const first = typed({ key: 'a' });
    const undone = undo(first.history, first.now);
    const again = record(undone?.history ?? emptyHistory, 0, {
      label: 'x',
      coalesce: 'a',
      atMs: 1,
    });
    expect(again.past).toHaveLength(1);
  });

  it('keeps a bounded number of steps, the latest ones', () => {
    const { now, history } = typed(...Array.from({ length: HISTORY_STEPS_MAX + 50 }, () => ({})));
    expect(history.past).toHaveLength(HISTORY_STEPS_MAX);
    expect(undo(history, now)?.value).toBe(now - 1);
  });
});

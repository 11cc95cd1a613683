import { describe, expect, test } from 'vitest';
import { EMPTY_LISTS, linesOf } from '../testing/list-model.ts';
import { createSavedScene, createScene } from '../testing/scene.ts';

const NAMED = { title: 'For the board', description: 'As of today' };

describe('making a snapshot', () => {
  test('takes what is shown now, also what was edited a moment before, and leaves the session as it was', async () => {
    const { tab, clock, server } = await createSavedScene();
    tab.write('two');
    const made = await clock.until(tab.service.makeSnapshot(NAMED));
    const snapshot = server.snapshots.get(made.kind === 'created' ? made.id : '');
    expect(linesOf(JSON.parse(snapshot?.content ?? ''))).toEqual(['one', 'two']);
    expect(snapshot?.metadata).toMatchObject(NAMED);
    expect(tab.service.state).toMatchObject({ metadata: { title: 'First' } });
    expect(tab.words).toMatch(/^Unsaved changes, backed up/);
  });

  test('of a clean session returns to clean', async () => {
    const { tab, clock } = await createSavedScene();
    await clock.until(tab.service.makeSnapshot(NAMED));
    expect(tab.words).toMatch(/^Saved/);
  });

  test('works for a session that was never saved', async () => {
    const { tab, clock, server } = createScene();
    await tab.service.newSession(EMPTY_LISTS);
    tab.write('one');
    expect(await clock.until(tab.service.makeSnapshot(NAMED))).toMatchObject({ kind: 'created' });
    expect(server.sessions.size).toBe(0);
    expect(tab.service.state).toMatchObject({ persisted: null });
  });

  test('whose answer is lost is asked for again: one snapshot', async () => {
    const { tab, clock, server } = await createSavedScene();
    let lost = 0;
    tab.api.faults = (call) =>
      call === 'createSnapshot' && lost++ === 0 ? { kind: 'dropAnswer' } : null;
    expect(await clock.until(tab.service.makeSnapshot(NAMED))).toMatchObject({ kind: 'created' });
    expect(server.snapshots.size).toBe(1);
  });

  test('that fails says so and loses nothing', async () => {
    const { tab, clock } = await createSavedScene();
    tab.write('two');
    const outcome = { kind: 'failed', message: 'it broke', traceId: 't1' } as const;
    tab.api.faults = (call) => (call === 'createSnapshot' ? { kind: 'refuse', outcome } : null);
    expect(await clock.until(tab.service.makeSnapshot(NAMED))).toEqual({
      kind: 'failed',
      problem: { kind: 'unknown', message: 'it broke', traceId: 't1' },
    });
    expect(tab.words).toBe('No snapshot made: it broke');
    expect(tab.lines).toEqual(['one', 'two']);
  });

  test('works where nothing can be stored on this device', async () => {
    const { tab, clock, server } = await createSavedScene();
    tab.journal.fault = 'disabled';
    tab.write('two');
    expect(await clock.until(tab.service.makeSnapshot(NAMED))).toMatchObject({ kind: 'created' });
    expect(server.snapshots.size).toBe(1);
  });

  test('waits while offline, and is made when the network is back', async () => {
    const { tab, clock, server } = await createSavedScene();
    tab.connectivity.happen('offline');
    const result = await clock.until(tab.service.makeSnapshot(NAMED));
    expect(result).toEqual({ kind: 'paused', reason: 'offline' });
    tab.connectivity.happen('online');
    await clock.advance(1_000);
    expect(server.snapshots.size).toBe(1);
  });
});

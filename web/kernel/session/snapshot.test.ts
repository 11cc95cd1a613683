import { describe, expect, test } from 'vitest';
import { LOST_ANSWER } from '../testing/fake-api.ts';
import { failure } from '../testing/journal-calls.ts';
import { EMPTY_LISTS, linesOf } from '../testing/list-model.ts';
import { createSavedScene, createScene } from '../testing/scene.ts';

const NAMED = { title: 'For the board', description: 'As of today' };

describe('making a snapshot', () => {
  test('contains what is shown now, including the latest edit, and does not change the session', async () => {
    const { tab, clock, server } = await createSavedScene();
    tab.write('two');
    const made = await clock.until(tab.service.makeSnapshot(NAMED));
    const snapshot = server.snapshots.get(made.kind === 'created' ? made.id : '');
    expect(linesOf(JSON.parse(snapshot?.content ?? ''))).toEqual(['one', 'two']);
    expect(snapshot?.metadata).toMatchObject(NAMED);
    expect(tab.service.state).toMatchObject({ metadata: { title: 'First' } });
    expect(tab.words).toMatch(/^Unsaved changes, backed up/);
  });

  test('sends its expiry', async () => {
    const { tab, clock, server } = await createSavedScene();
    const end = '2031-01-01T00:00:00.000Z';
    const made = await clock.until(tab.service.makeSnapshot(NAMED, end));
    const snapshot = server.snapshots.get(made.kind === 'created' ? made.id : '');
    expect(snapshot).toMatchObject({ expiresAt: end });
  });

  test('of a clean session leaves it clean', async () => {
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

  test('whose response is lost is repeated: one snapshot', async () => {
    const { tab, clock, server } = await createSavedScene();
    let lost = 0;
    tab.api.faults = (call) =>
      call === 'createSnapshot' && lost++ === 0 ? { kind: 'dropAnswer' } : null;
    expect(await clock.until(tab.service.makeSnapshot(NAMED))).toMatchObject({ kind: 'created' });
    expect(server.snapshots.size).toBe(1);
  });

  test('that was created without a response and then deleted creates another one when asked again', async () => {
    const { tab, clock, server } = await createSavedScene();
    tab.api.faults = (call) => (call === 'createSnapshot' ? { kind: 'dropAnswer' } : null);
    expect(await clock.until(tab.service.makeSnapshot(NAMED))).toMatchObject({ kind: 'failed' });
    tab.api.faults = () => null;
    server.snapshots.clear();
    expect(await clock.until(tab.service.makeSnapshot(NAMED))).toMatchObject({
      problem: { kind: 'notFound' },
    });
    expect(await clock.until(tab.service.makeSnapshot(NAMED))).toMatchObject({ kind: 'created' });
  });

  test('that fails says so and changes nothing', async () => {
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

  test('works if nothing can be stored on this device', async () => {
    const { tab, clock, server } = await createSavedScene();
    tab.journal.fault = 'disabled';
    tab.write('two');
    expect(await clock.until(tab.service.makeSnapshot(NAMED))).toMatchObject({ kind: 'created' });
    expect(server.snapshots.size).toBe(1);
  });

  test('fails while offline, and is not made later by itself', async () => {
    const { tab, clock, server } = await createSavedScene();
    tab.connectivity.happen('offline');
    const problem = { kind: 'network', message: 'You are offline' };
    const failed = { kind: 'failed', problem };
    expect(await clock.until(tab.service.makeSnapshot(NAMED))).toEqual(failed);
    tab.connectivity.happen('online');
    await clock.advance(60_000);
    expect(server.snapshots.size).toBe(0);
  });

  test('fails while a save waits for the network', async () => {
    const { tab, clock, server } = await createSavedScene();
    tab.connectivity.happen('offline');
    tab.write('two');
    await clock.until(tab.service.save());
    const made = await clock.until(tab.service.makeSnapshot(NAMED));
    expect(made).toMatchObject({ kind: 'failed', problem: { kind: 'network' } });
    tab.connectivity.happen('online');
    await clock.advance(60_000);
    expect(server.snapshots.size).toBe(0);
    expect(tab.words).toMatch(/^Saved/);
  });

  test('fails while signed out, and does not lead to a save later', async () => {
    const { tab, clock, server } = await createSavedScene();
    tab.api.signedIn = null;
    const made = await clock.until(tab.service.makeSnapshot(NAMED));
    expect(made).toEqual({ kind: 'failed', problem: { kind: 'signedOut' } });
    expect(tab.service.state).toMatchObject({ cloud: { kind: 'signedOut', waiting: false } });
    expect(server.snapshots.size).toBe(0);
  });

  test('repeated without a response is one snapshot, and another one after an edit', async () => {
    const { tab, clock, server } = await createSavedScene();
    tab.api.faults = (call) => (call === 'createSnapshot' ? { kind: 'dropAnswer' } : null);
    const failed = await clock.until(tab.service.makeSnapshot(NAMED));
    expect(failed).toMatchObject({ kind: 'failed', problem: { kind: 'network' } });
    tab.api.faults = () => null;
    expect(await clock.until(tab.service.makeSnapshot(NAMED))).toMatchObject({ kind: 'created' });
    expect(server.snapshots.size).toBe(1);
    expect(await clock.until(tab.service.makeSnapshot(NAMED))).toMatchObject({ kind: 'created' });
    expect(server.snapshots.size).toBe(2);
  });

  test('is not made if another user has signed in since', async () => {
    const { tab, clock, server } = await createSavedScene();
    tab.api.signedIn = 'bob';
    expect(await clock.until(tab.service.makeSnapshot(NAMED))).toEqual({
      kind: 'failed',
      problem: { kind: 'otherUser' },
    });
    expect(server.snapshots.size).toBe(0);
  });

  test('with another title is another one, even if the outcome of the previous one is unknown', async () => {
    const { tab, clock, server } = await createSavedScene();
    tab.api.faults = (call) => (call === 'createSnapshot' ? LOST_ANSWER : null);
    await clock.until(tab.service.makeSnapshot(NAMED));
    tab.api.faults = () => null;
    const made = await clock.until(tab.service.makeSnapshot({ ...NAMED, title: 'For all' }));
    expect(made.kind === 'created' && server.snapshots.get(made.id)?.metadata.title).toBe(
      'For all',
    );
    expect(server.snapshots.size).toBe(2);
  });

  test('is not made if its body cannot be made, and says so', async () => {
    const { tab, clock, server } = await createSavedScene();
    const refused = async () => failure('unresponsive');
    Object.assign(tab.journal, { prepare: refused, pack: refused });
    expect(await clock.until(tab.service.makeSnapshot(NAMED))).toMatchObject({
      kind: 'failed',
      problem: { kind: 'device' },
    });
    expect(server.snapshots.size).toBe(0);
  });
});

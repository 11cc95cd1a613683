import { describe, expect, test } from 'vitest';
import type { State } from '../state/view.ts';
import { EMPTY_LISTS } from '../testing/list-model.ts';
import { createSavedScene, createScenesWithTwo } from '../testing/scene.ts';

const PASSING = { kind: 'Empty', isPassing: true };

describe('a request while another one is still running', () => {
  test('wins: a new session is not replaced by one that was still loading', async () => {
    const { tab, clock, id } = await createSavedScene();
    tab.api.latencyMs = () => 500;
    const opening = tab.service.openSession(id);
    await clock.advance(100);
    await clock.until(tab.service.newSession(EMPTY_LISTS, { title: 'New', description: null }));
    tab.write('mine');
    await clock.until(opening);
    await clock.advance(2_000);
    expect(tab.lines).toEqual(['mine']);
  });

  test.each(['a session', 'a snapshot', 'what is nowhere'] as const)(
    'wins: the answer of %s that was asked for before comes too late',
    async (what) => {
      const { browser, clock, id, otherId, snapshotId } = await createScenesWithTwo();
      const tab = browser.openTab();
      await tab.service.start({});
      let latencyMs = 5_000;
      tab.api.latencyMs = () => latencyMs;
      const { service } = tab;
      const first =
        what === 'a snapshot'
          ? service.openSnapshot(snapshotId)
          : service.openSession(what === 'a session' ? id : 'nowhere1');
      await clock.settle();
      latencyMs = 0;
      await clock.until(service.openSession(otherId));
      await clock.until(first);
      expect(tab.lines).toEqual(['other']);
      expect(service.state).toMatchObject({ mode: 'session', persisted: { id: otherId } });
    },
  );

  test('waits until the previous session is closed', async () => {
    const { tab, clock } = await createSavedScene();
    tab.journal.latencyMs = () => 300;
    tab.write('two');
    void tab.service.closeSession();
    void tab.service.newSession(EMPTY_LISTS, { title: 'A', description: null });
    await clock.until(tab.service.newSession(EMPTY_LISTS, { title: 'B', description: null }));
    tab.write('mine');
    await clock.advance(5_000);
    expect(tab.lines).toEqual(['mine']);
    expect(tab.service.state).toMatchObject({ metadata: { title: 'B' } });
    expect(await clock.until(tab.service.recoverable())).toMatchObject([{ title: 'First' }]);
  });

  test('shows an empty state in between that is marked as temporary, unlike the start page', async () => {
    const { tab, clock, id } = await createSavedScene();
    const empty: State<unknown>[] = [];
    tab.service.subscribe((state) => state.kind === 'Empty' && empty.push(state));
    await clock.until(tab.service.openSession(id));
    await clock.until(tab.service.newSession(EMPTY_LISTS));
    expect(empty).toEqual([PASSING, PASSING]);
    await clock.until(tab.service.closeSession());
    expect(empty.slice(2)).toEqual([PASSING, { kind: 'Empty' }]);
    await clock.until(tab.service.openSession(id));
    await clock.until(tab.service.clearDevice());
    expect(empty.slice(4)).toEqual([PASSING, { kind: 'Empty' }]);
  });

  test('a clean session whose page is hidden while it loads leaves nothing behind', async () => {
    const { browser, clock, id } = await createSavedScene();
    const tab = browser.openTab();
    tab.journal.latencyMs = () => 1_000;
    await clock.until(tab.service.start({ sessionId: id }));
    tab.connectivity.happen('hidden');
    expect(browser.entries.texts.size).toBe(0);
  });
});

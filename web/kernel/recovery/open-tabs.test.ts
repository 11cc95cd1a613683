import { describe, expect, test } from 'vitest';
import { EMPTY_LISTS, type Lists, linesOf } from '../testing/list-model.ts';
import {
  createCrashedScene,
  createSavedScene,
  createScene,
  createScenesWithTwo,
  openIn,
  recoverFirst,
} from '../testing/scene.ts';

describe('a tab that reloads', () => {
  test('continues at once with its unsaved work', async () => {
    const { tab, clock, id } = await createSavedScene();
    tab.write('two');
    await clock.advance(300);
    const next = tab.reload();
    await next.service.start({ sessionId: id });
    expect(next.lines).toEqual(['one', 'two']);
    expect(next.service.state).toMatchObject({ recoveredFrom: { how: 'resumed' } });
  });

  test('with another address opens that, and offers its own work', async () => {
    const scene = await createScenesWithTwo();
    const { id, otherId, snapshotId } = scene;
    let { tab } = scene;
    const offered = async () => (await tab.service.recoverable()).map(({ sessionId }) => sessionId);
    const reloadAt = async (address: Parameters<typeof tab.service.start>[0]) => {
      tab.write('two');
      await scene.clock.advance(300);
      tab = tab.reload();
      await tab.service.start(address);
    };
    await reloadAt({ sessionId: otherId });
    expect(tab.lines).toEqual(['other']);
    expect(await offered()).toEqual([id]);
    await tab.service.newSession(EMPTY_LISTS);
    await reloadAt({ snapshotId });
    expect(tab.service.state).toMatchObject({ mode: 'snapshot' });
    expect(new Set(await offered())).toEqual(new Set([null, id]));
    await tab.service.openSession(otherId);
    await reloadAt({});
    expect(tab.service.state.kind).toBe('LocalRecovery');
  });

  test('has the edit that was made 80 ms before', async () => {
    const { tab, clock, id } = await createSavedScene();
    tab.write('two');
    await clock.advance(80);
    const next = tab.reload();
    await next.service.start({ sessionId: id });
    expect(next.lines).toEqual(['one', 'two']);
    await clock.advance(300);
    expect(next.words).toMatch(/^Unsaved changes, backed up/);
  });

  test('has the edits that were made while the journal was still writing', async () => {
    const { tab, clock, id } = await createSavedScene();
    tab.journal.latencyMs = () => 500;
    tab.write('two');
    await clock.advance(300);
    tab.write('three', 'b');
    const next = tab.reload();
    await clock.until(next.service.start({ sessionId: id }));
    expect(next.lines).toEqual(['one', 'two', 'three']);
  });

  test('has the edits made while the journal recorded its first save', async () => {
    const { tab, clock, server } = createScene();
    await tab.service.newSession(EMPTY_LISTS);
    tab.write('one');
    await clock.advance(300);
    tab.journal.latencyMs = () => 400;
    void tab.service.save();
    for (let i = 0; i < 20 && server.sessions.size === 0; i++) await clock.advance(50);
    tab.write('two');
    const next = tab.reload();
    const [sessionId = ''] = server.sessions.keys();
    expect(sessionId).not.toBe('');
    await clock.until(next.service.start({}));
    expect(next.lines).toEqual(['one', 'two']);
  });

  test('does not bring back an edit that was undone while the journal was writing it', async () => {
    const { tab, clock, id } = await createSavedScene();
    const { state } = tab.service;
    const before = 'content' in state ? state.content : EMPTY_LISTS;
    tab.journal.latencyMs = () => 100;
    tab.write('two');
    await clock.advance(250);
    tab.service.edit(before);
    tab.close(() => true);
    const next = tab.reload();
    await clock.until(next.service.start({ sessionId: id }));
    expect(next.lines).toEqual(['one']);
  });

  test('has the last edit even if the journal confirms the one before after the page was hidden', async () => {
    const { tab, clock, id } = await createSavedScene();
    tab.journal.latencyMs = () => 400;
    tab.write('two');
    await clock.advance(300);
    tab.write('three');
    tab.connectivity.happen('hidden');
    await clock.advance(350);
    tab.crash();
    const next = tab.reload();
    await clock.until(next.service.start({ sessionId: id }));
    expect(next.lines).toEqual(['one', 'two', 'three']);
  });

  test('has the edit made while its session was being closed', async () => {
    const { tab, clock, id } = await createSavedScene();
    tab.journal.latencyMs = () => 500;
    tab.write('two');
    void tab.service.closeSession();
    await clock.advance(10);
    const next = tab.reload();
    await clock.until(next.service.start({ sessionId: id }));
    expect(next.lines).toEqual(['one', 'two']);
  });

  test('keeps a session that was never saved, too', async () => {
    const { tab, clock } = createScene();
    await tab.service.newSession(EMPTY_LISTS, { title: 'Temp', description: null });
    tab.write('one');
    await clock.advance(300);
    const next = tab.reload();
    await next.service.start({});
    expect(next.lines).toEqual(['one']);
  });

  test('without unsaved work loads the version of the server', async () => {
    const { tab, id } = await createSavedScene();
    const next = tab.reload();
    await next.service.start({ sessionId: id });
    expect(next.lines).toEqual(['one']);
    expect(next.service.state).toMatchObject({ recoveredFrom: null, local: { kind: 'clean' } });
  });
});

describe('with two tabs', () => {
  test('the work of an open tab is not offered, that of a closed tab is', async () => {
    const { tab, browser, clock, id } = await createSavedScene();
    tab.write('two');
    await clock.advance(300);
    const other = await openIn(browser, id);
    expect(other.service.state.kind).toBe('Loaded');
    expect(await other.service.recoverable()).toEqual([]);
    tab.crash();
    expect(await other.service.recoverable()).toHaveLength(1);
  });

  test('only one of them can recover a buffer', async () => {
    const { browser, id } = await createCrashedScene();
    const first = await openIn(browser, id);
    const second = await openIn(browser, id);
    const [offered] = await first.service.recoverable();
    expect(await first.service.recover(offered?.bufferId ?? '')).toBeNull();
    expect(await second.service.recover(offered?.bufferId ?? '')).toEqual({
      kind: 'heldElsewhere',
    });
  });

  test('new sessions in both stay apart', async () => {
    const { tab, browser, clock } = createScene();
    const other = browser.openTab();
    for (const [one, line] of [
      [tab, 'mine'],
      [other, 'theirs'],
    ] as const) {
      await one.service.newSession(EMPTY_LISTS);
      one.write(line);
    }
    await clock.advance(300);
    tab.crash();
    other.crash();
    const next = browser.openTab();
    const offered = await next.service.recoverable();
    const lines = await Promise.all(
      offered.map(async ({ bufferId }) => {
        const preview = await next.service.preview(bufferId);
        return preview.kind === 'preview' ? Object.values(preview.content.lists)[0]?.lines : [];
      }),
    );
    expect(lines.flat().sort()).toEqual(['mine', 'theirs']);
  });

  test('a page that comes back and finds its buffer taken continues in a new one', async () => {
    const { tab, browser, clock, id } = await createSavedScene();
    tab.write('two');
    await clock.advance(300);
    tab.connectivity.happen('pagehide');
    const other = await openIn(browser, id);
    await recoverFirst(other);
    tab.connectivity.happen('pageshow');
    await clock.advance(100);
    tab.write('three');
    other.write('four');
    await clock.advance(300);
    expect(tab.words).toMatch(/^Unsaved changes, backed up/);
    tab.crash();
    other.crash();
    expect(await browser.openTab().service.recoverable()).toHaveLength(2);
  });

  test('an edit that is undone while its session is being closed stays undone', async () => {
    const { tab, clock, id } = await createSavedScene();
    tab.write('two');
    await clock.advance(300);
    const { content } = tab.service.state as { content: Lists };
    tab.api.latencyMs = () => 1_000;
    void tab.service.save();
    await clock.settle();
    tab.write('three');
    void tab.service.closeSession();
    tab.service.edit(content);
    const reloaded = tab.reload();
    await clock.until(reloaded.service.start({ sessionId: id }));
    expect(reloaded.lines).toEqual(['one', 'two']);
  });

  test('a page that comes back does not overwrite what another tab did with its buffer', async () => {
    const { tab, browser, clock, id } = await createSavedScene();
    tab.write('two');
    await clock.advance(300);
    tab.connectivity.happen('pagehide');
    const other = await openIn(browser, id);
    await recoverFirst(other);
    other.write('three');
    await clock.advance(300);
    other.close();
    tab.connectivity.happen('pageshow');
    await clock.advance(100);
    tab.write('four');
    await clock.advance(300);
    tab.crash();
    const { service } = browser.openTab();
    const lines = (await service.recoverable()).map(async ({ bufferId }) => {
      const preview = await service.preview(bufferId);
      return preview.kind === 'preview' ? linesOf(preview.content) : [];
    });
    expect((await Promise.all(lines)).sort()).toEqual([
      ['one', 'two', 'four'],
      ['one', 'two', 'three'],
    ]);
  });

  test('a page that comes back to a cleared device backs up its work again', async () => {
    const { tab, browser, clock } = await createSavedScene();
    tab.write('two');
    await clock.advance(300);
    tab.connectivity.happen('pagehide');
    const other = browser.openTab();
    await other.service.clearDevice();
    expect(browser.disk.buffers.size).toBe(0);
    tab.connectivity.happen('pageshow');
    await clock.advance(300);
    tab.crash();
    await recoverFirst(other);
    expect(other.lines).toEqual(['one', 'two']);
  });
});

import { describe, expect, test } from 'vitest';
import type { FakeTab } from '../testing/fake-browser.ts';
import { createSavedScene, linesOnServer, openIn, recoverFirst } from '../testing/scene.ts';

function draftsOf({ service }: FakeTab): Readonly<Record<string, unknown>> {
  const { state } = service;
  return state.kind === 'Loaded' && state.mode === 'session' ? state.drafts : {};
}

const TYPED = { label: 'Percentiles', value: '10, 5x' };

describe('a draft', () => {
  test('is unsaved work and backed up until it is removed', async () => {
    const { tab, clock } = await createSavedScene();
    expect(tab.words).toMatch(/^Saved/);
    tab.service.draft('percentiles', TYPED);
    expect(tab.words).toMatch(/^Unsaved changes/);
    await clock.advance(300);
    expect(tab.words).toMatch(/^Unsaved changes, backed up/);
    tab.service.draft('percentiles', undefined);
    expect(tab.words).toMatch(/^Saved/);
    await clock.advance(300);
    expect(tab.words).toMatch(/^Saved/);
  });

  test('is in the kept copy if its work is discarded at recovery', async () => {
    const { tab, clock, browser } = await createSavedScene();
    tab.service.draft('percentiles', TYPED);
    await clock.advance(300);
    tab.crash();
    const next = browser.openTab();
    const [offered] = await clock.until(next.service.recoverable());
    expect((await next.service.discard([offered?.bufferId ?? ''])).size).toBe(0);
    expect(await next.service.keptCopies()).toMatchObject([{ drafts: { percentiles: TYPED } }]);
  });

  test('is never sent, and "Saved" does not stand beside it', async () => {
    const { tab, clock, server, id } = await createSavedScene();
    tab.service.draft('percentiles', TYPED);
    tab.write('two');
    expect(await clock.until(tab.service.save())).toMatchObject({ kind: 'saved', version: 2 });
    await clock.advance(1_000);
    expect(linesOnServer(server, id)).toEqual(['one', 'two']);
    expect(JSON.stringify([...server.sessions.values()])).not.toContain('5x');
    expect(tab.words).toMatch(/^Unsaved changes, backed up/);
    tab.service.draft('percentiles', undefined);
    await clock.advance(300);
    expect(tab.words).toMatch(/^Saved/);
  });

  test.each([
    ['of a small session', Number.POSITIVE_INFINITY],
    ['of a large one', 0],
  ])('%s is there again after a reload, before and after it was backed up', async (_, size) => {
    for (const waitMs of [80, 2_000]) {
      const { tab, clock, id } = await createSavedScene();
      tab.journal.smallMaxBytes = size;
      tab.write('two');
      await clock.advance(2_000);
      tab.service.draft('percentiles', TYPED);
      await clock.advance(waitMs);
      const again = tab.reload();
      await clock.until(again.service.start({ sessionId: id }));
      expect(draftsOf(again)).toEqual({ percentiles: TYPED });
      expect(again.lines).toEqual(['one', 'two']);
      await clock.until(again.service.save());
      expect(draftsOf(again)).toEqual({ percentiles: TYPED });
      expect(again.words).toMatch(/^Unsaved changes/);
    }
  });

  test('is recovered even if something else was changed after it was backed up', async () => {
    const { tab, clock, id } = await createSavedScene();
    tab.journal.smallMaxBytes = 0;
    tab.service.draft('percentiles', TYPED);
    await clock.advance(2_000);
    tab.write('two');
    await clock.advance(80);
    const again = tab.reload();
    await clock.until(again.service.start({ sessionId: id }));
    expect(draftsOf(again)).toEqual({ percentiles: TYPED });
    expect(again.lines).toEqual(['one', 'two']);
  });

  test('is offered after a crash like any other unsaved work', async () => {
    const { tab, browser, clock } = await createSavedScene();
    tab.service.draft('percentiles', TYPED);
    await clock.advance(300);
    tab.crash();
    const next = browser.openTab();
    await next.service.start({});
    await recoverFirst(next);
    expect(draftsOf(next)).toEqual({ percentiles: TYPED });
    expect(next.lines).toEqual(['one']);
  });

  test('stays when their version is loaded or merged, and is not shown as a difference', async () => {
    for (const choice of ['reload', { merge: new Map() }] as const) {
      const { tab, browser, clock, id } = await createSavedScene();
      const other = await openIn(browser, id);
      other.write('theirs', 'b');
      tab.write('mine');
      tab.service.draft('percentiles', TYPED);
      await clock.advance(300);
      await clock.until(other.service.save());
      other.close();
      await clock.advance(100);
      const found = await tab.service.differences();
      const names = found.kind === 'differences' ? found.differences.map(({ name }) => name) : [];
      expect(names.sort()).toEqual(['list:a', 'list:b']);
      expect(await clock.until(tab.service.resolve(choice))).toEqual({ kind: 'done' });
      await clock.advance(300);
      expect(draftsOf(tab)).toEqual({ percentiles: TYPED });
      expect(tab.words).toMatch(/^Unsaved changes, backed up/);
    }
  });

  test('is removed by a revert, and the kept copy has it', async () => {
    const { tab, clock } = await createSavedScene();
    tab.service.draft('percentiles', TYPED);
    await clock.advance(300);
    expect(await clock.until(tab.service.resolve('revert'))).toEqual({ kind: 'done' });
    expect(draftsOf(tab)).toEqual({});
    await clock.advance(300);
    expect(tab.words).toMatch(/^Saved/);
    expect(await tab.service.keptCopies()).toMatchObject([{ drafts: { percentiles: TYPED } }]);
  });

  test('becomes part of the content, if it is valid, before a save, a close and page unload', async () => {
    const ways: Record<string, (tab: FakeTab) => unknown> = {
      save: (tab) => tab.service.save(),
      saveAs: (tab) => tab.service.saveAs({ title: 'Copy', description: null }),
      makeSnapshot: (tab) => tab.service.makeSnapshot({ title: 'Shown', description: null }),
      hidden: (tab) => tab.connectivity.happen('hidden'),
      pagehide: (tab) => tab.connectivity.happen('pagehide'),
      close: (tab) => tab.service.closeSession(),
      openAnother: (tab) => tab.service.openSession('another'),
    };
    for (const [name, go] of Object.entries(ways)) {
      const { tab, browser, clock, server } = await createSavedScene();
      tab.commitEditors = () => {
        if (!tab.lines.includes('typed')) tab.write('typed');
      };
      await go(tab);
      await clock.advance(3_000);
      const kept = JSON.stringify([
        [...server.sessions.values()],
        [...server.snapshots.values()],
        [...browser.disk.buffers.values()].map(({ head }) => [...head]),
      ]);
      expect(kept, name).toContain('typed');
    }
  });
});

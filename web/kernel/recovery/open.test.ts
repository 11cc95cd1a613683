import { describe, expect, test } from 'vitest';
import { encodeEntry } from '../session/entry.ts';
import type { State } from '../state/view.ts';
import { createFakeBrowser } from '../testing/fake-browser.ts';
import { addLine, EMPTY_LISTS, type Lists, linesOf } from '../testing/list-model.ts';
import {
  createSavedScene,
  createScene,
  linesOnServer,
  openIn,
  recoverFirst,
} from '../testing/scene.ts';

const PASSING = { kind: 'Empty', isPassing: true };

/** A saved session with the unsaved, backed up line "two"; its tab has crashed. */
async function createCrashedScene() {
  const scene = await createSavedScene();
  scene.tab.write('two');
  await scene.clock.advance(300);
  scene.tab.crash();
  return scene;
}

/** Two saved sessions, "one" and "other", and a snapshot of the first; the tab shows the first. */
async function createScenesWithTwo() {
  const scene = await createSavedScene();
  const { browser, clock, tab } = scene;
  const elsewhere = browser.openTab();
  await elsewhere.service.newSession(EMPTY_LISTS, { title: 'Second', description: null });
  elsewhere.write('other');
  const saved = await clock.until(elsewhere.service.save());
  elsewhere.close();
  const made = await clock.until(tab.service.makeSnapshot({ title: 'Snap', description: null }));
  const otherId = saved.kind === 'saved' ? saved.id : '';
  return { ...scene, otherId, snapshotId: made.kind === 'created' ? made.id : '' };
}

describe('starting without anything on this device', () => {
  test('and without an id shows the start page', async () => {
    const { tab } = createScene();
    await tab.service.start({});
    expect(tab.service.state).toEqual({ kind: 'Empty' });
  });

  test('with a session id loads it from the server', async () => {
    const { browser, id } = await createSavedScene();
    const tab = await openIn(browser, id);
    expect(tab.lines).toEqual(['one']);
    expect(tab.service.state).toMatchObject({ kind: 'Loaded', mode: 'session', persisted: { id } });
  });

  test('with a snapshot id opens the snapshot, read-only', async () => {
    const { browser, tab, clock } = await createSavedScene();
    const made = await clock.until(tab.service.makeSnapshot({ title: 'Snap', description: null }));
    const visitor = browser.openTab();
    await visitor.service.start({ snapshotId: made.kind === 'created' ? made.id : '' });
    expect(visitor.service.state).toMatchObject({ kind: 'Loaded', mode: 'snapshot' });
    expect(visitor.lines).toEqual(['one']);
  });

  test('with an id that leads nowhere says so, and a retry finds what has come since', async () => {
    const { tab, server, clock } = createScene();
    await tab.service.start({ sessionId: 'nowhere1' });
    expect(tab.service.state).toMatchObject({ kind: 'Error', problem: { kind: 'notFound' } });
    tab.connectivity.online = false;
    tab.service.retry();
    await clock.settle();
    expect(tab.service.state).toMatchObject({ kind: 'Error', problem: { kind: 'network' } });
    expect(server.sessions.size).toBe(0);
    await tab.service.closeSession();
    expect(tab.service.state.kind).toBe('Empty');
  });
});

describe('starting with unsaved work on this device', () => {
  test('and its session in the address offers it; recovered, it says on which version it was based', async () => {
    const { browser, id } = await createCrashedScene();
    const tab = await openIn(browser, id);
    expect(tab.service.state).toMatchObject({
      kind: 'LocalRecovery',
      target: { id },
      buffers: [{ sessionId: id, base: { version: 1 } }],
    });
    await recoverFirst(tab);
    expect(tab.lines).toEqual(['one', 'two']);
    expect(tab.service.state).toMatchObject({
      recoveredFrom: { how: 'chosen', baseVersion: 1 },
      local: { kind: 'backedUp' },
    });
  });

  test('that is discarded loads the session as the server has it', async () => {
    const { browser, id, clock } = await createCrashedScene();
    const tab = await openIn(browser, id);
    const [offered] = await tab.service.recoverable();
    await tab.service.discard([offered?.bufferId ?? '']);
    expect(tab.lines).toEqual(['one']);
    expect(await clock.until(tab.service.recoverable())).toEqual([]);
    expect(browser.entries.texts.size).toBe(0);
    const kept = await clock.until(tab.service.keptCopies());
    expect(kept).toMatchObject([{ title: 'First', side: 'mine', version: 1 }]);
    await tab.service.openKept(kept[0]?.id ?? '');
    expect(tab.lines).toEqual(['one', 'two']);
  });

  test('that is left for later loads the session, and is offered again', async () => {
    const { browser, id } = await createCrashedScene();
    const tab = await openIn(browser, id);
    await tab.service.notNow();
    expect(tab.lines).toEqual(['one']);
    expect(await tab.service.recoverable()).toHaveLength(1);
  });

  test('and another session in the address opens that one without asking', async () => {
    const { browser, clock, server } = await createCrashedScene();
    const other = browser.openTab();
    await other.service.newSession(EMPTY_LISTS);
    const saved = await clock.until(other.service.save());
    const tab = await openIn(browser, saved.kind === 'saved' ? saved.id : '');
    expect(tab.service.state.kind).toBe('Loaded');
    expect(server.sessions.size).toBe(2);
  });

  test('and no id in the address offers all of it; the last one discarded leads to the start page', async () => {
    const { browser, clock } = await createCrashedScene();
    const temporary = browser.openTab();
    await temporary.service.newSession(EMPTY_LISTS, { title: 'Temp', description: null });
    temporary.write('three');
    await clock.advance(300);
    temporary.crash();

    const tab = browser.openTab();
    await tab.service.start({});
    expect(tab.service.state).toMatchObject({
      kind: 'LocalRecovery',
      target: null,
      buffers: [{ title: 'Temp', sessionId: null }, { title: 'First' }],
    });
    const buffers = await tab.service.recoverable();
    await tab.service.discard([buffers[0]?.bufferId ?? '']);
    expect(tab.service.state).toMatchObject({ buffers: [{ title: 'First' }] });
    await tab.service.discard([buffers[1]?.bufferId ?? '']);
    expect(tab.service.state.kind).toBe('Empty');
  });

  test('can be looked at before it is opened, and stays what it was', async () => {
    const { browser } = await createCrashedScene();
    const tab = browser.openTab();
    await tab.service.start({});
    const [offered] = await tab.service.recoverable();
    const preview = await tab.service.preview(offered?.bufferId ?? '');
    expect(preview).toMatchObject({ kind: 'preview', metadata: { title: 'First' } });
    expect(await tab.service.recoverable()).toHaveLength(1);
  });

  test('and a snapshot in the address opens the snapshot and leaves the work alone', async () => {
    const { browser, tab, clock, id } = await createSavedScene();
    const made = await clock.until(tab.service.makeSnapshot({ title: 'Snap', description: null }));
    tab.write('two');
    await clock.advance(300);
    const before = JSON.stringify([...browser.entries.texts]);
    const next = tab.reload();
    await next.service.start({ snapshotId: made.kind === 'created' ? made.id : '' });
    next.write('into the snapshot');
    await clock.advance(60_000);
    expect(next.lines).toEqual(['one']);
    expect(JSON.stringify([...browser.entries.texts])).toBe(before);
    expect(next.journal.calls.filter((call) => call !== 'open')).toEqual([]);
    expect(await openIn(browser, id)).toMatchObject({
      service: { state: { kind: 'LocalRecovery' } },
    });
  });

  test('goes through the conflict path when the server has moved on since', async () => {
    const { browser, id, clock, server } = await createCrashedScene();
    const other = browser.openTab();
    await other.service.start({ sessionId: id });
    await other.service.notNow();
    other.write('theirs');
    await clock.until(other.service.save());

    const tab = await openIn(browser, id);
    await recoverFirst(tab);
    await clock.advance(100);
    expect(tab.words).toMatch(/^External changes detected; backed up/);
    expect(await clock.until(tab.service.save())).toEqual({ kind: 'conflict' });
    expect(linesOnServer(server, id)).toEqual(['one', 'theirs']);
  });

  test('can be recovered and worked on while the server cannot be reached', async () => {
    const { browser, id } = await createCrashedScene();
    const tab = browser.openTab();
    tab.connectivity.online = false;
    await tab.service.start({ sessionId: id });
    await recoverFirst(tab);
    expect(tab.lines).toEqual(['one', 'two']);
  });

  test('of another person is neither shown nor opened', async () => {
    const { browser } = await createCrashedScene();
    const [buffer] = browser.disk.buffers.values();
    if (buffer === undefined) throw new Error('no buffer');
    const info = { ...buffer.info, ownerId: 'bob' };
    browser.disk.buffers.set(info.bufferId, { ...buffer, info });
    browser.entries.texts.clear();
    const tab = browser.openTab();
    await tab.service.start({});
    expect(tab.service.state.kind).toBe('Empty');
    expect(await tab.service.recover(info.bufferId)).toEqual({ kind: 'notFound' });
  });
});

describe('what is asked for while something else is still under way', () => {
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

  test('waits until the session before was put away', async () => {
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

  test('comes after an emptiness that says it is passing, which the start page does not', async () => {
    const { tab, clock, id } = await createSavedScene();
    const empty: State<unknown>[] = [];
    tab.service.subscribe((state) => state.kind === 'Empty' && empty.push(state));
    await clock.until(tab.service.openSession(id));
    await clock.until(tab.service.newSession(EMPTY_LISTS));
    expect(empty).toEqual([PASSING, PASSING]);
    await clock.until(tab.service.closeSession());
    expect(empty.slice(2)).toEqual([PASSING, { kind: 'Empty' }]);
    await clock.until(tab.service.openSession(id));
    await clock.until(tab.service.discardChanges());
    expect(empty.slice(4)).toEqual([PASSING, { kind: 'Empty' }]);
  });

  test('a clean session leaves nothing behind when its page is hidden while it loads', async () => {
    const { browser, clock, id } = await createSavedScene();
    const tab = browser.openTab();
    tab.journal.latencyMs = () => 1_000;
    await clock.until(tab.service.start({ sessionId: id }));
    tab.connectivity.happen('hidden');
    expect(browser.entries.texts.size).toBe(0);
  });
});

describe('a tab that reloads', () => {
  test('goes on at once where it was', async () => {
    const { tab, clock, id } = await createSavedScene();
    tab.write('two');
    await clock.advance(300);
    const next = tab.reload();
    await next.service.start({ sessionId: id });
    expect(next.lines).toEqual(['one', 'two']);
    expect(next.service.state).toMatchObject({ recoveredFrom: { how: 'resumed' } });
  });

  test('under the address of something else opens that, and offers its own work', async () => {
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

  test('has the edits made while its first save was being settled', async () => {
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

  test('does not bring back what was taken back while the journal was still writing it', async () => {
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

  test('has the last edit also when the journal answers for the one before after the page was hidden', async () => {
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

  test('has the edit that was made while its session was being left', async () => {
    const { tab, clock, id } = await createSavedScene();
    tab.journal.latencyMs = () => 500;
    tab.write('two');
    void tab.service.closeSession();
    await clock.advance(10);
    const next = tab.reload();
    await clock.until(next.service.start({ sessionId: id }));
    expect(next.lines).toEqual(['one', 'two']);
  });

  test('has a never saved session too', async () => {
    const { tab, clock } = createScene();
    await tab.service.newSession(EMPTY_LISTS, { title: 'Temp', description: null });
    tab.write('one');
    await clock.advance(300);
    const next = tab.reload();
    await next.service.start({});
    expect(next.lines).toEqual(['one']);
  });

  test('without unsaved work loads what the server has', async () => {
    const { tab, id } = await createSavedScene();
    const next = tab.reload();
    await next.service.start({ sessionId: id });
    expect(next.lines).toEqual(['one']);
    expect(next.service.state).toMatchObject({ recoveredFrom: null, local: { kind: 'clean' } });
  });
});

describe('with two tabs', () => {
  test("a living tab's work is not offered, an orphan's is", async () => {
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

  test('a page that comes back and finds its buffer taken goes on in one of its own', async () => {
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

  test('an edit taken back while its session is being left stays taken back', async () => {
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

  test('a page that comes back leaves alone what another tab did with its buffer and left there', async () => {
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

  test('a page that comes back to a cleared device backs its work up again', async () => {
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

describe('what is kept on this device', () => {
  const info = {
    bufferId: 'b9',
    ownerId: 'alice',
    sessionId: null,
    schemaVersion: 2,
    base: null,
    createKey: 'k'.repeat(22),
    createdAtMs: 1,
    lastModifiedMs: 2,
  };
  const source = {
    info,
    metadata: { title: 'Entry', description: null },
    hash: null,
    generation: 3,
    baseGeneration: null,
  };

  test('is offered from the entry alone when the journal never had it', async () => {
    const { tab, browser } = createScene();
    const contentText = JSON.stringify(addLine(EMPTY_LISTS, 'a', 'only here'));
    browser.entries.write('holdfast:session:temp:b9', encodeEntry(source, { contentText }));
    await tab.service.start({});
    await recoverFirst(tab);
    expect(tab.lines).toEqual(['only here']);
  });

  test('is set aside when its entry is damaged, can be downloaded, and the rest is offered', async () => {
    const { browser } = await createCrashedScene();
    const [key = ''] = browser.entries.keys('holdfast:session:');
    const text = `${browser.entries.read(key)}`.replace('one', 'onf');
    browser.entries.write(key, text);
    const tab = browser.openTab();
    await tab.service.start({});
    await recoverFirst(tab);
    expect(tab.lines).toEqual(['one', 'two']);
    const [damaged] = await tab.service.damaged();
    expect(await tab.service.readDamaged(damaged?.id ?? '')).toBe(text);
  });

  test('is not mixed from two generations: changed parts without the generation they name are set aside', async () => {
    const { browser, id, clock } = await createCrashedScene();
    const [buffer] = browser.disk.buffers.values();
    if (buffer === undefined) throw new Error('no buffer');
    const entry = encodeEntry(
      { ...source, info: buffer.info, generation: 99, baseGeneration: 98 },
      { changes: new Map([['list:b', { lines: ['from another time'] }]]) },
    );
    browser.entries.write(`holdfast:session:${id}:${buffer.info.bufferId}`, entry);
    const tab = await openIn(browser, id);
    await recoverFirst(tab);
    expect(tab.lines).toEqual(['one', 'two']);
    expect(await clock.until(tab.service.damaged())).toHaveLength(1);
  });

  test('is not offered when it is only changed parts of something that is gone', async () => {
    const { tab, browser, clock } = await createSavedScene();
    tab.journal.smallMaxBytes = 0;
    tab.write('two');
    await clock.advance(300);
    tab.write('three');
    tab.close();
    browser.disk.buffers.clear();
    const next = browser.openTab();
    await next.service.start({});
    expect(next.service.state.kind).toBe('Empty');
    expect(await next.service.damaged()).toHaveLength(1);
  });

  test('is not offered again when localStorage comes back older than it was', async () => {
    const { tab, browser, clock } = await createSavedScene();
    tab.write('two');
    await clock.advance(300);
    const older = new Map(browser.entries.texts);
    await clock.until(tab.service.save());
    tab.crash();
    for (const [key, text] of older) browser.entries.write(key, text);
    const next = browser.openTab();
    await next.service.start({});
    expect(next.service.state.kind).toBe('Empty');
  });

  test('is taken from the journal when the entry is older, whatever the clock says', async () => {
    const { tab, browser, clock, id } = await createSavedScene();
    tab.write('two');
    await clock.advance(300);
    const older = new Map(browser.entries.texts);
    tab.write('three');
    await clock.advance(300);
    tab.crash();
    browser.entries.texts.clear();
    for (const [key, text] of older) browser.entries.write(key, text);
    const next = await openIn(browser, id);
    await recoverFirst(next);
    expect(next.lines).toEqual(['one', 'two', 'three']);
  });

  test('is left untouched by an older build than the one that wrote it, which says why', async () => {
    const { browser } = await createCrashedScene();
    const [buffer] = browser.disk.buffers.values();
    if (buffer === undefined) throw new Error('no buffer');
    const newer = { ...buffer, info: { ...buffer.info, schemaVersion: 3 } };
    browser.disk.buffers.set(buffer.info.bufferId, newer);
    browser.entries.texts.clear();
    const tab = browser.openTab();
    await tab.service.start({});
    expect(await tab.service.recover(buffer.info.bufferId)).toEqual({ kind: 'newer' });
    expect(browser.disk.buffers.get(buffer.info.bufferId)).toBe(newer);
    expect(tab.service.state.kind).toBe('LocalRecovery');
  });

  test('of an older schema is recovered, and written in the current one', async () => {
    const { tab, browser, clock } = createScene();
    const contentText = '{"schemaVersion":1,"lists":{"a":["old"]}}';
    const old = { ...source, info: { ...info, schemaVersion: 1 } };
    browser.entries.write('holdfast:session:temp:b9', encodeEntry(old, { contentText }));
    await tab.service.start({});
    await recoverFirst(tab);
    await clock.advance(300);
    expect(tab.lines).toEqual(['old']);
    expect(browser.disk.buffers.get('b9')?.info.schemaVersion).toBe(2);
    expect(tab.words).toMatch(/^Unsaved changes, backed up/);
  });

  test('is all gone after it was cleared, for this person alone', async () => {
    const { browser } = await createCrashedScene();
    const other = browser.openTab();
    browser.entries.write(
      'holdfast:session:temp:b9',
      encodeEntry({ ...source, info: { ...info, ownerId: 'bob' } }, { contentText: '{}' }),
    );
    await other.service.clearDevice();
    expect(browser.disk.buffers.size).toBe(0);
    expect(browser.entries.keys('holdfast:')).toEqual(['holdfast:session:temp:b9']);
  });

  test('stays where another living tab shows it as backed up, when this one clears the device', async () => {
    const { tab, browser, clock } = await createSavedScene();
    tab.write('two');
    await clock.advance(300);
    expect(tab.words).toMatch(/^Unsaved changes, backed up/);
    const other = browser.openTab();
    await other.service.clearDevice();
    tab.crash();
    await recoverFirst(other);
    expect(other.lines).toEqual(['one', 'two']);
  });
});

describe('content from the server', () => {
  test('of an older schema is shown in the current one, and clean until the first edit', async () => {
    const { server, tab, clock, id } = await createSavedScene();
    const stored = server.sessions.get(id);
    if (stored === undefined) throw new Error('no session');
    server.sessions.set(id, { ...stored, content: '{"schemaVersion":1,"lists":{"a":["old"]}}' });
    await tab.service.openSession(id);
    expect(tab.lines).toEqual(['old']);
    await clock.advance(1_000);
    expect(tab.words).toMatch(/^Saved/);
    tab.write('new');
    await clock.advance(300);
    expect(tab.words).toMatch(/^Unsaved changes, backed up/);
  });

  test.each([
    ['a newer schema', '{"schemaVersion":3,"lists":{}}', { kind: 'newer' }],
    ['no schema at all', '{"schemaVersion":2}', { kind: 'invalid', issues: ['No lists'] }],
    ['no JSON', '<html>', { kind: 'invalid' }],
  ])('of %s is refused, never half loaded', async (_, content, problem) => {
    const { server, tab, id } = await createSavedScene();
    const stored = server.sessions.get(id);
    if (stored === undefined) throw new Error('no session');
    server.sessions.set(id, { ...stored, content });
    await tab.service.openSession(id);
    expect(tab.service.state).toMatchObject({ kind: 'Error', problem });
  });
});

describe('without a network', () => {
  test('a saved session opens from what this device holds, can be edited, and is compared before it is saved', async () => {
    const { tab, browser, server, clock, id } = await createSavedScene();
    await clock.until(tab.service.closeSession());
    tab.connectivity.happen('offline');
    await clock.until(tab.service.openSession(id));
    expect(tab.lines).toEqual(['one']);
    expect(tab.words).toMatch(/^Saved .*, now offline$/);
    expect(tab.service.state).toMatchObject({ isFromDevice: true, persisted: { version: 1 } });
    tab.write('two');
    await clock.advance(300);
    expect(tab.words).toBe('Offline, kept on this device');

    const elsewhere = await openIn(createFakeBrowser(server, clock), id);
    elsewhere.write('theirs');
    await clock.until(elsewhere.service.save());
    const saving = tab.service.save();
    await clock.advance(100);
    tab.connectivity.happen('online');
    expect((await clock.until(saving)).kind).toBe('paused');
    await clock.advance(5_000);
    expect(tab.service.state).toMatchObject({
      isFromDevice: false,
      remote: { kind: 'conflict', theirs: { version: 2 } },
    });
    expect(linesOnServer(server, id)).toEqual(['one', 'theirs']);
    expect([...browser.disk.buffers.values()].length).toBeGreaterThan(0);
  });

  test('it is known to be the newest once the server has said so', async () => {
    const { tab, clock, id } = await createSavedScene();
    await clock.until(tab.service.closeSession());
    tab.connectivity.happen('offline');
    await clock.until(tab.service.openSession(id));
    tab.connectivity.happen('online');
    await clock.advance(1_000);
    expect(tab.service.state).toMatchObject({ isFromDevice: false, remote: { kind: 'watching' } });
  });

  test('another tab that works on it keeps its own', async () => {
    const { tab, browser, clock, id } = await createSavedScene();
    tab.write('unsaved');
    await clock.advance(300);
    const second = browser.openTab();
    second.connectivity.happen('offline');
    await clock.until(second.service.start({ sessionId: id }));
    expect(second.lines).toEqual(['one']);
    second.write('mine');
    await clock.advance(300);
    expect(tab.lines).toEqual(['one', 'unsaved']);
    expect(browser.disk.buffers.size).toBe(2);
  });

  test('what this device never saw stays a problem that can be tried again', async () => {
    const { tab, clock } = await createSavedScene();
    await clock.until(tab.service.closeSession());
    tab.connectivity.happen('offline');
    await clock.until(tab.service.openSession('elsewhere'));
    expect(tab.service.state).toMatchObject({ kind: 'Error', problem: { kind: 'network' } });
  });
});

import { describe, expect, test } from 'vitest';
import type { Journal } from '../ports/journal.ts';
import { contentParts, metadataOf } from '../state/work.ts';
import type { Fault } from '../testing/fake-api.ts';
import { createFakeBrowser, type FakeBrowser } from '../testing/fake-browser.ts';
import { failure } from '../testing/journal-calls.ts';
import { EMPTY_LISTS, linesOf, listModel } from '../testing/list-model.ts';
import { type PartTexts, partsOfTexts } from '../testing/memory-disk.ts';
import { createSavedScene, createScene, openIn, recoverFirst } from '../testing/scene.ts';

/** What the one buffer of this browser holds. */
function onDisk({ disk, entries }: FakeBrowser) {
  const [buffer, ...others] = disk.buffers.values();
  if (buffer === undefined || others.length > 0) throw new Error(`${others.length} more buffers`);
  const { info, head, base, sent, pins } = buffer;
  return {
    sessionId: info.sessionId,
    version: info.base?.version ?? null,
    head: told(head),
    base: base && told(base),
    underWay: sent.length + pins.size,
    entries: entries.keys('holdfast:session:').map((key) => key.split(':')[2]),
  };
}

function told(texts: PartTexts): readonly string[] {
  const parts = partsOfTexts(texts);
  return [metadataOf(parts).title, ...linesOf(listModel.join(contentParts(parts)))];
}

type SavedScene = Awaited<ReturnType<typeof createSavedScene>>;

/** Saved in another browser, and seen here at the next poll. */
async function changeElsewhere(
  { server, clock, id }: SavedScene,
  { title = 'First', line }: { title?: string; line?: string },
) {
  const other = await openIn(createFakeBrowser(server, clock), id);
  other.service.editMetadata({ title, description: null });
  if (line) other.write(line);
  await clock.until(other.service.save());
  other.close();
  await clock.advance(11_000);
}

/** The page is killed; another one opens the session. */
async function openAfterCrash({ browser, tab, id }: SavedScene) {
  tab.crash();
  return openIn(browser, id);
}

describe('what the journal has after', () => {
  test('a save is its base, and an edit made meanwhile is unsaved on top of it', async () => {
    const scene = await createSavedScene();
    const { tab, browser, clock } = scene;
    tab.write('two');
    tab.api.latencyMs = () => 400;
    const saving = tab.service.save();
    await clock.advance(50);
    tab.write('three');
    await clock.until(saving);
    await clock.advance(1_000);
    expect(onDisk(browser)).toMatchObject({
      version: 2,
      head: ['First', 'one', 'two', 'three'],
      base: ['First', 'one', 'two'],
      underWay: 0,
    });

    const next = await openAfterCrash(scene);
    await recoverFirst(next);
    expect(next.words).toMatch(/^Unsaved changes, backed up/);
    expect(await clock.until(next.service.save())).toMatchObject({ kind: 'saved', version: 3 });
  });

  test('a first save belongs to the session in the cloud', async () => {
    const { browser, id } = await createSavedScene();
    expect(onDisk(browser)).toMatchObject({ sessionId: id, version: 1, entries: [] });
  });

  test('a save is only the base', async () => {
    const { tab, browser, clock } = await createSavedScene();
    tab.write('two');
    await clock.until(tab.service.save());
    expect(onDisk(browser)).toMatchObject({ head: ['First', 'one', 'two'], entries: [] });
  });

  test('a first save still includes newer edits that were written when the page was hidden', async () => {
    const { tab, browser, clock } = createScene();
    await tab.service.newSession(EMPTY_LISTS);
    tab.write('one');
    tab.api.latencyMs = () => 400;
    const saving = tab.service.save();
    await clock.advance(1_000); // it is on its way
    tab.journal.commit = () => new Promise(() => {}); // it takes longer than the page lives
    tab.write('two');
    tab.connectivity.happen('hidden');
    await clock.until(saving);
    tab.crash();
    const next = browser.openTab();
    await next.service.start({});
    await recoverFirst(next);
    expect(next.lines).toEqual(['one', 'two']);
  });

  test('a save that an earlier page had sent is the base for a merge', async () => {
    const scene = await createSavedScene();
    const { tab, clock } = scene;
    tab.write('two', 'b');
    const lost: Fault = { kind: 'dropAnswer' };
    tab.api.faults = (call) => (call === 'updateSession' ? lost : { kind: 'dropRequest' });
    void tab.service.save();
    await clock.advance(50);
    tab.write('mine', 'c');
    await clock.advance(300);
    const next = await openAfterCrash(scene);
    await recoverFirst(next);
    await clock.advance(1_000);
    expect(next.service.state).toMatchObject({ persisted: { version: 2 } });
    await changeElsewhere(scene, { line: 'theirs' });
    await clock.until(next.service.resolve({ merge: new Map() }));
    expect(next.lines).toEqual(['one', 'theirs', 'two', 'mine']);
  });

  test('a change of title elsewhere is that title, also if there is unsaved work here', async () => {
    const scene = await createSavedScene();
    const { tab, browser, clock } = scene;
    tab.write('mine');
    await changeElsewhere(scene, { title: 'Renamed' });
    expect(onDisk(browser)).toMatchObject({
      version: 2,
      head: ['Renamed', 'one', 'mine'],
      base: ['Renamed', 'one'],
    });

    const next = await openAfterCrash(scene);
    await recoverFirst(next);
    expect(await clock.until(next.service.save())).toMatchObject({ kind: 'saved', version: 3 });
    expect(next.service.state).toMatchObject({ metadata: { title: 'Renamed' } });
  });

  test('a change of title elsewhere does not create unsaved work', async () => {
    const scene = await createSavedScene();
    await changeElsewhere(scene, { title: 'Renamed' });
    const next = await openAfterCrash(scene);
    expect(next.words).toMatch(/^Saved/);
    expect(await next.service.recoverable()).toEqual([]);
  });

  test('a merge is theirs as the base, and the merged work as unsaved', async () => {
    const scene = await createSavedScene();
    const { tab, browser, clock } = scene;
    tab.write('mine', 'b');
    await changeElsewhere(scene, { line: 'theirs' });
    await clock.until(tab.service.resolve({ merge: new Map() }));
    await clock.advance(1_000);
    expect(onDisk(browser)).toMatchObject({
      version: 2,
      head: ['First', 'one', 'theirs', 'mine'],
      base: ['First', 'one', 'theirs'],
    });

    const next = await openAfterCrash(scene);
    await recoverFirst(next);
    expect(await clock.until(next.service.save())).toMatchObject({ kind: 'saved', version: 3 });
  });

  test('loading their version is only their version, and nothing is offered', async () => {
    const scene = await createSavedScene();
    const { tab, browser, clock } = scene;
    tab.write('mine');
    await clock.advance(300);
    await changeElsewhere(scene, { line: 'theirs' });
    await clock.until(tab.service.resolve('reload'));
    await clock.advance(1_000);
    expect(onDisk(browser)).toMatchObject({
      version: 2,
      head: ['First', 'one', 'theirs'],
      base: ['First', 'one', 'theirs'],
      entries: [],
    });
    const next = await openAfterCrash(scene);
    expect(next.lines).toEqual(['one', 'theirs']);
  });

  test('a deletion is a session that is not in the cloud, without pending requests', async () => {
    const scene = await createSavedScene();
    const { tab, browser, server, clock, id } = scene;
    tab.write('two');
    const lost: Fault = { kind: 'dropRequest' };
    tab.api.faults = (call) => (call === 'updateSession' ? lost : null);
    await clock.until(tab.service.save());
    expect(onDisk(browser)).toMatchObject({ sessionId: id, entries: [id] });
    server.sessions.delete(id);
    await clock.advance(60_000);
    const gone = { sessionId: id, version: null, base: null, underWay: 0, entries: [id] };
    expect(onDisk(browser)).toMatchObject({ ...gone, head: ['First', 'one', 'two'] });
  });

  test('a restored session is that session again, with its last base', async () => {
    const scene = await createSavedScene();
    const { tab, browser, server, clock, id } = scene;
    const stored = server.sessions.get(id);
    server.sessions.delete(id);
    tab.write('two');
    await clock.advance(11_000);
    if (stored) server.sessions.set(id, stored);
    await clock.advance(60_000);
    const back = {
      sessionId: id,
      version: 1,
      head: ['First', 'one', 'two'],
      base: ['First', 'one'],
    };
    expect(onDisk(browser)).toMatchObject({ ...back, entries: [id] });
  });

  test('a first save whose key had created another content is unsaved work without a base', async () => {
    const { tab, browser, clock } = createScene();
    await tab.service.newSession(EMPTY_LISTS);
    tab.write('one');
    await clock.advance(300);
    const older = new Map(browser.entries.texts);
    tab.write('two');
    const saved = await clock.until(tab.service.save());
    tab.crash();
    browser.disk.buffers.clear();
    for (const [key, text] of older) browser.entries.write(key, text);
    const next = browser.openTab();
    await next.service.start({});
    await recoverFirst(next);
    next.write('three');
    await clock.until(next.service.save());
    await clock.advance(1_000);
    expect(next.serverChanges).toEqual(['sessions']);
    const { id } = saved as { id: string };
    expect(onDisk(browser)).toMatchObject({ sessionId: id, version: 0, base: null, entries: [id] });
  });
});

describe('if the journal fails during a base move', () => {
  test('a save is still recognised after a crash', async () => {
    const scene = await createSavedScene();
    const { tab, browser, clock } = scene;
    tab.write('two');
    tab.journal.confirmSaved = async () => failure('failed');
    expect(await clock.until(tab.service.save())).toMatchObject({ kind: 'saved', version: 2 });
    expect(tab.words).toMatch(/^Saved/);

    tab.crash();
    const next = browser.openTab();
    next.connectivity.happen('offline');
    await next.service.start({});
    await recoverFirst(next);
    next.connectivity.happen('online');
    await clock.advance(1_000);
    expect(next.words).toMatch(/^Saved/);
    expect(next.service.state).toMatchObject({ persisted: { version: 2 } });
  });

  test('the next edit writes head and base again', async () => {
    const scene = await createSavedScene();
    const { tab, browser, clock } = scene;
    tab.write('two');
    tab.journal.confirmSaved = async () => failure('failed');
    await clock.until(tab.service.save());
    tab.write('three');
    await clock.advance(300);
    expect(onDisk(browser)).toMatchObject({
      version: 2,
      head: ['First', 'one', 'two', 'three'],
      base: ['First', 'one', 'two'],
    });
  });

  test('the base with another title is written again', async () => {
    const scene = await createSavedScene();
    scene.tab.write('mine');
    scene.tab.journal.rebase = async () => failure('failed');
    await changeElsewhere(scene, { title: 'Renamed' });
    await scene.clock.advance(1_000);
    expect(onDisk(scene.browser)).toMatchObject({
      version: 2,
      head: ['Renamed', 'one', 'mine'],
      base: ['Renamed', 'one'],
    });
    expect(scene.tab.words).toMatch(/^Unsaved changes, backed up/);
  });

  test('a session that it could not store is written with its base at the first edit', async () => {
    const { server, clock, id } = await createSavedScene();
    const browser = createFakeBrowser(server, clock);
    const tab = browser.openTab();
    tab.journal.load = async () => failure('quota');
    await tab.service.start({ sessionId: id });
    await clock.settle();
    expect(browser.disk.buffers.size).toBe(0);
    tab.write('two');
    await clock.advance(300);
    expect(onDisk(browser)).toMatchObject({
      version: 1,
      head: ['First', 'one', 'two'],
      base: ['First', 'one'],
    });
  });

  describe('a save is sent nevertheless,', () => {
    async function saveWhileFull(
      whileSending: (scene: SavedScene, commit: Journal['commit']) => void,
    ) {
      const scene = await createSavedScene();
      const { tab, clock } = scene;
      tab.journal.smallMaxBytes = 0;
      tab.write('two');
      await clock.advance(300);
      const { commit } = tab.journal;
      tab.journal.commit = async () => failure('quota');
      tab.write('three');
      tab.api.latencyMs = () => 20;
      const saving = tab.service.save();
      await clock.advance(10);
      whileSending(scene, commit);
      expect(await clock.until(saving)).toMatchObject({ kind: 'saved', version: 2 });
      return { ...scene, commit };
    }

    test('and older work on the device is not offered as unsaved', async () => {
      const { tab, browser } = await saveWhileFull(() => {});
      expect(tab.words).toMatch(/^Saved/);
      tab.crash();
      expect(await browser.openTab().service.recoverable()).toEqual([]);
    });

    test('and edits made meanwhile are offered, even if it is still full', async () => {
      const scene = await saveWhileFull(({ tab }) => tab.write('four'));
      const next = await openAfterCrash(scene);
      await recoverFirst(next);
      expect(next.lines).toEqual(['one', 'two', 'three', 'four']);
    });

    test('and is on the device if that has space again when the response arrives', async () => {
      const { browser } = await saveWhileFull(({ tab }, commit) => {
        tab.journal.commit = commit;
      });
      const saved = ['First', 'one', 'two', 'three'];
      expect(onDisk(browser)).toMatchObject({ version: 2, head: saved, base: saved, underWay: 0 });
    });

    test('and is the base of edits made meanwhile as soon as there is space again', async () => {
      const { tab, browser, clock, commit } = await saveWhileFull(({ tab }) => tab.write('four'));
      tab.journal.commit = commit;
      await clock.advance(60_000);
      expect(onDisk(browser)).toMatchObject({
        version: 2,
        head: ['First', 'one', 'two', 'three', 'four'],
        base: ['First', 'one', 'two', 'three'],
        underWay: 0,
      });
    });
  });
});

test('a change of the lists in the cloud is reported after every save and snapshot', async () => {
  const { tab, clock } = createScene();
  await tab.service.newSession(EMPTY_LISTS);
  await clock.until(tab.service.save());
  expect(tab.serverChanges).toEqual(['sessions']);
  await clock.until(tab.service.makeSnapshot({ title: 'Snap', description: null }));
  expect(tab.serverChanges).toEqual(['sessions', 'snapshots']);
});

test('a change by another browser is not reported as a change of the lists', async () => {
  const scene = await createSavedScene();
  await changeElsewhere(scene, { title: 'Renamed' });
  expect(scene.tab.serverChanges).toEqual(['sessions']);
});

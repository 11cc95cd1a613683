import { describe, expect, test } from 'vitest';
import type { LoadedSession } from '../state/view.ts';
import type { FakeTab } from '../testing/fake-browser.ts';
import { addLine, EMPTY_LISTS, listModel } from '../testing/list-model.ts';
import {
  createSavedScene,
  createScene,
  linesOnServer,
  openIn,
  recoverFirst,
  type Scene,
} from '../testing/scene.ts';
import { decodeEntry } from './entry.ts';

const commits = (calls: readonly string[]) => calls.filter((call) => call === 'commit').length;

describe('a backup', () => {
  test('is made once for a burst of edits, and counts once the journal has confirmed it', async () => {
    const { tab, clock } = await createSavedScene();
    const before = commits(tab.journal.calls);
    tab.journal.latencyMs = () => 40;
    for (let i = 0; i < 5; i++) {
      tab.write(`edit ${i}`);
      await clock.advance(100);
    }
    await clock.advance(100);
    expect(tab.words).toBe('Unsaved changes, backing up...');
    await clock.advance(40);
    expect(tab.words).toMatch(/^Unsaved changes, backed up/);
    expect(commits(tab.journal.calls) - before).toBe(1);
  });

  test('writes only the parts that changed', async () => {
    const { tab, clock, browser } = await createSavedScene();
    tab.write('two', 'b');
    await clock.advance(300);
    const sizes: number[] = [];
    const { commit } = tab.journal;
    tab.journal.commit = (request) => {
      if ('changes' in request) sizes.push(request.changes.size);
      return commit(request);
    };
    tab.write('three', 'b');
    await clock.advance(300);
    expect(sizes).toEqual([1]);
    expect(browser.disk.buffers.size).toBe(1);
  });

  test('is not needed after the edit is undone: the session is clean again, without an entry', async () => {
    const { tab, clock, browser } = await createSavedScene();
    const { state } = tab.service;
    const before = 'content' in state ? state.content : EMPTY_LISTS;
    tab.write('two');
    await clock.advance(300);
    expect(browser.entries.keys('holdfast:session:')).toHaveLength(1);
    tab.service.edit(JSON.parse(JSON.stringify(before)));
    await clock.advance(300);
    expect(tab.words).toMatch(/^Saved/);
    expect(browser.entries.keys('holdfast:session:')).toEqual([]);
  });

  test('waits until the journal has stored what was loaded', async () => {
    const { browser, clock, id } = await createSavedScene();
    const tab = browser.openTab();
    tab.journal.latencyMs = () => 2_000;
    await clock.until(tab.service.start({ sessionId: id }));
    tab.write('two');
    await clock.advance(1_000);
    expect(tab.journal.calls).not.toContain('commit');
    await clock.advance(5_000);
    expect(tab.journal.calls.slice(-2)).toEqual(['load', 'commit']);
    expect(tab.words).toMatch(/^Unsaved changes, backed up/);
  });

  test('is not made of a session that was never edited', async () => {
    const { tab, clock, browser } = createScene();
    await tab.service.newSession(EMPTY_LISTS);
    tab.connectivity.happen('hidden');
    await clock.advance(60_000);
    expect(browser.disk.buffers.size).toBe(0);
    expect(browser.entries.texts.size).toBe(0);
  });

  test('is not made of an edit that was undone before it was written', async () => {
    const { tab, clock } = await createSavedScene();
    tab.write('two');
    await clock.advance(300);
    const { state } = tab.service;
    const before = commits(tab.journal.calls);
    tab.write('three');
    if ('content' in state) tab.service.edit(state.content);
    await clock.advance(300);
    expect(commits(tab.journal.calls)).toBe(before);
    expect(tab.words).toMatch(/^Unsaved changes, backed up/);
  });

  test('writes the whole content if another page has written to its buffer', async () => {
    const { tab, clock, browser } = await createSavedScene();
    tab.write('two');
    await clock.advance(300);
    for (const [id, buffer] of browser.disk.buffers)
      browser.disk.buffers.set(id, { ...buffer, generation: buffer.generation + 7 });
    tab.write('three');
    await clock.advance(300);
    expect(tab.words).toMatch(/^Unsaved changes, backed up/);
    const [buffer] = browser.disk.buffers.values();
    expect(buffer?.head.get('list:a')).toContain('three');
  });

  test('writes the whole content if the journal has lost the buffer', async () => {
    const { tab, clock, browser } = await createSavedScene();
    tab.write('two');
    await clock.advance(300);
    browser.disk.buffers.clear();
    tab.write('three');
    await clock.advance(300);
    expect(tab.words).toMatch(/^Unsaved changes, backed up/);
    const [buffer] = browser.disk.buffers.values();
    expect(buffer?.base).not.toBeNull();
    expect(buffer?.head.get('list:a')).toContain('three');
  });

  test('is not made after the session was closed', async () => {
    const { tab, clock } = await createSavedScene();
    tab.write('two');
    await tab.service.closeSession();
    const before = tab.journal.calls.length;
    await clock.advance(60_000);
    expect(tab.journal.calls).toHaveLength(before);
    expect(await tab.service.recoverable()).toHaveLength(1);
  });

  test('is deleted with everything of this person on the device', async () => {
    const { tab, browser } = await createSavedScene();
    tab.write('two');
    await tab.service.clearDevice();
    expect(await tab.service.recoverable()).toEqual([]);
    expect(tab.service.state.kind).toBe('Empty');
    expect(browser.disk.buffers.size).toBe(0);
    expect(browser.entries.texts.size).toBe(0);
  });
});

describe('if the journal cannot write', () => {
  test.each([
    ['quota', 'NOT backed up: this device has no space left'],
    ['disabled', 'NOT backed up: this browser does not let the site store anything'],
    ['unresponsive', "NOT backed up: this browser's storage does not answer"],
  ] as const)(
    '(%s) the status says so, and saving to the server still works',
    async (fault, words) => {
      const { tab, clock, server, id } = await createSavedScene();
      tab.journal.fault = fault;
      tab.write('two');
      await clock.advance(300);
      expect(tab.words).toBe(words);
      expect(await clock.until(tab.service.save())).toMatchObject({ kind: 'saved', version: 2 });
      expect(linesOnServer(server, id)).toEqual(['one', 'two']);
      expect(tab.words).toMatch(/^Saved/);
    },
  );

  test('from the start, a session can be worked on and saved all the same', async () => {
    const { tab, clock, server, browser } = createScene();
    tab.journal.fault = 'disabled';
    browser.entries.answer = 'disabled';
    await tab.service.start({});
    await tab.service.newSession(EMPTY_LISTS);
    tab.write('one');
    await clock.advance(300);
    expect(tab.words).toMatch(/^NOT backed up/);
    const saved = await clock.until(tab.service.save());
    const id = saved.kind === 'saved' ? saved.id : '';
    tab.write('two');
    await clock.until(tab.service.save());
    expect(linesOnServer(server, id)).toEqual(['one', 'two']);
    expect(tab.words).toMatch(/^Saved/);
    const other = await openIn(browser, id);
    expect(other.lines).toEqual(['one', 'two']);
  });

  test('and works again during a save from memory, later edits stay backed up', async () => {
    const { tab, clock, browser, id } = await createSavedScene();
    tab.journal.fault = 'quota';
    tab.write('two');
    tab.api.latencyMs = () => 500;
    const saving = tab.service.save();
    await clock.advance(100);
    tab.journal.fault = null;
    tab.write('three');
    await clock.advance(400);
    expect(tab.words).toBe('Saving...');
    await clock.until(saving);
    expect(tab.words).toMatch(/^Unsaved changes, backed up/);
    tab.crash();
    const next = await openIn(browser, id);
    await recoverFirst(next);
    expect(next.lines).toEqual(['one', 'two', 'three']);
    expect(next.service.state).toMatchObject({ persisted: { version: 2 } });
  });

  test('and works again while a save from memory lands, what is undone by then is unsaved', async () => {
    const { tab, clock, server, id } = await createSavedScene();
    const { state } = tab.service;
    tab.write('two');
    await clock.until(tab.service.flush());
    tab.journal.fault = 'quota';
    tab.write('three');
    tab.api.latencyMs = () => 500;
    const saving = tab.service.save();
    while (tab.api.calls.at(-1) !== 'updateSession') await clock.advance(10);
    tab.journal.fault = null;
    tab.journal.latencyMs = () => 1_000;
    if ('content' in state) tab.service.edit(state.content);
    expect(await clock.until(saving)).toMatchObject({ kind: 'saved' });
    expect(linesOnServer(server, id)).toEqual(['one', 'two', 'three']);
    expect(tab.lines).toEqual(['one']);
    expect(tab.words).toMatch(/^Unsaved changes/);
  });

  test('an edit after a save from memory is no conflict with that save after a reload', async () => {
    const { tab, clock, server, id } = await createSavedScene();
    tab.journal.fault = 'quota';
    tab.write('two');
    expect(await clock.until(tab.service.save())).toMatchObject({ kind: 'saved', version: 2 });
    tab.write('three');
    await clock.advance(300);
    const next = tab.reload();
    await clock.until(next.service.start({ sessionId: id }));
    expect(next.lines).toEqual(['one', 'two', 'three']);
    expect(await clock.until(next.service.save())).toMatchObject({ kind: 'saved', version: 3 });
    expect(linesOnServer(server, id)).toEqual(['one', 'two', 'three']);
  });

  test('a copy can be saved, and its title is shown', async () => {
    const { tab, clock } = await createSavedScene();
    tab.journal.fault = 'quota';
    tab.write('two');
    await clock.advance(300);
    await clock.until(tab.service.saveAs({ title: 'Second', description: null }));
    await clock.advance(60_000);
    expect(tab.service.state).toMatchObject({ metadata: { title: 'Second' } });
    expect(tab.words).toMatch(/^Saved/);
  });

  test('it is tried again by itself, and the status is right once it succeeds', async () => {
    const { tab, clock } = await createSavedScene();
    tab.journal.fault = 'quota';
    tab.write('two');
    await clock.advance(5_000);
    expect(tab.words).toMatch(/^NOT backed up/);
    tab.journal.fault = null;
    await clock.advance(60_000);
    expect(tab.words).toMatch(/^Unsaved changes, backed up/);
  });

  test('the whole work is written to the entry in localStorage', async () => {
    const { tab, clock, browser, id } = await createSavedScene();
    tab.journal.fault = 'unresponsive';
    tab.write('two');
    await clock.advance(300);
    tab.crash();
    const next = await openIn(browser, id);
    const [offered] = await next.service.recoverable();
    await next.service.recover(offered?.bufferId ?? '');
    expect(next.lines).toEqual(['one', 'two']);
  });

  test('it is tried less and less often', async () => {
    const { tab, clock } = await createSavedScene();
    tab.journal.fault = 'quota';
    tab.write('two');
    await clock.advance(60_000);
    const inFirstMinute = commits(tab.journal.calls);
    await clock.advance(3_600_000);
    const inTheHourAfter = commits(tab.journal.calls) - inFirstMinute;
    expect(inTheHourAfter).toBeGreaterThan(0);
    expect(inTheHourAfter / 60).toBeLessThan(inFirstMinute / 2);
  });

  test('because its buffer is gone each time, the whole is written once, and then the status says so', async () => {
    const { tab, clock } = await createSavedScene();
    tab.write('two');
    await clock.advance(300);
    const before = commits(tab.journal.calls);
    tab.journal.fault = 'stale';
    tab.write('three');
    await clock.advance(200);
    expect(commits(tab.journal.calls) - before).toBe(2);
    expect(tab.words).toMatch(/^NOT backed up/);
  });

  test('because a newer build uses it now, nothing is written any more', async () => {
    const { tab, clock } = await createSavedScene();
    tab.journal.fault = 'newerBuild';
    tab.write('two');
    await clock.advance(300);
    const before = commits(tab.journal.calls);
    await clock.advance(3_600_000);
    expect(commits(tab.journal.calls)).toBe(before);
    expect(tab.words).toMatch(/^NOT backed up: a newer version of this app/);
  });
});

describe('the entry in localStorage', () => {
  test('has the names and numbers of the specification', async () => {
    const { tab, clock, browser } = createScene();
    await tab.service.newSession(EMPTY_LISTS, { title: 'Plan', description: 'Why' });
    tab.write('one');
    await clock.advance(300);
    const [key = ''] = browser.entries.keys('holdfast:session:temp:');
    const entry = decodeEntry(browser.entries.read(key) ?? '');
    expect(entry).toMatchObject({
      metadata: {
        title: 'Plan',
        description: 'Why',
        createdAt: new Date(clock.now() - 300).toISOString(),
        updatedAt: null,
        lastModifiedMs: clock.now() - 300,
        hash: expect.stringMatching(/^[0-9a-f]{64}$/),
      },
      content: addLine(EMPTY_LISTS, 'a', 'one'),
    });
    const saved = await clock.until(tab.service.save());
    tab.write('two');
    await clock.advance(300);
    const [savedKey = ''] = browser.entries.keys('holdfast:session:');
    expect(savedKey).toContain(`:${saved.kind === 'saved' ? saved.id : ''}:`);
  });

  test('has the last edit before the page is hidden, without waiting for the journal', async () => {
    const { tab, clock, browser } = await createSavedScene();
    tab.journal.latencyMs = () => 1_000;
    tab.write('two');
    await clock.advance(20);
    tab.connectivity.happen('hidden');
    const [key = ''] = browser.entries.keys('holdfast:session:');
    expect(browser.entries.read(key)).toContain('two');
  });

  test('has only the changed parts of a large content, based on the journal', async () => {
    const { tab, clock, browser, id } = await createSavedScene();
    tab.write('x'.repeat(100_000), 'large');
    await clock.advance(300);
    tab.write('small', 'b');
    tab.connectivity.happen('pagehide');
    const [key = ''] = browser.entries.keys('holdfast:session:');
    const text = browser.entries.read(key) ?? '';
    expect(text.length).toBeLessThan(2_000);
    tab.crash();
    const next = await openIn(browser, id);
    const [offered] = await next.service.recoverable();
    await next.service.recover(offered?.bufferId ?? '');
    expect(next.lines).toHaveLength(3);
    expect(next.lines).toContain('small');
  });

  test('of a large content is updated once a second, not at every backup', async () => {
    const { tab, clock, browser } = await createSavedScene();
    tab.journal.smallMaxBytes = 0;
    const generation = () => {
      const [key = ''] = browser.entries.keys('holdfast:session:');
      return decodeEntry(browser.entries.read(key) ?? '')?.generation;
    };
    const onDisk = () => [...browser.disk.buffers.values()][0]?.generation;
    tab.write('two');
    await clock.advance(300);
    const first = onDisk();
    expect(generation()).toBe(first);
    tab.write('three');
    await clock.advance(300);
    expect(onDisk()).not.toBe(first);
    expect(generation()).toBe(first);
    await clock.advance(1_000);
    expect(generation()).toBe(onDisk());
  });

  test('that does not fit does not change the previous one', async () => {
    const { tab, clock, browser } = await createSavedScene();
    tab.write('two');
    await clock.advance(300);
    const before = [...browser.entries.texts];
    browser.entries.answer = 'full';
    tab.write('three');
    tab.connectivity.happen('pagehide');
    expect([...browser.entries.texts]).toEqual(before);
  });
});

test('the parts of a content join to an equal content', () => {
  const content = addLine(addLine(EMPTY_LISTS, 'a', 'one'), 'b', 'two');
  expect(listModel.join(listModel.split(content))).toEqual(content);
});

describe('if localStorage is full', () => {
  test('an edit is committed at once, and the state says that an edit just before page unload would be lost', async () => {
    const { tab, clock, browser } = await createSavedScene();
    browser.entries.answer = 'full';
    tab.write('two');
    await clock.advance(300);
    expect((tab.service.state as LoadedSession<unknown>).entryRefused).toBe(true);
    tab.write('three');
    expect(tab.words).toBe('Unsaved changes, backing up...');
    await clock.advance(1);
    expect(tab.words).toMatch(/^Unsaved changes, backed up/);

    browser.entries.answer = 'written';
    tab.write('four');
    await clock.advance(1);
    expect((tab.service.state as LoadedSession<unknown>).entryRefused).toBe(false);
    tab.write('five');
    await clock.advance(1);
    expect(tab.words).toBe('Unsaved changes, backing up...');
  });

  test('it is known at page unload whether the latest edit would be lost', async () => {
    const { tab, clock, browser } = await createSavedScene();
    expect(tab.service.keepNow()).toBe(true);
    tab.write('two');
    expect(tab.service.keepNow()).toBe(true);
    await clock.advance(300);
    browser.entries.answer = 'full';
    expect(tab.service.keepNow()).toBe(true);
    tab.write('three');
    expect(tab.service.keepNow()).toBe(false);
    await clock.advance(300);
    expect(tab.service.keepNow()).toBe(true);
  });
});

test('an edit that is undone while it is written is not offered after page unload', async () => {
  const { tab, browser, clock } = await createSavedScene();
  tab.journal.smallMaxBytes = 0;
  tab.write('two', 'b');
  await clock.advance(300);
  const { state } = tab.service;
  tab.journal.latencyMs = () => 1_000;
  tab.write('three', 'c');
  await clock.advance(210);
  if ('content' in state) tab.service.edit(state.content);
  tab.write('four', 'd');
  tab.close(() => true);
  await clock.advance(2_000);
  const next = browser.openTab();
  await next.service.start({});
  await recoverFirst(next);
  expect(next.lines).toEqual(['one', 'two', 'four']);
});

test('an edit that is undone, and whose undo is being written when the save lands, is not offered', async () => {
  const { tab, clock, browser, id } = await createSavedScene();
  tab.write('two');
  await clock.until(tab.service.flush());
  const { state } = tab.service;
  tab.api.latencyMs = () => 500;
  void tab.service.save();
  while (tab.api.calls.at(-1) !== 'updateSession') await clock.advance(10);
  tab.write('three');
  await clock.advance(400);
  tab.journal.latencyMs = () => 1_000;
  if ('content' in state) tab.service.edit(state.content);
  await clock.advance(5_000);
  expect(tab.journal.calls.slice(-2)).toEqual(['commit', 'confirmSaved']);
  tab.close(() => false);
  const next = browser.openTab();
  await clock.until(next.service.start({ sessionId: id }));
  expect(next.service.state.kind).toBe('Loaded');
});

test('the first edit after loading writes only what it changed', async () => {
  const { browser, clock, id } = await createSavedScene();
  const tab = await openIn(browser, id);
  await clock.settle();
  const { commit } = tab.journal;
  const written: unknown[] = [];
  tab.journal.commit = (request) => {
    written.push('whole' in request ? 'all of it' : [...request.changes.keys()]);
    return commit(request);
  };
  tab.write('two', 'b');
  await clock.advance(300);
  expect(written).toEqual([['list:b']]);
});

test('work counts as recovered until it is saved, not only until it is edited', async () => {
  const { tab, browser, clock, id } = await createSavedScene();
  tab.write('two');
  await clock.advance(300);
  tab.crash();
  const next = await openIn(browser, id);
  await recoverFirst(next);
  next.write('three');
  await clock.advance(300);
  expect(next.service.state).toMatchObject({ recoveredFrom: { how: 'chosen' } });
  await clock.until(next.service.save());
  expect(next.service.state).toMatchObject({ recoveredFrom: null });
});

test('after the site data was cleared, all work is written again', async () => {
  const { tab, clock, browser } = await createSavedScene();
  tab.write('two');
  await clock.advance(300);
  browser.disk.buffers.clear();
  browser.entries.texts.clear();
  tab.service.backUpAnew();
  expect(tab.words).toBe('Unsaved changes, backing up...');
  await clock.advance(300);
  tab.crash();
  const next = browser.openTab();
  await recoverFirst(next);
  expect(next.lines).toEqual(['one', 'two']);
});

describe('if assets that the content names are lost', () => {
  /** A session with the imported asset "a", backed up and never saved. */
  async function createImported() {
    const scene = createScene();
    const { tab, browser, clock } = scene;
    await tab.service.newSession(EMPTY_LISTS, { title: 'First', description: null });
    browser.assets.set('a', new Uint8Array(9));
    tab.write('asset:a');
    await clock.advance(300);
    expect(local(tab)).toMatchObject({ kind: 'backedUp' });
    return scene;
  }
  const local = ({ service: { state } }: FakeTab) => (state as LoadedSession<unknown>).local;
  const LOST = { kind: 'notBackedUp', reason: 'assetsLost', hashes: ['a'] };

  async function clearDevice({ tab, browser, clock }: Scene) {
    browser.assets.clear();
    browser.disk.buffers.clear();
    browser.entries.texts.clear();
    tab.service.backUpAnew();
    await clock.advance(300);
  }

  test('the work is not backed up as long as it names them', async () => {
    const scene = await createImported();
    const { tab, browser, clock } = scene;
    await clearDevice(scene);
    expect(local(tab)).toEqual(LOST);
    tab.write('more');
    expect(local(tab)).toEqual(LOST);
    await clock.advance(300);
    expect(local(tab)).toEqual(LOST);

    tab.service.edit(EMPTY_LISTS);
    await clock.advance(300);
    expect(local(tab)).toMatchObject({ kind: 'backedUp' });
    tab.write('asset:a');
    await clock.advance(300);
    expect(local(tab)).toEqual(LOST);
    browser.assets.set('a', new Uint8Array(9));
    tab.write('imported again');
    await clock.advance(300);
    expect(local(tab)).toMatchObject({ kind: 'backedUp' });
  });

  test('the work is not backed up either after it was recovered', async () => {
    const scene = await createImported();
    const { tab, browser, clock } = scene;
    await clearDevice(scene);
    tab.crash();
    const next = browser.openTab();
    await recoverFirst(next);
    await clock.settle();
    expect(local(next)).toEqual(LOST);
  });

  test('assets in the cloud are not lost, whether from a save or from an upload without one', async () => {
    const scene = await createImported();
    const { tab, server, clock } = scene;
    await clock.until(tab.service.save());
    await clearDevice(scene);
    tab.write('more');
    await clock.advance(300);
    expect(local(tab)).toMatchObject({ kind: 'backedUp' });

    const uploaded = await createImported();
    uploaded.server.assets.set('a', new Uint8Array(9));
    await clearDevice(uploaded);
    await uploaded.clock.settle();
    expect(local(uploaded.tab)).toMatchObject({ kind: 'backedUp' });
    expect(server.assets.has('a')).toBe(true);
  });

  test('assets that are only in memory are not backed up, until they are stored or in the cloud', async () => {
    const scene = await createImported();
    const { tab, browser, clock } = scene;
    browser.assets.set('b', new Uint8Array(9));
    browser.unstored.add('b');
    tab.write('asset:b');
    await clock.advance(300);
    const NOT_STORED = { kind: 'notBackedUp', reason: 'failed' };
    expect(local(tab)).toEqual(NOT_STORED);
    tab.write('more');
    await clock.advance(300);
    expect(local(tab)).toEqual(NOT_STORED);
    browser.unstored.clear();
    await clock.advance(11_000);
    expect(local(tab)).toMatchObject({ kind: 'backedUp' });

    browser.unstored.add('b');
    tab.write('once more');
    await clock.advance(300);
    expect(local(tab)).toEqual(NOT_STORED);
    await clock.until(tab.service.save());
    expect(local(tab)).toEqual({ kind: 'clean' });
    tab.write('after the save');
    expect(local(tab)).toEqual({ kind: 'dirty' });
    await clock.advance(300);
    expect(local(tab)).toMatchObject({ kind: 'backedUp' });
  });

  test('the cloud is asked again until it responds, and assets that it has are not lost', async () => {
    const scene = await createImported();
    const { tab, server, clock } = scene;
    server.assets.set('a', new Uint8Array(9));
    tab.connectivity.happen('offline');
    await clearDevice(scene);
    await clock.advance(30_000);
    expect(local(tab)).toEqual(LOST);
    tab.connectivity.happen('online');
    await clock.advance(10_000);
    expect(local(tab)).toMatchObject({ kind: 'backedUp' });
  });
});

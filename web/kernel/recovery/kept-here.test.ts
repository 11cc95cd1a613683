import { describe, expect, test } from 'vitest';
import { encodeEntry } from '../session/entry.ts';
import { addLine, EMPTY_LISTS } from '../testing/list-model.ts';
import {
  createCrashedScene,
  createSavedScene,
  createScene,
  openIn,
  recoverFirst,
} from '../testing/scene.ts';

describe('work on this device', () => {
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

  test('is offered from the entry alone if the journal never had it', async () => {
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

  test('is not mixed from two generations: changed parts of a generation that is missing are set aside', async () => {
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

  test('is not offered if there are only changed parts of a buffer that is gone', async () => {
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

  test('is not offered again if localStorage is older after a crash', async () => {
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

  test('is taken from the journal if the entry is older, whatever the clock says', async () => {
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

  test('is left unchanged by an older build than the one that wrote it, and the problem says why', async () => {
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

  test('of a newer build is among the kept copies once it is discarded, for the build that can read it', async () => {
    const { browser } = await createCrashedScene();
    const [buffer] = browser.disk.buffers.values();
    if (buffer === undefined) throw new Error('no buffer');
    const { bufferId } = buffer.info;
    const newer = { ...buffer, info: { ...buffer.info, schemaVersion: 3 } };
    browser.disk.buffers.set(bufferId, newer);
    browser.entries.texts.clear();
    const tab = browser.openTab();
    await tab.service.start({});
    expect(await tab.service.discard([bufferId])).toEqual(new Map());
    const kept = await tab.service.keptCopies();
    expect(kept).toMatchObject([{ title: 'First', side: 'mine', version: 1 }]);
    expect(await tab.service.readKept(kept[0]?.id ?? '')).toContain('two');
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

  test('is all deleted when the person clears the device, but not that of other users', async () => {
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

  test('stays if another open tab shows it as backed up while this one clears the device', async () => {
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

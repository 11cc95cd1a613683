import { describe, expect, test } from 'vitest';
import { encodeEntry } from '../session/entry.ts';
import { createFakeBrowser } from '../testing/fake-browser.ts';
import { failure } from '../testing/journal-calls.ts';
import { EMPTY_LISTS } from '../testing/list-model.ts';
import { createSavedScene, openIn } from '../testing/scene.ts';

/** A saved session with the unsaved, backed up line "two"; its tab has crashed. */
async function createCrashedScene() {
  const scene = await createSavedScene();
  scene.tab.write('two');
  await scene.clock.advance(300);
  scene.tab.crash();
  const [buffer] = scene.browser.disk.buffers.values();
  const [entryKey = ''] = scene.browser.entries.keys('holdfast:session:');
  if (buffer === undefined) throw new Error('no buffer');
  return { ...scene, buffer, bufferId: buffer.info.bufferId, entryKey };
}

describe('work that is damaged', () => {
  test('is reported as damaged at each attempt to recover it', async () => {
    const { browser, buffer, bufferId } = await createCrashedScene();
    browser.entries.texts.clear();
    const tab = browser.openTab();
    await tab.service.start({});
    browser.disk.buffers.delete(bufferId);
    browser.disk.damaged.set(bufferId, buffer);
    expect(await tab.service.recover(bufferId)).toEqual({ kind: 'damaged' });
    expect(await tab.service.recover(bufferId)).toEqual({ kind: 'damaged' });
  });

  test('is reported as damaged if there was only a damaged entry', async () => {
    const { browser, buffer, bufferId, entryKey } = await createCrashedScene();
    browser.disk.buffers.clear();
    const source = {
      info: buffer.info,
      metadata: { title: 'First', description: null },
      hash: null,
      generation: 99,
      baseGeneration: 98,
    };
    browser.entries.write(entryKey, encodeEntry(source, { changes: new Map() }));
    const tab = browser.openTab();
    expect(await tab.service.recover(bufferId)).toEqual({ kind: 'damaged' });
    expect(await tab.service.damaged()).toHaveLength(1);
  });

  test('is listed with its title and when it was found, and is not overwritten by a later one', async () => {
    const { browser, clock, entryKey } = await createCrashedScene();
    const whole = `${browser.entries.read(entryKey)}`;
    const texts = [whole.replace('one', 'onf'), whole.replace('two', 'twp')];
    const tab = browser.openTab();
    const foundAt: number[] = [];
    for (const text of texts) {
      browser.entries.write(entryKey, text);
      foundAt.push(clock.now());
      await tab.service.start({});
      await clock.advance(60_000);
    }
    const damaged = await tab.service.damaged();
    expect(damaged.map(({ title, foundAtMs }) => ({ title, foundAtMs }))).toEqual(
      foundAt.map((foundAtMs) => ({ title: 'First', foundAtMs })),
    );
    expect(await Promise.all(damaged.map(({ id }) => tab.service.readDamaged(id)))).toEqual(texts);
  });

  test('has no time if an earlier build set it aside', async () => {
    const { browser, entryKey } = await createCrashedScene();
    const aside = entryKey.replace('holdfast:session:', 'holdfast:damaged:');
    browser.entries.write(aside, `${browser.entries.read(entryKey)}`.slice(0, -9));
    expect(await browser.openTab().service.damaged()).toMatchObject([
      { id: aside, title: 'First', foundAtMs: null },
    ]);
  });

  test('stays until it is deleted, an entry and a buffer alike', async () => {
    const { browser, buffer, bufferId, entryKey } = await createCrashedScene();
    browser.entries.write(entryKey, `${browser.entries.read(entryKey)}`.slice(0, -9));
    browser.disk.damaged.set(bufferId, buffer);
    const tab = browser.openTab();
    await tab.service.start({});
    const damaged = await tab.service.damaged();
    expect(damaged).toHaveLength(2);
    for (const { id } of damaged) await tab.service.deleteDamaged(id);
    expect(await tab.service.damaged()).toEqual([]);
  });
});

describe('work that cannot be opened now', () => {
  test('does not count as damaged while the journal does not respond', async () => {
    const { browser, tab: first, clock, id } = await createSavedScene();
    first.journal.smallMaxBytes = 0;
    first.write('two');
    await clock.advance(300);
    first.write('three');
    first.close();
    const tab = await openIn(browser, id);
    const [offered] = await tab.service.recoverable();
    const { open } = tab.journal;
    tab.journal.open = async () => failure('unresponsive');
    expect(await tab.service.recover(offered?.bufferId ?? '')).toMatchObject({ kind: 'device' });
    expect(await tab.service.damaged()).toEqual([]);
    tab.journal.open = open;
    expect(await tab.service.recover(offered?.bufferId ?? '')).toBeNull();
    expect(tab.lines).toEqual(['one', 'two', 'three']);
  });

  test('of a newer schema can be downloaded as it is', async () => {
    const { browser, buffer, bufferId } = await createCrashedScene();
    const newer = { ...buffer, info: { ...buffer.info, schemaVersion: 3 } };
    browser.disk.buffers.set(bufferId, newer);
    browser.entries.texts.clear();
    const tab = browser.openTab();
    const text = await tab.service.readBuffer(bufferId);
    expect(text).toContain('"two"');
    expect(text).toContain('"schemaVersion": 3');
    expect(await tab.service.readBuffer('nothing')).toBeNull();
  });
});

describe('work in other open tabs', () => {
  test('is listed while it is unsaved, without that of this tab', async () => {
    const { browser, tab, clock, id } = await createSavedScene();
    const other = await openIn(browser, id);
    expect(await other.service.unsavedElsewhere()).toEqual([]);
    for (const [one, line] of [
      [tab, 'two'],
      [other, 'mine'],
    ] as const) {
      one.write(line);
    }
    await clock.advance(300);
    expect(await other.service.unsavedElsewhere()).toMatchObject([{ title: 'First' }]);
    tab.crash();
    expect(await other.service.unsavedElsewhere()).toEqual([]);
  });

  test('is not discarded, and the problem is returned', async () => {
    const { browser, bufferId, id } = await createCrashedScene();
    const [tab, other] = [await openIn(browser, id), await openIn(browser, id)];
    await other.service.recover(bufferId);
    expect(await tab.service.discard([bufferId])).toEqual(
      new Map([[bufferId, { kind: 'heldElsewhere' }]]),
    );
    expect(tab.service.state.kind).toBe('Loaded');
    expect(browser.disk.buffers.has(bufferId)).toBe(true);
  });

  test('is still offered if deleting it fails, and the problem is returned', async () => {
    const { browser, bufferId } = await createCrashedScene();
    const tab = browser.openTab();
    tab.journal.fault = 'failed';
    expect((await tab.service.discard([bufferId])).get(bufferId)).toMatchObject({ kind: 'device' });
    expect(await tab.service.recoverable()).toMatchObject([{ bufferId }]);
    tab.journal.fault = null;
    expect(await tab.service.discard([bufferId])).toEqual(new Map());
    expect(await tab.service.recoverable()).toEqual([]);
  });
});

describe('work of another user on the same device', () => {
  /** Alice's entry and one of hers that is not whole, found by Bob in her browser. */
  async function createSharedScene() {
    const scene = await createCrashedScene();
    const { browser, clock, server, entryKey } = scene;
    const bobs = createFakeBrowser(server, clock, 'bob');
    const text = `${browser.entries.read(entryKey)}`;
    bobs.entries.write(entryKey, text);
    bobs.entries.write('holdfast:session:other:b2', text.replace('one', 'onf'));
    return { ...scene, bobs };
  }

  test('is neither offered nor listed as damaged, and stays for that user', async () => {
    const { bobs, buffer, bufferId } = await createSharedScene();
    bobs.disk.buffers.set(bufferId, buffer);
    const { service } = bobs.openTab();
    await service.start({});
    expect(service.state.kind).toBe('Empty');
    expect(await service.recoverable()).toEqual([]);
    expect(await service.damaged()).toEqual([]);
    expect(await service.readBuffer(bufferId)).toBeNull();
    expect(bobs.entries.texts.size).toBe(2);
  });

  test('is not deleted when this user clears the device', async () => {
    const { bobs } = await createSharedScene();
    const { service } = bobs.openTab();
    await service.start({});
    await service.clearDevice();
    expect(bobs.entries.texts.size).toBe(2);
  });
});

describe('clearing the device', () => {
  test('deletes all or nothing: if it fails, the session stays open and the problem is returned', async () => {
    const { browser, clock } = await createCrashedScene();
    const tab = browser.openTab();
    await tab.service.newSession(EMPTY_LISTS, { title: 'Open', description: null });
    tab.write('open');
    await clock.advance(300);
    const entries = new Map(browser.entries.texts);
    tab.journal.fault = 'unresponsive';
    expect(await tab.service.clearDevice()).toMatchObject({ kind: 'device' });
    expect(tab.lines).toEqual(['open']);
    expect(browser.entries.texts).toEqual(entries);
    tab.journal.fault = null;
    expect(await tab.service.clearDevice()).toBeNull();
    expect(tab.service.state.kind).toBe('Empty');
    expect(browser.entries.texts.size).toBe(0);
    expect(browser.disk.buffers.size).toBe(0);
  });
});

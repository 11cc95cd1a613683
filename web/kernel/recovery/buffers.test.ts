import { describe, expect, test } from 'vitest';
import { encodeEntry } from '../session/entry.ts';
import { createFakeBrowser, type FakeBrowser } from '../testing/fake-browser.ts';
import { failure, ok } from '../testing/journal-calls.ts';
import { EMPTY_LISTS, listModel } from '../testing/list-model.ts';
import type { DiskBuffer } from '../testing/memory-disk.ts';
import {
  createCrashedScene,
  createSavedScene,
  createScene,
  openIn,
  recoverFirst,
} from '../testing/scene.ts';

function onlyBuffer({ disk }: FakeBrowser): DiskBuffer {
  const [buffer] = disk.buffers.values();
  if (buffer === undefined) throw new Error('No buffer');
  return buffer;
}

const offered = ({ service }: ReturnType<FakeBrowser['openTab']>) => service.recoverable();

/** An entry of changed parts, on what the journal has of a saved session; its tab has crashed. */
async function createSceneWithChanges() {
  const scene = await createSavedScene();
  const { tab, browser, clock } = scene;
  tab.journal.smallMaxBytes = 0;
  tab.write('two');
  await clock.advance(300);
  tab.write('three', 'b');
  tab.close();
  const [key = ''] = browser.entries.keys('holdfast:session:');
  return { ...scene, key, text: browser.entries.read(key) ?? '' };
}

describe('offered buffers', () => {
  test('are listed with the latest first, whether from the journal or from an entry', async () => {
    const { browser, clock, id } = await createCrashedScene();
    for (const title of ['Second', 'Third']) {
      const tab = browser.openTab();
      await tab.service.newSession(EMPTY_LISTS, { title, description: 'About it' });
      tab.write(title);
      await clock.advance(300);
      tab.crash();
      await clock.advance(1_000);
    }
    const entries = new Map(browser.entries.texts);
    const titles = async () => (await offered(browser.openTab())).map(({ title }) => title);
    browser.entries.texts.clear();
    expect(await titles()).toEqual(['Third', 'Second', 'First']);
    for (const [key, text] of entries) browser.entries.write(key, text);
    browser.disk.buffers.clear();
    expect(await titles()).toEqual(['Third', 'Second', 'First']);
    expect(await offered(browser.openTab())).toMatchObject([
      { sessionId: null, base: null, description: 'About it', generation: 1 },
      { sessionId: null, base: null },
      { sessionId: id, base: { version: 1 } },
    ]);
  });

  test('have a size, also when they come from an entry', async () => {
    const { browser } = await createCrashedScene();
    browser.disk.buffers.clear();
    const [summary] = await offered(browser.openTab());
    const content = { schemaVersion: 2, lists: { a: { lines: ['one', 'two'] } } };
    expect(summary?.bytes).toBe(JSON.stringify(content).length);
  });

  test('are not those that open tabs hold, in the journal or in an entry', async () => {
    const { tab, browser, clock } = await createSavedScene();
    tab.write('two');
    await clock.advance(300);
    expect(await offered(browser.openTab())).toEqual([]);
    browser.disk.buffers.clear();
    expect(await offered(browser.openTab())).toEqual([]);
  });

  test('come from the entries while the journal does not respond, and nothing is set aside then', async () => {
    const { browser, key } = await createSceneWithChanges();
    const tab = browser.openTab();
    tab.journal.buffers = async () => failure('unresponsive');
    tab.journal.open = async () => failure('unresponsive');
    expect(await offered(tab)).toEqual([]);
    expect(await tab.service.damaged()).toEqual([]);
    expect(browser.entries.keys('holdfast:session:')).toEqual([key]);
    expect(await offered(browser.openTab())).toMatchObject([{ title: 'First' }]);
  });

  test('include an entry of changed parts if the journal has only saved work of that buffer', async () => {
    const { tab, browser, clock } = await createSavedScene();
    tab.journal.smallMaxBytes = 0;
    tab.write('two');
    await clock.until(tab.service.save());
    tab.write('three', 'b');
    tab.close();
    const next = browser.openTab();
    await next.service.start({});
    await recoverFirst(next);
    expect(next.lines).toEqual(['one', 'two', 'three']);
  });

  test('have the title that was written at page unload', async () => {
    const { tab, browser, clock } = await createSavedScene();
    tab.write('two');
    await clock.advance(300);
    const older = new Map(browser.entries.texts);
    tab.service.editMetadata({ title: 'Renamed', description: null });
    tab.close();
    expect(await offered(browser.openTab())).toMatchObject([{ title: 'Renamed' }]);

    const next = browser.openTab();
    await next.service.start({});
    await recoverFirst(next);
    await clock.advance(300);
    next.crash();
    for (const [key, text] of older) browser.entries.write(key, text);
    expect(await offered(browser.openTab())).toMatchObject([{ title: 'Renamed' }]);
  });

  test('do not include the entry of an open tab, which stays in place even if the journal has lost its work', async () => {
    const { tab, browser, clock } = await createSavedScene();
    tab.journal.smallMaxBytes = 0;
    tab.write('two');
    await clock.advance(300);
    tab.write('three', 'b');
    tab.service.keepNow();
    browser.disk.buffers.clear();
    const other = browser.openTab();
    expect(await offered(other)).toEqual([]);
    expect(await other.service.damaged()).toEqual([]);
  });

  test('do not include changed parts of a damaged buffer, which are set aside as well', async () => {
    const { browser } = await createSceneWithChanges();
    const buffer = onlyBuffer(browser);
    browser.disk.buffers.clear();
    browser.disk.damaged.set(buffer.info.bufferId, buffer);
    const tab = browser.openTab();
    expect(await offered(tab)).toEqual([]);
    expect(await tab.service.damaged()).toHaveLength(2);
  });

  test('do not include an entry that is older than the journal, which is deleted', async () => {
    const { browser, key, text } = await createSceneWithChanges();
    const tab = browser.openTab();
    await tab.service.start({});
    await recoverFirst(tab);
    await tab.service.resolve('revert');
    await tab.service.closeSession();
    browser.entries.write(key, text);
    expect(await offered(browser.openTab())).toEqual([]);
    expect(browser.entries.keys('holdfast:')).toEqual([]);
  });

  test('do not include changed parts of another generation than the saved one, which are set aside', async () => {
    const { tab, browser } = await createSavedScene();
    tab.crash();
    const { info } = onlyBuffer(browser);
    const source = { info, metadata: { title: 'First', description: null }, hash: null };
    const changes = new Map([['list:b', { lines: ['from another time'] }]]);
    const entry = encodeEntry({ ...source, generation: 99, baseGeneration: 98 }, { changes });
    browser.entries.write(`holdfast:session:${info.sessionId}:${info.bufferId}`, entry);
    const next = browser.openTab();
    expect(await offered(next)).toEqual([]);
    expect(browser.entries.keys('holdfast:session:')).toEqual([]);
    expect(await next.service.damaged()).toMatchObject([{ title: 'First' }]);
  });
});

test('an entry that lost what it changes is set aside, and the older whole one beside it is offered', async () => {
  const { browser } = await createCrashedScene();
  const { info } = onlyBuffer(browser);
  browser.disk.buffers.clear();
  browser.entries.texts.clear();
  const source = { metadata: { title: 'First', description: null }, hash: null };
  const first = { ...source, info: { ...info, sessionId: null, base: null } };
  const contentText = '{"schemaVersion":2,"lists":{"a":{"lines":["whole"]}}}';
  browser.entries.write(
    `holdfast:session:temp:${info.bufferId}`,
    encodeEntry({ ...first, generation: 5, baseGeneration: null }, { contentText }),
  );
  browser.entries.write(
    `holdfast:session:${info.sessionId}:${info.bufferId}`,
    encodeEntry({ ...source, info, generation: 9, baseGeneration: 9 }, { changes: new Map() }),
  );
  const tab = browser.openTab();
  await tab.service.start({});
  await recoverFirst(tab);
  expect(tab.lines).toEqual(['whole']);
  expect(await tab.service.damaged()).toHaveLength(1);
});

describe('recovered work', () => {
  test('continues with a generation that this device has not used yet', async () => {
    const { browser, clock } = await createCrashedScene();
    const { generation } = onlyBuffer(browser);
    const tab = browser.openTab();
    await tab.service.start({});
    await recoverFirst(tab);
    tab.write('three');
    await clock.advance(300);
    expect(onlyBuffer(browser).generation).toBe(generation + 1);
  });

  test.each([
    ['newer', 99, ['else']],
    ['older', 1, ['one', 'two']],
  ])(
    'is the latest of two entries, where that under the first key is %s',
    async (_, generation, lines) => {
      const { browser } = await createCrashedScene();
      const { info } = onlyBuffer(browser);
      browser.disk.buffers.clear();
      const source = {
        info: { ...info, sessionId: null, base: null },
        metadata: { title: 'First', description: null },
        hash: null,
        baseGeneration: null,
      };
      const contentText = '{"schemaVersion":2,"lists":{"a":{"lines":["else"]}}}';
      const entry = encodeEntry({ ...source, generation }, { contentText });
      browser.entries.write(`holdfast:session:temp:${info.bufferId}`, entry);
      const tab = browser.openTab();
      await tab.service.start({});
      await recoverFirst(tab);
      expect(tab.lines).toEqual(lines);
    },
  );

  test('of an older schema is merged with its base in the current schema', async () => {
    const { browser, clock, server, id } = await createCrashedScene();
    const buffer = onlyBuffer(browser);
    browser.disk.buffers.set(buffer.info.bufferId, {
      ...buffer,
      info: { ...buffer.info, schemaVersion: 1 },
      head: new Map(buffer.head).set('list:b', '{"lines":["mine"]}'),
    });
    browser.entries.texts.clear();
    const elsewhere = await openIn(createFakeBrowser(server, clock), id);
    elsewhere.write('theirs', 'c');
    await clock.until(elsewhere.service.save());
    const tab = browser.openTab();
    await tab.service.start({});
    await recoverFirst(tab);
    await clock.advance(11_000);
    const merged = tab.service.resolve({ merge: new Map() });
    expect(await clock.until(merged)).toEqual({ kind: 'done' });
    expect([...tab.lines].sort()).toEqual(['mine', 'one', 'theirs', 'two']);
  });

  test('is not opened if it cannot be read, and the problem says why', async () => {
    const { browser } = await createCrashedScene();
    browser.entries.texts.clear();
    const { bufferId } = onlyBuffer(browser).info;
    const tab = browser.openTab();
    await tab.service.start({});
    const { open } = tab.journal;
    tab.journal.open = async (wanted) => {
      const opened = await open(wanted);
      return opened.ok ? ok({ ...opened.value, parts: new Map([['list:a', undefined]]) }) : opened;
    };
    const join = listModel.join;
    Object.assign(listModel, {
      join: () => {
        throw new Error('These fit nowhere');
      },
    });
    try {
      const problem = { kind: 'invalid', issues: ['Error: These fit nowhere'] };
      expect(await tab.service.recover(bufferId)).toEqual(problem);
      expect(await tab.service.preview(bufferId)).toEqual({ kind: 'failed', problem });
    } finally {
      Object.assign(listModel, { join });
    }
    expect(await offered(browser.openTab())).toHaveLength(1);
  });
});

test('an entry of a newer build is left alone', async () => {
  const { browser } = await createCrashedScene();
  const { info } = onlyBuffer(browser);
  browser.disk.buffers.clear();
  const source = {
    info: { ...info, schemaVersion: 3 },
    metadata: { title: 'First', description: null },
  };
  const fields = { ...source, hash: null, generation: 99, baseGeneration: null };
  const text = encodeEntry(fields, { contentText: '{"schemaVersion":3,"lists":{}}' });
  const [key = ''] = browser.entries.keys('holdfast:session:');
  browser.entries.write(key, text);
  const tab = browser.openTab();
  expect(await tab.service.recover(info.bufferId)).toEqual({ kind: 'newer' });
  expect(browser.entries.read(key)).toBe(text);
});

describe('all data of a buffer', () => {
  test('can be downloaded, from the journal and the entry, without data of other buffers', async () => {
    const { browser, clock } = await createSceneWithChanges();
    const { bufferId } = onlyBuffer(browser).info;
    const other = browser.openTab();
    await other.service.newSession(EMPTY_LISTS, { title: 'Other', description: null });
    other.write('elsewhere');
    await clock.advance(300);
    const text = await browser.openTab().service.readBuffer(bufferId);
    const { journal, entries } = JSON.parse(text ?? '');
    expect(journal.parts).toMatchObject({ 'list:a': { lines: ['one', 'two'] } });
    expect(entries).toMatchObject([{ parts: [['list:b', { lines: ['three'] }]] }]);
    expect(text).not.toContain('elsewhere');
  });

  test('can be downloaded if only an entry is left', async () => {
    const { browser } = await createCrashedScene();
    const { bufferId } = onlyBuffer(browser).info;
    browser.disk.buffers.clear();
    const text = await browser.openTab().service.readBuffer(bufferId);
    expect(JSON.parse(text ?? '')).toMatchObject({
      journal: null,
      entries: [{ content: { lists: { a: { lines: ['one', 'two'] } } } }],
    });
  });
});

describe('the rest of a damaged buffer', () => {
  async function createRest(lost: readonly string[], parts: ReadonlyMap<string, unknown>) {
    const { tab } = createScene();
    const metadata = { title: 'Damaged', description: null };
    tab.journal.restOf = async () => ok({ metadata, parts, lost });
    return tab.service.restOfDamaged('d1');
  }

  test('opens, and names the lost parts in words', async () => {
    const parts = new Map([['list:a', { lines: ['one'] }]]);
    expect(await createRest(['list:b'], parts)).toEqual({
      kind: 'rest',
      metadata: { title: 'Damaged', description: null },
      content: { schemaVersion: 2, lists: { a: { lines: ['one'] } } },
      lost: ["List 'b'"],
    });
  });

  test('also names intact parts that cannot be read, each once', async () => {
    const parts = new Map<string, unknown>([
      ['list:a', { lines: ['one'] }],
      ['list:b', { lines: 'no list' }],
    ]);
    expect(await createRest(['list:b', 'list:c'], parts)).toMatchObject({
      content: { lists: { a: { lines: ['one'] } } },
      lost: ["List 'b'", "List 'c'"],
    });
  });

  test('does not exist if the application can read no part', async () => {
    const parts = new Map([['list:a', { lines: 'no list' }]]);
    const problem = { kind: 'damaged' };
    expect(await createRest(['list:b'], parts)).toEqual({ kind: 'failed', problem });
  });

  test('does not exist if reading it fails', async () => {
    const problem = { kind: 'damaged' };
    const parts = new Map([['list:a', null]]);
    expect(await createRest(['list:b'], parts)).toEqual({ kind: 'failed', problem });
  });

  test('does not exist if it is not known which parts are intact', async () => {
    const { tab } = createScene();
    expect(await tab.service.restOfDamaged('d1')).toEqual({
      kind: 'failed',
      problem: { kind: 'damaged' },
    });
  });
});

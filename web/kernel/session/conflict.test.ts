import { describe, expect, test } from 'vitest';
import { createFakeBrowser, type FakeTab } from '../testing/fake-browser.ts';
import { type Lists, linesOf } from '../testing/list-model.ts';
import { createSavedScene, linesOnServer, openIn, openKept } from '../testing/scene.ts';
import type { Choice } from './persistence-service.ts';

/** Mine and theirs both changed list "a" since "one"; mine also has list "b", theirs list "c". */
async function createConflict() {
  const scene = await createSavedScene();
  const { tab, browser, clock, id } = scene;
  const other = await openIn(browser, id);
  other.write('theirs');
  other.write('theirs-c', 'c');
  tab.write('mine');
  tab.write('mine-b', 'b');
  await clock.advance(300);
  await clock.until(other.service.save());
  other.close();
  await clock.advance(100);
  return scene;
}

/** The lines of the latest copy kept of each side. */
async function keptLines(tab: FakeTab): Promise<Record<string, readonly string[]>> {
  const kept = await tab.service.keptCopies();
  const texts = await Promise.all(kept.map(({ id }) => tab.journal.openKept(id)));
  return Object.fromEntries(
    texts
      .toReversed()
      .map((text) =>
        text.ok
          ? [text.value.info.side, linesOf(JSON.parse(text.value.contentText) as Lists)]
          : ['?', []],
      ),
  );
}

describe('a conflict', () => {
  test('is seen in the other tab at once, and does not replace unsaved work', async () => {
    const { tab } = await createConflict();
    expect(tab.words).toMatch(/^External changes detected; back/);
    expect(tab.lines).toEqual(['one', 'mine', 'mine-b']);
    expect(tab.service.state).toMatchObject({
      remote: { kind: 'conflict', theirs: { version: 2 }, attention: 'open' },
    });
  });

  test('shows what differs, with names for the person', async () => {
    const { tab } = await createConflict();
    const result = await tab.service.differences();
    const differences = result.kind === 'differences' ? result.differences : [];
    const told = differences.map((each) => [each.label, each.changedBy, each.mergesAlone]);
    expect(told.sort()).toEqual([
      ["List 'a'", 'both', false],
      ["List 'b'", 'mine', true],
      ["List 'c'", 'theirs', true],
    ]);
  });

  test.each<[string, Choice, readonly string[], Record<string, readonly string[]>]>([
    [
      'reloading theirs keeps mine',
      'reload',
      ['one', 'theirs', 'theirs-c'],
      { mine: ['one', 'mine', 'mine-b'] },
    ],
    [
      'saving mine over theirs keeps theirs',
      'overwrite',
      ['one', 'mine', 'mine-b'],
      { theirs: ['one', 'theirs', 'theirs-c'] },
    ],
    [
      'merging keeps both, and takes what does not overlap from each',
      { merge: new Map([['list:a', 'theirs']]) },
      ['one', 'theirs', 'mine-b', 'theirs-c'],
      { mine: ['one', 'mine', 'mine-b'], theirs: ['one', 'theirs', 'theirs-c'] },
    ],
  ])('%s', async (_, choice, shown, kept) => {
    const { tab, clock, server, id } = await createConflict();
    expect(await clock.until(tab.service.resolve(choice))).toEqual({ kind: 'done' });
    expect([...tab.lines].sort()).toEqual([...shown].sort());
    expect(await keptLines(tab)).toEqual(kept);
    expect(await clock.until(tab.service.save())).toMatchObject({ kind: 'saved' });
    expect([...linesOnServer(server, id)].sort()).toEqual([...shown].sort());
    expect(tab.words).toMatch(/^Saved/);
  });

  test('saved as a copy does not change their version and continues in mine', async () => {
    const { tab, clock, server, id } = await createConflict();
    expect(await clock.until(tab.service.resolve('copy'))).toEqual({ kind: 'done' });
    expect(linesOnServer(server, id)).toEqual(['one', 'theirs', 'theirs-c']);
    const [copyId] = [...server.sessions.keys()].filter((key) => key !== id);
    expect(linesOnServer(server, copyId ?? '')).toEqual(['one', 'mine', 'mine-b']);
    expect(tab.service.state).toMatchObject({ metadata: { title: 'First (copy)' } });
  });

  test('put aside stays in a banner, and the next save asks again', async () => {
    const { tab, clock, server, id } = await createConflict();
    await tab.service.resolve('notNow');
    tab.write('more');
    await clock.advance(300);
    expect(tab.words).toMatch(/^External changes detected; backed up/);
    expect(tab.service.state).toMatchObject({ remote: { attention: 'putAside' } });
    expect(await clock.until(tab.service.save())).toEqual({ kind: 'conflict' });
    expect(tab.service.state).toMatchObject({ remote: { attention: 'open' } });
    expect(linesOnServer(server, id)).toEqual(['one', 'theirs', 'theirs-c']);
  });

  test('does not merge while a part still needs a choice, and names it', async () => {
    const { tab, clock } = await createConflict();
    const result = await clock.until(tab.service.resolve({ merge: new Map() }));
    expect(result).toMatchObject({ kind: 'failed', problem: { issues: ["List 'a'"] } });
    expect(tab.lines).toEqual(['one', 'mine', 'mine-b']);
  });

  test('is asked about again if there is a newer version after the choice was offered', async () => {
    const { tab, clock, server, id } = await createConflict();
    const elsewhere = await openIn(createFakeBrowser(server, clock), id);
    elsewhere.write('newest');
    await clock.until(elsewhere.service.save());
    expect(await clock.until(tab.service.resolve('overwrite'))).toEqual({ kind: 'conflict' });
    expect(tab.service.state).toMatchObject({ remote: { theirs: { version: 3 } } });
    expect(linesOnServer(server, id)).toContain('newest');
    expect(await clock.until(tab.service.resolve('overwrite'))).toEqual({ kind: 'done' });
    expect((await keptLines(tab)).theirs).toContain('newest');
  });

  test('changes nothing if no copy can be kept first', async () => {
    for (const choice of [
      'reload',
      'overwrite',
      { merge: new Map([['list:a', 'mine']]) },
    ] as const) {
      const { tab, clock, server, id } = await createConflict();
      tab.journal.fault = 'quota';
      const result = await clock.until(tab.service.resolve(choice as Choice));
      expect(result).toMatchObject({ kind: 'failed', problem: { kind: 'device' } });
      expect(tab.lines).toEqual(['one', 'mine', 'mine-b']);
      expect(linesOnServer(server, id)).toEqual(['one', 'theirs', 'theirs-c']);
    }
  });

  test('is not merged if the merged work cannot be backed up: nothing changes', async () => {
    const { tab, clock } = await createConflict();
    const { keep } = tab.journal;
    tab.journal.keep = async (info, source) => {
      const kept = await keep(info, source);
      if (info.side === 'mine') tab.journal.fault = 'quota';
      return kept;
    };
    const merged = tab.service.resolve({ merge: new Map([['list:a', 'mine']]) });
    expect(await clock.until(merged)).toMatchObject({
      kind: 'failed',
      problem: { kind: 'device', message: 'The merged work could not be kept on this device' },
    });
    expect(tab.lines).toEqual(['one', 'mine', 'mine-b']);
    expect(tab.service.state).toMatchObject({
      persisted: { version: 1 },
      remote: { kind: 'conflict', theirs: { version: 2 } },
    });
  });

  test('changes nothing if my changes cannot be backed up before a copy is kept', async () => {
    const { tab, clock } = await createConflict();
    tab.journal.fault = 'quota';
    tab.write('mine-2');
    expect(await clock.until(tab.service.resolve('reload'))).toMatchObject({
      kind: 'failed',
      problem: {
        kind: 'device',
        message: 'Your changes could not be kept on this device',
      },
    });
    expect(tab.lines).toContain('mine-2');
  });

  test('whose session is closed during Save As has saved nothing, and says so', async () => {
    const { tab, clock } = await createConflict();
    tab.api.latencyMs = () => 1_000;
    const resolving = tab.service.resolve('copy');
    await clock.settle();
    await clock.until(tab.service.closeSession());
    expect(await clock.until(resolving)).toEqual({ kind: 'nothingOpen' });
  });

  test('whose overwrite is stopped is still there, and that is no failure', async () => {
    const { tab, clock } = await createConflict();
    tab.api.latencyMs = () => 1_000;
    const resolving = tab.service.resolve('overwrite');
    while (tab.api.calls.at(-1) !== 'updateSession') await clock.advance(100);
    tab.service.stopSending();
    expect(await clock.until(resolving)).toEqual({ kind: 'stopped' });
    expect(tab.service.state).toMatchObject({ remote: { kind: 'conflict' } });
  });

  test('is resolved once after two clicks', async () => {
    const { tab, clock } = await createConflict();
    const first = tab.service.resolve('overwrite');
    const second = tab.service.resolve({ merge: new Map([['list:a', 'theirs']]) });
    expect(await clock.until(Promise.all([first, second]))).toEqual([
      { kind: 'done' },
      { kind: 'done' },
    ]);
    expect(tab.lines).toEqual(['one', 'mine', 'mine-b']);
    expect(tab.words).toMatch(/^Saved/);
  });

  test.each(['reload', 'overwrite'] as const)(
    'over what was deleted since (%s) says so, and keeps mine to be saved anew',
    async (choice) => {
      const { tab, clock, server, id } = await createConflict();
      server.sessions.delete(id);
      const gone = { kind: 'failed', problem: { kind: 'notFound' } };
      expect(await clock.until(tab.service.resolve(choice))).toEqual(gone);
      expect(tab.service.state).toMatchObject({ remote: { kind: 'gone' }, persisted: null });
      expect(tab.lines).toEqual(['one', 'mine', 'mine-b']);
    },
  );

  test('fails if their version cannot be fetched', async () => {
    const { tab, clock } = await createConflict();
    tab.api.faults = () => ({ kind: 'dropRequest' });
    expect(await clock.until(tab.service.resolve('reload'))).toMatchObject({
      kind: 'failed',
      problem: { kind: 'network' },
    });
    expect(await clock.until(tab.service.differences())).toMatchObject({ kind: 'failed' });
    expect(tab.lines).toEqual(['one', 'mine', 'mine-b']);
  });

  test('that has ended does not come back after a late response', async () => {
    const { tab, clock } = await createConflict();
    tab.api.latencyMs = () => 400;
    const differences = tab.service.differences();
    await clock.advance(10);
    tab.api.latencyMs = () => 1;
    expect(await clock.until(tab.service.resolve('reload'), 100)).toEqual({ kind: 'done' });
    await clock.until(differences);
    expect(tab.service.state).toMatchObject({
      persisted: { version: 2 },
      remote: { kind: 'watching' },
    });
    expect(tab.words).toMatch(/^Saved/);
  });

  test('keeps an edit made while their version is being fetched', async () => {
    const { tab, clock } = await createConflict();
    tab.api.latencyMs = () => 100;
    tab.journal.latencyMs = () => 20;
    const resolving = tab.service.resolve('reload');
    await clock.advance(210);
    tab.write('in between');
    await clock.until(resolving);
    const kept = (await clock.until(keptLines(tab))).mine;
    expect(kept).toContain('in between');
  });
});

describe('a kept copy', () => {
  test('can be opened as a new session, and deleted', async () => {
    const { tab, clock } = await createConflict();
    await clock.until(tab.service.resolve('reload'));
    const [kept] = await tab.service.keptCopies();
    expect(kept).toMatchObject({ side: 'mine', title: 'First', version: 1 });
    expect(await clock.until(openKept(tab, kept?.id ?? ''))).toBe(true);
    expect(tab.lines).toEqual(['one', 'mine', 'mine-b']);
    expect(tab.service.state).toMatchObject({ persisted: null });
    await clock.advance(300);
    expect(tab.words).toMatch(/^Unsaved changes, backed up/);
    await tab.service.deleteKept(kept?.id ?? '');
    expect(await tab.service.keptCopies()).toEqual([]);
  });

  test('that is gone says so', async () => {
    const { tab } = await createConflict();
    expect(await tab.service.readKept('nowhere')).toBeNull();
  });
});

describe('the last saved version', () => {
  test('can be restored without a conflict, and a copy of the changes is kept', async () => {
    const { tab, clock } = await createSavedScene();
    tab.write('two');
    expect(await clock.until(tab.service.resolve('revert'))).toEqual({ kind: 'done' });
    expect(tab.lines).toEqual(['one']);
    expect(tab.words).toMatch(/^Saved/);
    expect(await keptLines(tab)).toEqual({ mine: ['one', 'two'] });
  });

  test('cannot be restored while the server does not respond, and nothing changes', async () => {
    const { tab, clock } = await createSavedScene();
    tab.write('two');
    tab.connectivity.online = false;
    expect(await clock.until(tab.service.resolve('revert'))).toMatchObject({ kind: 'failed' });
    expect(tab.lines).toEqual(['one', 'two']);
  });

  test('cannot be restored while a save waits, and that is said', async () => {
    const { tab, clock } = await createSavedScene();
    tab.write('two');
    tab.api.signedIn = null;
    expect(await clock.until(tab.service.save())).toMatchObject({ kind: 'paused' });
    const problem = { kind: 'signedOut' };
    expect(await tab.service.resolve('revert')).toEqual({ kind: 'failed', problem });
    expect(tab.lines).toEqual(['one', 'two']);
  });
});

test('an unreadable version is kept as text and can be overwritten', async () => {
  const { tab, clock, server, id } = await createConflict();
  const stored = server.sessions.get(id);
  if (stored) server.sessions.set(id, { ...stored, content: '{"lists":' });
  expect(await clock.until(tab.service.resolve('reload'))).toMatchObject({ kind: 'failed' });
  expect(await clock.until(tab.service.resolve('overwrite'))).toEqual({ kind: 'done' });
  expect(linesOnServer(server, id)).toEqual(['one', 'mine', 'mine-b']);
  const [kept] = await tab.service.keptCopies();
  const text = await tab.journal.openKept(kept?.id ?? '');
  expect(text).toMatchObject({ value: { contentText: '{"lists":' } });
});

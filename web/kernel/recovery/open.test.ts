import { describe, expect, test } from 'vitest';
import { createFakeBrowser, type FakeTab } from '../testing/fake-browser.ts';
import { EMPTY_LISTS } from '../testing/list-model.ts';
import {
  createCrashedScene,
  createSavedScene,
  createScene,
  linesOnServer,
  openIn,
  openKept,
  recoverFirst,
} from '../testing/scene.ts';

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

  test('with an unknown id says so, and a retry finds a session that was created since', async () => {
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

test.each([
  ['a session', (id: string) => ({ sessionId: id })],
  ['a snapshot', (_: string, snapshot: string) => ({ snapshotId: snapshot })],
])(
  'What is left while the page still begins with %s does not open after all',
  async (_, target) => {
    const { browser, tab, clock, id } = await createSavedScene();
    const made = await clock.until(tab.service.makeSnapshot({ title: 'Snap', description: null }));
    const other = browser.openTab();
    const started = other.service.start(target(id, made.kind === 'created' ? made.id : ''));
    await other.service.closeSession();
    await started;
    await clock.settle();
    expect(other.service.state).toEqual({ kind: 'Empty' });
  },
);

test('Work does not open if its recovery was cancelled meanwhile, and is offered again', async () => {
  const { browser, clock } = await createCrashedScene();
  const tab = browser.openTab();
  await tab.service.start({});
  const [offered] = await tab.service.recoverable();
  const recovering = tab.service.recover(offered?.bufferId ?? '');
  await tab.service.closeSession();
  expect(await recovering).toBeNull();
  await clock.settle();
  expect(tab.service.state).toEqual({ kind: 'Empty' });
  const next = browser.openTab();
  await next.service.start({});
  expect(next.service.state.kind).toBe('LocalRecovery');
});

test('Before the readable rest of an unreadable session is opened, a copy of it is kept', async () => {
  const { browser, server, clock, id } = await createSavedScene();
  const stored = server.sessions.get(id);
  if (!stored) throw new Error('Not saved');
  server.sessions.set(id, { ...stored, content: 'no JSON' });
  const tab = await openIn(browser, id);
  const unread = { metadata: { id }, contentText: 'no JSON' };
  expect(tab.service.state).toMatchObject({ problem: { kind: 'invalid' }, unread });
  expect(
    await clock.until(tab.service.openRest({ ...EMPTY_LISTS, lists: { b: { lines: ['rest'] } } })),
  ).toBeNull();
  const [kept] = await tab.service.keptCopies();
  expect(kept).toMatchObject({ side: 'theirs', sessionId: id, version: 1, title: 'First' });
  expect(await tab.service.readKept(kept?.id ?? '')).toBe('no JSON');
  await clock.advance(300);
  expect(tab.service.state).toMatchObject({
    local: { kind: 'backedUp' },
    persisted: { id, version: 1 },
  });

  tab.crash();
  const next = await openIn(browser, id);
  await recoverFirst(next);
  expect(next.lines).toEqual(['rest']);
  expect(await clock.until(next.service.save())).toEqual({ kind: 'saved', id, version: 2 });
  expect(linesOnServer(server, id)).toEqual(['rest']);
});

describe('starting with unsaved work on this device', () => {
  test('and the address of its session offers it even if the session was deleted from the cloud', async () => {
    const { browser, server, tab, clock, id } = await createSavedScene();
    tab.write('two');
    await clock.advance(300);
    server.sessions.delete(id);
    await clock.advance(60_000);
    expect(tab.words).toMatch(/^Deleted from the cloud; backed up/);
    tab.crash();
    const offered = [{ sessionId: id, base: null }];
    const next = await openIn(browser, id);
    expect(next.service.state).toMatchObject({ kind: 'LocalRecovery', buffers: offered });
    await recoverFirst(next);
    next.write('three');
    await clock.advance(300);
    next.crash();
    const last = await openIn(browser, id);
    expect(last.service.state).toMatchObject({ kind: 'LocalRecovery', buffers: offered });
    await recoverFirst(last);
    expect(last.lines).toEqual(['one', 'two', 'three']);
  });

  test('and the address of its session offers it; after recovery it is known on which version it is based', async () => {
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

  test('that is discarded is followed by the version of the server', async () => {
    const { browser, id, clock } = await createCrashedScene();
    const tab = await openIn(browser, id);
    const [offered] = await tab.service.recoverable();
    await tab.service.discard([offered?.bufferId ?? '']);
    expect(tab.lines).toEqual(['one']);
    expect(await clock.until(tab.service.recoverable())).toEqual([]);
    expect(browser.entries.texts.size).toBe(0);
    const kept = await clock.until(tab.service.keptCopies());
    expect(kept).toMatchObject([{ title: 'First', side: 'mine', version: 1 }]);
    await openKept(tab, kept[0]?.id ?? '');
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

  test('and no id in the address offers all of it; after the last one is discarded the start page is shown', async () => {
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

  test('can be previewed before it is opened, and does not change', async () => {
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

  test('leads to a conflict if there is a newer version on the server', async () => {
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

  test('of another user is neither shown nor opened', async () => {
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

describe('work that a closed tab left, if the same was saved elsewhere since,', () => {
  /** Another tab saves a line to the session whose tab has crashed with "two" in it. */
  async function createSavedElsewhere(line = 'two') {
    const scene = await createCrashedScene();
    const other = await openIn(createFakeBrowser(scene.server, scene.clock), scene.id);
    other.write(line);
    await scene.clock.until(other.service.save());
    other.crash();
    return scene;
  }

  /** A tab that asks a slow server about the work, and offers it meanwhile. */
  async function createSlowAnswer() {
    const scene = await createSavedElsewhere();
    const tab = scene.browser.openTab();
    tab.api.latencyMs = () => 30_000;
    const started = tab.service.start({ sessionId: scene.id });
    await scene.clock.advance(500);
    await started;
    return { ...scene, tab };
  }

  test('is not offered: the session opens, and nothing is left of it', async () => {
    const { browser, id } = await createSavedElsewhere();
    const tab = await openIn(browser, id);
    expect(tab.lines).toEqual(['one', 'two']);
    expect(tab.service.state).toMatchObject({ persisted: { version: 2 }, recoveredFrom: null });
    expect(await tab.service.recoverable()).toEqual([]);
    expect(await tab.service.keptCopies()).toEqual([]);
    expect(browser.entries.texts.size).toBe(0);
  });

  test('is not in the list of the start page, but other work is', async () => {
    const { browser, clock } = await createSavedElsewhere();
    const temporary = browser.openTab();
    await temporary.service.newSession(EMPTY_LISTS, { title: 'Temp', description: null });
    temporary.write('three');
    await clock.advance(300);
    temporary.crash();
    const tab = browser.openTab();
    await tab.service.start({});
    const buffers = [{ title: 'Temp' }];
    expect(tab.service.state).toMatchObject({ kind: 'LocalRecovery', buffers });
    expect(await tab.service.recoverable()).toMatchObject(buffers);
  });

  test('is offered soon if the server does not answer, and withdrawn once it does', async () => {
    const { tab, clock, id } = await createSlowAnswer();
    expect(tab.service.state).toMatchObject({ kind: 'LocalRecovery', target: { id } });
    await clock.advance(180_000);
    expect(tab.lines).toEqual(['one', 'two']);
    expect(tab.service.state).toMatchObject({ kind: 'Loaded', persisted: { version: 2 } });
  });

  test('stays if it is recovered before the server has answered', async () => {
    const { tab, clock } = await createSlowAnswer();
    await recoverFirst(tab);
    await clock.advance(180_000);
    expect(tab.lines).toEqual(['one', 'two']);
    expect(tab.service.state).toMatchObject({
      local: { kind: 'clean' },
      persisted: { version: 2 },
    });
  });

  test('stays if another tab recovers it before the server has answered', async () => {
    const { browser, clock, id } = await createSlowAnswer();
    const other = browser.openTab();
    other.connectivity.online = false;
    await other.service.start({ sessionId: id });
    await recoverFirst(other);
    const before = [...browser.disk.buffers.keys()];
    await clock.advance(180_000);
    expect([...browser.disk.buffers.keys()]).toEqual(before);
  });

  test.each<[string, (tab: FakeTab) => void]>([
    ['text is typed in an editor', (tab) => tab.service.draft('filter', { text: '1-' })],
    [
      'it has another title',
      (tab) => tab.service.editMetadata({ title: 'Mine', description: null }),
    ],
    ['it has more', (tab) => tab.write('three')],
  ])('is offered if %s', async (_, change) => {
    const { browser, clock, id } = await createSavedElsewhere();
    const before = browser.openTab();
    before.connectivity.online = false;
    await before.service.start({ sessionId: id });
    await recoverFirst(before);
    change(before);
    await clock.advance(300);
    before.crash();
    const tab = await openIn(browser, id);
    expect(tab.service.state).toMatchObject({ kind: 'LocalRecovery', target: { id } });
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

  test('it counts as the newest version once the server has said so', async () => {
    const { tab, clock, id } = await createSavedScene();
    await clock.until(tab.service.closeSession());
    tab.connectivity.happen('offline');
    await clock.until(tab.service.openSession(id));
    tab.connectivity.happen('online');
    await clock.advance(1_000);
    expect(tab.service.state).toMatchObject({ isFromDevice: false, remote: { kind: 'watching' } });
  });

  test('another tab that has it open keeps its own work', async () => {
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

  test('a session that this device has never seen cannot be opened, and can be tried again', async () => {
    const { tab, clock } = await createSavedScene();
    await clock.until(tab.service.closeSession());
    tab.connectivity.happen('offline');
    await clock.until(tab.service.openSession('elsewhere'));
    expect(tab.service.state).toMatchObject({ kind: 'Error', problem: { kind: 'network' } });
  });
});

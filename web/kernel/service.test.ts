import { describe, expect, test } from 'vitest';
import { BUSY } from './testing/fake-api.ts';
import { failure, ok } from './testing/journal-calls.ts';
import { EMPTY_LISTS } from './testing/list-model.ts';
import {
  createCrashedScene,
  createSavedScene,
  createScene,
  createScenesWithTwo,
  openIn,
  openKept,
} from './testing/scene.ts';

describe('if nothing is open', () => {
  test('nothing is saved, copied, edited or resolved, and every call says so', async () => {
    const { tab, browser, clock } = createScene();
    const { service } = tab;
    const named = { title: 'Named', description: null };
    service.edit(EMPTY_LISTS);
    service.editMetadata(named);
    service.draft('name', 'typed');
    service.retry();
    service.pollNow();
    expect(await service.save(named)).toEqual({ kind: 'nothingOpen' });
    expect(await service.saveAs(named)).toEqual({ kind: 'nothingOpen' });
    expect(await service.makeSnapshot(named)).toEqual({ kind: 'nothingOpen' });
    expect(await service.resolve('overwrite')).toEqual({ kind: 'done' });
    expect(await service.differences()).toEqual({ kind: 'differences', differences: [] });
    expect(await service.flush()).toBe(true);
    expect(service.keepNow()).toBe(true);
    await clock.advance(10_000);
    expect(service.state).toEqual({ kind: 'Empty' });
    expect(tab.api.calls).toEqual([]);
    expect(browser.disk.buffers.size + browser.entries.texts.size).toBe(0);
  });
});

describe('an edit', () => {
  test('to the same content is none: nothing is unsaved, nothing is written', async () => {
    const { tab, clock } = await createSavedScene();
    const { state } = tab.service;
    const before = tab.journal.calls.length;
    if ('content' in state) tab.service.edit(state.content);
    await clock.advance(1_000);
    expect(tab.words).toMatch(/^Saved/);
    expect(tab.journal.calls.length).toBe(before);
  });
});

test('an edit that changes nothing leaves a new session without anything to lose', async () => {
  const { tab } = createScene();
  await tab.service.newSession(EMPTY_LISTS);
  tab.service.edit(EMPTY_LISTS);
  expect(tab.service.state.kind).toBe('NewSession');
});

describe('unsaved work that is opened while the session before is still being closed', () => {
  const NEXT = { title: 'Next', description: null };
  test.each<[string, (scene: Awaited<ReturnType<typeof createScenesWithTwo>>) => Promise<void>]>([
    ['a new session', ({ tab }) => tab.service.newSession(EMPTY_LISTS, NEXT)],
    ['more unsaved work', ({ tab }) => tab.service.newSession(EMPTY_LISTS, NEXT, { dirty: true })],
    ['a session of the cloud', ({ tab, otherId }) => tab.service.openSession(otherId)],
    ['a snapshot', ({ tab, snapshotId }) => tab.service.openSnapshot(snapshotId)],
    ['the start page', ({ tab }) => tab.service.closeSession()],
  ])('is offered if %s is opened as well', async (_, openNext) => {
    const scene = await createScenesWithTwo();
    const { tab, clock, browser } = scene;
    const fromFile = { title: 'From a file', description: null };
    const opened = tab.service.newSession(EMPTY_LISTS, fromFile, { dirty: true });
    await clock.until(Promise.all([opened, openNext(scene)]));
    await clock.until(tab.service.closeSession());
    const offered = await browser.openTab().service.recoverable();
    expect(offered.map(({ title }) => title)).toContain('From a file');
  });

  test('stays if everything on this device is deleted meanwhile', async () => {
    const { tab, clock, browser } = await createSavedScene();
    tab.write('two');
    const fromFile = { title: 'From a file', description: null };
    const opened = tab.service.newSession(EMPTY_LISTS, fromFile, { dirty: true });
    await clock.until(Promise.all([opened, tab.service.clearDevice()]));
    const offered = await browser.openTab().service.recoverable();
    expect(offered.map(({ title }) => title)).toContain('From a file');
  });
});

describe('a retry', () => {
  test('resumes a save that waits', async () => {
    const { tab, clock } = await createSavedScene();
    tab.write('two');
    tab.api.signedIn = null;
    await clock.until(tab.service.save());
    tab.api.signedIn = 'alice';
    tab.service.retry();
    await clock.advance(100);
    expect(tab.words).toMatch(/^Saved/);
  });

  test('backs up what could not be', async () => {
    const { tab, clock } = await createSavedScene();
    tab.journal.fault = 'quota';
    tab.write('two');
    await clock.advance(300);
    expect(tab.words).toMatch(/^NOT backed up/);
    tab.journal.fault = null;
    tab.service.retry();
    await clock.settle();
    expect(tab.words).toMatch(/^Unsaved changes, backed up/);
  });

  test('saves what could not be saved', async () => {
    const { tab, clock } = await createSavedScene();
    tab.write('two');
    tab.api.faults = () => BUSY;
    await clock.until(tab.service.save());
    tab.api.faults = () => null;
    tab.service.retry();
    await clock.advance(100);
    expect(tab.words).toMatch(/^Saved/);
  });

  test('saves nothing after a failed snapshot, or without a failure', async () => {
    const { tab, clock, server, id } = await createSavedScene();
    tab.write('two');
    tab.service.retry();
    tab.api.faults = () => BUSY;
    await clock.until(tab.service.makeSnapshot({ title: 'Snap', description: null }));
    tab.api.faults = () => null;
    tab.service.retry();
    await clock.advance(1_000);
    expect(server.history(id)).toHaveLength(1);
  });
});

describe('a sign-in', () => {
  const shown = ({ service }: Awaited<ReturnType<typeof openIn>>) =>
    'cloud' in service.state ? service.state.cloud : null;

  test('in another tab resumes what waits for it', async () => {
    const { tab, clock } = await createSavedScene();
    tab.write('two');
    tab.api.signedIn = null;
    expect(await clock.until(tab.service.save())).toMatchObject({ kind: 'paused' });
    tab.api.signedIn = 'alice';
    tab.hear({ type: 'signedIn', ownerId: 'alice' });
    await clock.advance(100);
    expect(tab.words).toMatch(/^Saved/);
  });

  test('of another user in another tab is shown at once', async () => {
    const { tab } = await createSavedScene();
    tab.hear({ type: 'signedIn', ownerId: 'bob' });
    expect(shown(tab)).toMatchObject({ kind: 'signedOut', otherUser: true });
    tab.hear({ type: 'signedIn', ownerId: 'alice' });
    expect(shown(tab)).toEqual({ kind: 'idle' });
  });

  test('does not change that the page is offline', async () => {
    const { tab } = await createSavedScene();
    tab.connectivity.happen('offline');
    const before = shown(tab);
    tab.service.signedIn('alice');
    expect(shown(tab)).toEqual(before);
  });

  test('has no effect if nothing is open', () => {
    const { tab } = createScene();
    for (const ownerId of ['alice', 'bob']) tab.hear({ type: 'signedIn', ownerId });
    expect(tab.service.state).toEqual({ kind: 'Empty' });
  });
});

describe('work on this device', () => {
  test('cannot be previewed if it is gone, and the result says so', async () => {
    const { tab } = createScene();
    expect(await tab.service.preview('nowhere')).toEqual({
      kind: 'failed',
      problem: { kind: 'notFound' },
    });
  });

  test('is not listed if the device does not respond', async () => {
    const { browser, clock, id } = await createCrashedScene();
    const holder = await openIn(browser, id);
    await holder.service.notNow();
    holder.write('elsewhere');
    await clock.advance(300);
    const tab = browser.openTab();
    const refused = async () => failure('unresponsive');
    Object.assign(tab.journal, { buffers: refused, kept: refused, damaged: refused });
    expect(await tab.service.keptCopies()).toEqual([]);
    expect(await tab.service.damaged()).toEqual([]);
    expect(await tab.service.unsavedElsewhere()).toEqual([]);
  });

  test('that is damaged can be read and deleted by its id, in the journal or as an entry', async () => {
    const { tab, browser } = createScene();
    browser.entries.write('holdfast:damaged:1:temp:b1', 'torn, "ownerId":"alice"');
    tab.journal.readDamaged = async (id) => (id === 'd1' ? ok('whole') : failure('missing'));
    expect(await tab.service.readDamaged('holdfast:damaged:1:temp:b1')).toContain('torn');
    expect(await tab.service.readDamaged('d1')).toBe('whole');
    expect(await tab.service.readDamaged('d2')).toBeNull();
  });
});

describe('a kept copy', () => {
  test('is opened with its title, as unsaved work', async () => {
    const { tab, browser, clock, id } = await createSavedScene();
    tab.service.editMetadata({ title: 'Mine', description: 'About it' });
    await clock.until(tab.service.resolve('revert'));
    const [kept] = await tab.service.keptCopies();
    tab.api.latencyMs = () => 1_000;
    const opening = tab.service.openSession(id);
    await clock.settle();
    await clock.until(openKept(tab, kept?.id ?? ''), 100);
    await clock.until(opening);
    expect(tab.service.state).toMatchObject({
      metadata: { title: 'Mine', description: 'About it' },
      persisted: null,
    });
    await clock.advance(300);
    tab.crash();
    expect(await browser.openTab().service.recoverable()).toMatchObject([{ title: 'Mine' }]);
  });
});

test('a snapshot is opened read-only', async () => {
  const { tab, snapshotId } = await createScenesWithTwo();
  await tab.service.openSnapshot(snapshotId);
  expect(tab.service.state).toMatchObject({ mode: 'snapshot', metadata: { title: 'Snap' } });
});

test('clearing the device also deletes the latest edit', async () => {
  const { tab, browser, clock } = await createSavedScene();
  tab.write('two');
  await clock.until(tab.service.clearDevice());
  await clock.advance(10_000);
  expect(tab.service.state).toEqual({ kind: 'Empty' });
  expect(browser.disk.buffers.size + browser.entries.texts.size).toBe(0);
});

test('closing the session cancels what is being opened', async () => {
  const { tab, clock, id } = await createSavedScene();
  tab.api.latencyMs = () => 500;
  const opening = tab.service.openSession(id);
  await clock.advance(100);
  await clock.until(tab.service.closeSession());
  await clock.until(opening);
  await clock.advance(2_000);
  expect(tab.service.state).toEqual({ kind: 'Empty' });
});

test('after it was closed the service does nothing more', async () => {
  const { tab, clock } = await createSavedScene();
  await clock.until(tab.service.close());
  const calls = tab.api.calls.length + tab.journal.calls.length;
  const { state } = tab.service;
  for (const event of ['hidden', 'pagehide', 'pageshow', 'online', 'active'] as const)
    tab.connectivity.happen(event);
  tab.hear({ type: 'signedIn', ownerId: 'bob' });
  await clock.advance(100_000);
  expect(tab.api.calls.length + tab.journal.calls.length).toBe(calls);
  expect(tab.service.state).toEqual(state);
});

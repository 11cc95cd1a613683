import { describe, expect, test } from 'vitest';
import { BUSY, LOST_ANSWER, once } from '../testing/fake-api.ts';
import { createFakeBrowser } from '../testing/fake-browser.ts';
import { EMPTY_LISTS, type Lists } from '../testing/list-model.ts';
import { createSavedScene, createScene, linesOnServer, openIn } from '../testing/scene.ts';

describe('a save', () => {
  test('of a new session is one POST, of a saved one a PUT with the ETag of its base', async () => {
    const { tab, clock, server, id } = await createSavedScene();
    const etag = server.sessions.get(id)?.metadata.etag;
    tab.write('two');
    expect(await clock.until(tab.service.save())).toEqual({ kind: 'saved', id, version: 2 });
    expect(tab.api.calls.filter((call) => call === 'createSession')).toHaveLength(1);
    expect(tab.api.updates.map((update) => update.etag)).toEqual([etag]);
    expect(linesOnServer(server, id)).toEqual(['one', 'two']);
  });

  test('of a session without changes sends nothing, and asks whether the server still has that version', async () => {
    const { tab, clock, id } = await createSavedScene();
    await clock.settle();
    const before = tab.api.calls.length;
    expect(await clock.until(tab.service.save())).toEqual({ kind: 'saved', id, version: 1 });
    expect(tab.api.calls.slice(before)).toEqual(['getMetadata']);
  });

  test('of a session without changes succeeds while the server does not respond', async () => {
    const { tab, clock, id } = await createSavedScene();
    tab.api.faults = () => LOST_ANSWER;
    expect(await clock.until(tab.service.save())).toEqual({ kind: 'saved', id, version: 1 });
  });

  test('of a session without changes that was deleted on the server does not count as saved', async () => {
    const { tab, clock, server, id } = await createSavedScene();
    server.sessions.delete(id);
    const gone = { kind: 'failed', problem: { kind: 'notFound' } };
    expect(await clock.until(tab.service.save())).toEqual(gone);
    expect(tab.service.state).toMatchObject({ remote: { kind: 'gone' }, persisted: null });
    const again = await clock.until(tab.service.save());
    expect(again).toMatchObject({ kind: 'saved', version: 1 });
    expect(linesOnServer(server, again.kind === 'saved' ? again.id : '')).toEqual(['one']);
    expect(tab.words).toMatch(/^Saved/);
  });

  test('of a session without changes that was changed on the server shows the conflict', async () => {
    const { tab, browser, server, clock, id } = await createSavedScene();
    tab.connectivity.happen('hidden');
    const elsewhere = await openIn(createFakeBrowser(server, clock), id);
    elsewhere.write('theirs');
    await clock.until(elsewhere.service.save());
    expect(browser.disk.kept.size).toBe(0);
    expect(await clock.until(tab.service.save())).toEqual({ kind: 'conflict' });
  });

  test('takes the new title if another browser has renamed the session meanwhile', async () => {
    const { tab, server, clock, id } = await createSavedScene();
    tab.connectivity.happen('hidden');
    const elsewhere = await openIn(createFakeBrowser(server, clock), id);
    await clock.until(elsewhere.service.save({ title: 'After', description: null }));
    tab.write('two');
    expect(await clock.until(tab.service.save())).toEqual({ kind: 'saved', id, version: 3 });
    expect(server.sessions.get(id)?.metadata).toMatchObject({ title: 'After' });
    expect(linesOnServer(server, id)).toEqual(['one', 'two']);
    expect(tab.service.state).toMatchObject({ metadata: { title: 'After' } });
  });

  test('keeps its own title over newer versions with the same content', async () => {
    const { tab, server, clock, id } = await createSavedScene();
    tab.connectivity.happen('hidden');
    const elsewhere = await openIn(createFakeBrowser(server, clock), id);
    const { content } = elsewhere.service.state as { content: Lists };
    elsewhere.write('theirs');
    await clock.until(elsewhere.service.save());
    elsewhere.service.edit(content);
    await clock.until(elsewhere.service.save());
    const named = { title: 'Mine', description: null };
    expect(await clock.until(tab.service.save(named))).toEqual({ kind: 'saved', id, version: 4 });
    expect(server.sessions.get(id)?.metadata).toMatchObject({ title: 'Mine' });
  });

  test('is a conflict if the title was changed on both sides', async () => {
    const { tab, server, clock, id } = await createSavedScene();
    tab.connectivity.happen('hidden');
    const elsewhere = await openIn(createFakeBrowser(server, clock), id);
    await clock.until(elsewhere.service.save({ title: 'Theirs', description: null }));
    const mine = tab.service.save({ title: 'Mine', description: null });
    expect(await clock.until(mine)).toEqual({ kind: 'conflict' });
    expect(server.sessions.get(id)?.metadata).toMatchObject({ title: 'Theirs' });
  });

  test('sends half a surrogate pair in a title as text that the server returns unchanged', async () => {
    const { tab, clock, server, id } = await createSavedScene();
    const saved = tab.service.save({ title: 'Half \ud83d', description: null });
    expect(await clock.until(saved)).toEqual({ kind: 'saved', id, version: 2 });
    expect(server.sessions.get(id)?.metadata.title).toBe('Half \ufffd');
    expect(tab.words).toMatch(/^Saved/);
  });

  test('that is running when its session is closed is waited for: nothing is offered as unsaved', async () => {
    const { tab, clock, server, id } = await createSavedScene();
    tab.write('two');
    tab.api.latencyMs = () => 500;
    const saving = tab.service.save();
    await clock.advance(250);
    await clock.until(tab.service.closeSession());
    expect(await clock.until(saving)).toMatchObject({ kind: 'saved', version: 2 });
    expect(linesOnServer(server, id)).toEqual(['one', 'two']);
    expect(await tab.service.recoverable()).toEqual([]);
  });

  test('as a copy without a response does not make the original session count as unsaved', async () => {
    const { tab, clock } = await createSavedScene();
    tab.api.faults = (call) => (call === 'createSession' ? LOST_ANSWER : null);
    const copied = tab.service.saveAs({ title: 'Again', description: null });
    expect(await clock.until(copied)).toMatchObject({ kind: 'failed' });
    expect(tab.words).toMatch(/^Saved/);
    await clock.until(tab.service.closeSession());
    expect(await tab.service.recoverable()).toEqual([]);
  });

  test('as a copy that is repeated without a response creates one copy', async () => {
    const { tab, clock, server } = await createSavedScene();
    const again = { title: 'Again', description: null };
    tab.api.faults = (call) => (call === 'createSession' ? LOST_ANSWER : null);
    expect(await clock.until(tab.service.saveAs(again))).toMatchObject({ kind: 'failed' });
    tab.api.faults = () => null;
    expect(await clock.until(tab.service.saveAs(again))).toMatchObject({ kind: 'saved' });
    expect(server.sessions.size).toBe(2);
  });

  test('as a copy fails while offline, and is not made later', async () => {
    const { tab, clock, server } = await createSavedScene();
    tab.connectivity.happen('offline');
    const copied = tab.service.saveAs({ title: 'Again', description: null });
    expect(await clock.until(copied)).toMatchObject({
      kind: 'failed',
      problem: { kind: 'network' },
    });
    tab.connectivity.happen('online');
    await clock.advance(60_000);
    expect(server.sessions.size).toBe(1);
    expect(tab.words).toMatch(/^Saved/);
  });

  test('that takes long does not delay closing for long: the work is offered', async () => {
    const { tab, clock } = await createSavedScene();
    tab.write('two');
    tab.api.latencyMs = () => 60_000;
    void tab.service.save();
    await clock.advance(250);
    const left = tab.service.closeSession();
    await clock.advance(2_500);
    await left;
    expect(tab.service.state.kind).toBe('Empty');
    expect(await tab.service.recoverable()).toHaveLength(1);
  });

  test('of a new session that was never edited saves it as it is', async () => {
    const { tab, clock, server } = createScene();
    await tab.service.newSession(EMPTY_LISTS, { title: 'Bare', description: null });
    expect(await clock.until(tab.service.save())).toMatchObject({ kind: 'saved', version: 1 });
    expect(server.sessions.size).toBe(1);
    expect(tab.words).toMatch(/^Saved/);
  });

  test('without an open session says so', async () => {
    const { tab } = createScene();
    expect(await tab.service.save()).toEqual({ kind: 'nothingOpen' });
  });

  test('that is requested twice at once creates one session and one version', async () => {
    const { tab, clock, server } = createScene();
    await tab.service.newSession(EMPTY_LISTS);
    tab.write('one');
    const [first, second] = await clock.until(
      Promise.all([tab.service.save(), tab.service.save()]),
    );
    expect(second).toEqual(first);
    expect(server.sessions.size).toBe(1);
  });

  test('with title and description sends them', async () => {
    const { tab, clock, server } = createScene();
    await tab.service.newSession(EMPTY_LISTS);
    const named = { title: 'Named', description: 'Why' };
    const result = await clock.until(tab.service.save(named));
    const id = result.kind === 'saved' ? result.id : '';
    expect(server.sessions.get(id)?.metadata).toMatchObject(named);
    expect(tab.service.state).toMatchObject({ metadata: named, local: { kind: 'clean' } });
  });

  test('leaves an edit made meanwhile unsaved and backed up', async () => {
    const { tab, clock, server, id } = await createSavedScene();
    tab.api.latencyMs = () => 3_000;
    tab.write('two');
    const saving = tab.service.save();
    await clock.advance(1_000);
    expect(tab.words).toBe('Saving...');
    tab.write('three');
    await clock.until(saving);
    await clock.advance(300);
    expect(linesOnServer(server, id)).toEqual(['one', 'two']);
    expect(tab.words).toMatch(/^Unsaved changes, backed up/);
    await clock.until(tab.service.save());
    expect(linesOnServer(server, id)).toEqual(['one', 'two', 'three']);
  });

  test('waits as long as a busy server asks, and then sends edits made meanwhile too', async () => {
    const { tab, clock, server, id } = await createSavedScene();
    const outcome = { kind: 'throttled', retryAfterMs: 5_000 } as const;
    tab.api.faults = once({ kind: 'refuse', outcome }, 'updateSession');
    tab.write('two');
    const saving = tab.service.save();
    await clock.advance(1_000);
    tab.write('three');
    tab.write('four');
    await clock.advance(3_900);
    expect(tab.api.updates).toHaveLength(1);
    expect(await clock.until(saving)).toMatchObject({ kind: 'saved', version: 2 });
    expect(linesOnServer(server, id)).toEqual(['one', 'two', 'three', 'four']);
  });

  test('of a new session that had to wait is followed by later edits', async () => {
    const { tab, clock, server } = createScene();
    await tab.service.newSession(EMPTY_LISTS);
    tab.write('one');
    tab.api.faults = once(BUSY, 'createSession');
    const saving = tab.service.save();
    await clock.advance(100);
    tab.write('two');
    const result = await clock.until(saving);
    const id = result.kind === 'saved' ? result.id : '';
    expect(linesOnServer(server, id)).toEqual(['one', 'two']);
    expect(server.sessions.size).toBe(1);
  });

  test('that a server always refuses fails in the end and keeps the work', async () => {
    const { tab, clock, browser } = await createSavedScene();
    tab.api.faults = (call) => (call === 'updateSession' ? BUSY : null);
    tab.write('two');
    const result = await clock.until(tab.service.save());
    expect(result).toMatchObject({ kind: 'failed', problem: { kind: 'unavailable' } });
    expect(tab.api.updates).toHaveLength(6);
    expect(tab.words).toBe('Not saved: the server is busy, try again in a minute');
    tab.crash();
    const offered = await clock.until(browser.openTab().service.recoverable());
    expect(offered).toHaveLength(1);
  });

  test('can be repeated after a failure', async () => {
    const { tab, clock, server, id } = await createSavedScene();
    tab.api.faults = () => BUSY;
    tab.write('two');
    await clock.until(tab.service.save());
    tab.api.faults = () => null;
    tab.service.retry();
    await clock.advance(1_000);
    expect(linesOnServer(server, id)).toEqual(['one', 'two']);
    expect(tab.words).toMatch(/^Saved/);
  });

  test('that is too large says how large, keeps the work, and is not repeated by itself', async () => {
    const { tab, clock, server } = await createSavedScene();
    server.maxContentBytes = 60;
    tab.write('two'.repeat(40));
    expect(await clock.until(tab.service.save())).toMatchObject({
      kind: 'failed',
      problem: { kind: 'tooLarge', maxBytes: 60 },
    });
    expect(tab.words).toMatch(/^Not saved: it is too large \(/);
    await clock.advance(900_000);
    expect(tab.api.updates).toHaveLength(1);
    server.maxContentBytes = 10_000;
    expect(await clock.until(tab.service.save())).toMatchObject({ kind: 'saved', version: 2 });
  });

  test('of a session that was deleted elsewhere fails, and the next save creates a new one', async () => {
    const { tab, clock, server, id } = await createSavedScene();
    server.sessions.delete(id);
    tab.write('two');
    expect(await clock.until(tab.service.save())).toMatchObject({ problem: { kind: 'notFound' } });
    const again = await clock.until(tab.service.saveAs({ title: 'Again', description: null }));
    expect(linesOnServer(server, again.kind === 'saved' ? again.id : '')).toEqual(['one', 'two']);
  });

  test('whose first try created a session that was deleted since creates another when repeated', async () => {
    const { tab, clock, server } = createScene();
    await tab.service.newSession(EMPTY_LISTS, { title: 'First', description: null });
    tab.write('one');
    tab.api.faults = (call) => (call === 'createSession' ? LOST_ANSWER : null);
    void tab.service.save();
    await clock.advance(200);
    server.sessions.clear();
    tab.api.faults = () => null;
    await clock.advance(60_000);
    expect(tab.words).toMatch(/^Not saved/);
    expect(server.sessions.size).toBe(0);
    const again = await clock.until(tab.service.save());
    expect(linesOnServer(server, again.kind === 'saved' ? again.id : '')).toEqual(['one']);
  });

  test('as a copy that was deleted since creates another when repeated', async () => {
    const { tab, clock, server, id } = await createSavedScene();
    const copy = { title: 'Copy', description: null };
    tab.api.faults = (call) => (call === 'createSession' ? LOST_ANSWER : null);
    const first = tab.service.saveAs(copy);
    await clock.advance(200);
    for (const made of server.sessions.keys()) if (made !== id) server.sessions.delete(made);
    tab.api.faults = () => null;
    expect(await clock.until(first)).toMatchObject({ problem: { kind: 'notFound' } });
    expect(await clock.until(tab.service.saveAs(copy))).toMatchObject({ kind: 'saved' });
  });

  test('by two tabs over the same version succeeds once, and is a conflict in the other tab', async () => {
    const { tab, clock, server, browser, id } = await createSavedScene();
    const other = await openIn(browser, id);
    tab.write('mine', 'b');
    other.write('theirs', 'c');
    const results = await clock.until(Promise.all([tab.service.save(), other.service.save()]));
    expect(results.map(({ kind }) => kind).sort()).toEqual(['conflict', 'saved']);
    expect(server.history(id).map(({ metadata }) => metadata.version)).toEqual([1, 2]);
  });
});

describe('a save without unsaved changes', () => {
  test('asks nothing offline', async () => {
    const { tab, clock, id } = await createSavedScene();
    tab.connectivity.happen('offline');
    const before = tab.api.calls.length;
    expect(await clock.until(tab.service.save())).toEqual({ kind: 'saved', id, version: 1 });
    expect(tab.api.calls.length).toBe(before);
  });

  test('does not say "saved" if nobody is signed in', async () => {
    const { tab, clock } = await createSavedScene();
    tab.api.signedIn = null;
    expect(await clock.until(tab.service.save())).toMatchObject({ kind: 'paused' });
  });
});

test('the progress of a large save is shown in percent, and only while it is being sent', async () => {
  const { tab, clock } = await createSavedScene();
  const { updateSession } = tab.api;
  let tell = (_ratio: number) => {};
  tab.api.updateSession = (id, body, etag, onSent) => {
    tell = (ratio) => onSent?.(ratio);
    return updateSession(id, body, etag);
  };
  tab.api.latencyMs = () => 500;
  tab.write('two');
  const seen: unknown[] = [];
  tab.service.subscribe((state) => {
    if ('cloud' in state && state.cloud.kind === 'saving') seen.push(state.cloud.sentPercent);
  });
  const saving = tab.service.save();
  await clock.advance(10);
  for (const ratio of [0.25, 0.254, 0.999]) tell(ratio);
  expect([...new Set(seen)]).toEqual([null, 25, 99]);
  expect(seen.filter((percent) => percent === 25)).toHaveLength(1);
  await clock.until(saving);
  tell(1);
  expect(tab.words).toMatch(/^Saved/);
});

import { describe, expect, test } from 'vitest';
import { LOST_ANSWER, once } from '../testing/fake-api.ts';
import { createFakeBrowser } from '../testing/fake-browser.ts';
import { EMPTY_LISTS } from '../testing/list-model.ts';
import { createSavedScene, createScene, linesOnServer, openIn } from '../testing/scene.ts';

const polls = (calls: readonly string[]) => calls.filter((call) => call === 'getMetadata').length;

describe('polling the server', () => {
  test('happens every 10 s while the page is visible and the person active, and not while it is hidden', async () => {
    const { tab, clock } = await createSavedScene();
    await clock.settle();
    const before = polls(tab.api.calls);
    await clock.advance(100_000);
    expect(polls(tab.api.calls) - before).toBe(10);
    tab.connectivity.happen('hidden');
    await clock.advance(100_000);
    expect(polls(tab.api.calls) - before).toBe(10);
    tab.connectivity.happen('visible');
    await clock.settle();
    expect(polls(tab.api.calls) - before).toBe(11);
  });

  test('does not happen right after the session was fetched', async () => {
    const { server, clock, id } = await createSavedScene();
    const tab = await openIn(createFakeBrowser(server, clock), id);
    await clock.settle();
    expect(polls(tab.api.calls)).toBe(0);
    await clock.advance(10_000);
    expect(polls(tab.api.calls)).toBe(1);
  });

  test('happens once a minute after 5 min without activity, every 5 min after an hour, and at once when the person is active again', async () => {
    const { tab, browser, clock, id } = await createSavedScene();
    const other = await openIn(browser, id);
    const asked = async (ms: number) => {
      const before = polls(tab.api.calls);
      await clock.advance(ms);
      return polls(tab.api.calls) - before;
    };
    const MINUTE = 60_000;
    expect(await asked(5 * MINUTE)).toBeGreaterThanOrEqual(29);
    expect(await asked(50 * MINUTE)).toBeLessThanOrEqual(51);
    await clock.advance(10 * MINUTE);
    expect(await asked(60 * MINUTE)).toBe(12);
    const before = polls(tab.api.calls);
    tab.connectivity.happen('active');
    expect(polls(tab.api.calls) - before).toBe(1);
    expect(await asked(MINUTE)).toBe(6);

    await clock.advance(120 * MINUTE);
    // In another tab: this one still asks for both.
    other.connectivity.happen('active');
    expect(await asked(MINUTE)).toBeGreaterThanOrEqual(6);
    await clock.advance(120 * MINUTE);
    tab.write('an edit is a sign as well');
    await clock.advance(5 * MINUTE);
    expect(await asked(MINUTE)).toBeGreaterThanOrEqual(1);
  });

  test('is done by one visible tab for all, and by the next one when that closes', async () => {
    const { tab, browser, clock, id } = await createSavedScene();
    const other = await openIn(browser, id);
    await clock.settle();
    const before = polls(other.api.calls);
    await clock.advance(50_000);
    expect(polls(other.api.calls)).toBe(before);
    tab.close();
    await clock.advance(50_000);
    expect(polls(other.api.calls)).toBe(before + 5);
  });

  test('is done in each tab for its session', async () => {
    const { tab, browser, clock } = await createSavedScene();
    const other = browser.openTab();
    await other.service.newSession(EMPTY_LISTS);
    await clock.until(other.service.save());
    await clock.settle();
    const before = [tab, other].map(({ api }) => polls(api.calls));
    await clock.advance(50_000);
    expect([tab, other].map(({ api }) => polls(api.calls))).toEqual(before.map((n) => n + 5));
  });

  test('is left to another tab by one that continues in a copy', async () => {
    const { tab, browser, clock, id } = await createSavedScene();
    const other = await openIn(browser, id);
    await clock.until(tab.service.saveAs({ title: 'Second', description: null }));
    await clock.settle();
    const before = polls(other.api.calls);
    await clock.advance(50_000);
    expect(polls(other.api.calls)).toBe(before + 5);
  });

  test('begins when the page becomes visible', async () => {
    const { tab, clock } = createScene();
    tab.connectivity.happen('hidden');
    await tab.service.newSession(EMPTY_LISTS);
    await clock.until(tab.service.save());
    const before = polls(tab.api.calls);
    expect(before).toBe(1); // the save looks at what it has made
    await clock.advance(50_000);
    expect(polls(tab.api.calls)).toBe(before);
    tab.connectivity.happen('visible');
    await clock.advance(50_000);
    expect(polls(tab.api.calls)).toBe(before + 6);
  });

  test('happens less and less often while the server does not respond, but at least every 5 min', async () => {
    const { tab, clock } = await createSavedScene();
    tab.api.faults = () => ({ kind: 'dropRequest' });
    await clock.advance(3_600_000);
    const inFirstHour = polls(tab.api.calls);
    expect(inFirstHour).toBeLessThan(40);
    await clock.advance(3_600_000);
    const inSecondHour = polls(tab.api.calls) - inFirstHour;
    expect(inSecondHour).toBeGreaterThanOrEqual(12);
    expect(inSecondHour).toBeLessThanOrEqual(24);
    tab.api.faults = () => null;
    await clock.advance(300_000);
    tab.connectivity.happen('active');
    const before = polls(tab.api.calls);
    await clock.advance(60_000);
    expect(polls(tab.api.calls) - before).toBe(6);
  });

  test("finds another browser's save at the next poll", async () => {
    const { tab, server, clock, id } = await createSavedScene();
    const elsewhere = await openIn(createFakeBrowser(server, clock), id);
    elsewhere.write('theirs');
    await clock.until(elsewhere.service.save());
    expect(tab.words).toMatch(/^Saved/);
    await clock.advance(10_000);
    expect(tab.words).toBe('Newer version in the cloud');
    expect(tab.lines).toEqual(['one']);
  });

  test("learns of another tab's save at once", async () => {
    const { tab, browser, clock, id } = await createSavedScene();
    const other = await openIn(browser, id);
    tab.write('two');
    await clock.until(tab.service.save());
    expect(other.words).toBe('Newer version in the cloud');
  });

  test('happens at once when a page comes back after hours, before it saves', async () => {
    const { tab, server, clock, id } = await createSavedScene();
    tab.connectivity.happen('hidden');
    tab.connectivity.happen('freeze');
    const elsewhere = await openIn(createFakeBrowser(server, clock), id);
    elsewhere.write('theirs');
    await clock.until(elsewhere.service.save());
    elsewhere.close();
    await clock.advance(8 * 3_600_000);
    tab.connectivity.happen('resume');
    tab.connectivity.happen('visible');
    await clock.settle();
    expect(tab.words).toBe('Newer version in the cloud');
    tab.write('mine');
    expect(await clock.until(tab.service.save())).toEqual({ kind: 'conflict' });
    expect(linesOnServer(server, id)).toEqual(['one', 'theirs']);
  });

  test('shows a conflict once, however many polls find it', async () => {
    const { tab, server, clock, id } = await createSavedScene();
    const elsewhere = await openIn(createFakeBrowser(server, clock), id);
    elsewhere.write('theirs');
    await clock.until(elsewhere.service.save());
    elsewhere.close();
    let opened = 0;
    let attention = '';
    tab.service.subscribe((state) => {
      const now =
        state.kind === 'Loaded' && state.mode === 'session' && state.remote.kind === 'conflict'
          ? state.remote.attention
          : '';
      if (now === 'open' && attention !== 'open') opened += 1;
      attention = now;
    });
    await clock.advance(10_000);
    await tab.service.resolve('notNow');
    await clock.advance(100_000);
    expect(opened).toBe(1);
  });

  test('takes a title that was changed elsewhere, without a question', async () => {
    const { tab, browser, server, clock, id } = await createSavedScene();
    const other = await openIn(browser, id);
    other.service.editMetadata({ title: 'Renamed', description: 'there' });
    await clock.until(other.service.save());
    await clock.advance(100);
    expect(tab.service.state).toMatchObject({
      metadata: { title: 'Renamed', description: 'there' },
      local: { kind: 'clean' },
      remote: { kind: 'watching' },
    });
    expect(tab.words).toMatch(/^Saved/);
    tab.write('two');
    expect(await clock.until(tab.service.save())).toMatchObject({ kind: 'saved', version: 3 });
    expect(server.sessions.get(id)?.metadata.title).toBe('Renamed');
  });

  test('is a conflict if the title was changed here too', async () => {
    const { tab, browser, clock, id } = await createSavedScene();
    const other = await openIn(browser, id);
    tab.service.editMetadata({ title: 'Mine', description: null });
    other.service.editMetadata({ title: 'Theirs', description: null });
    await clock.until(other.service.save());
    await clock.advance(100);
    expect(tab.words).toMatch(/^External changes detected; backing up/);
    const result = await clock.until(tab.service.differences());
    expect(result).toMatchObject({ differences: [{ label: 'Title and description' }] });
  });

  test('does not take its own saves for those of others, even title first and content later', async () => {
    const { tab, clock } = await createSavedScene();
    await clock.until(tab.service.save({ title: 'Renamed', description: null }));
    tab.write('two');
    await clock.until(tab.service.save());
    await clock.advance(60_000);
    expect(tab.words).toMatch(/^Saved/);
  });

  test.each([-1, 1])('is not misled by a clock that is %i days off', async (days) => {
    const { tab, server, browser, clock, id } = await createSavedScene();
    server.now = () => clock.now() + days * 86_400_000;
    tab.write('two');
    await clock.until(tab.service.save());
    await clock.advance(60_000);
    expect(tab.words).toMatch(/^Saved/);
    const other = await openIn(browser, id);
    other.write('theirs');
    await clock.until(other.service.save());
    expect(tab.words).toBe('Newer version in the cloud');
  });

  test('finds that the session was deleted from the cloud; what is shown is unsaved work then', async () => {
    const { tab, browser, server, clock, id } = await createSavedScene();
    server.sessions.delete(id);
    await clock.advance(11_000);
    expect(tab.words).toMatch(/^Deleted from the cloud; backed up/);
    tab.crash();
    const [offered] = await browser.openTab().service.recoverable();
    expect(offered).toMatchObject({ title: 'First', base: null });
  });

  test('makes a session unsaved that was deleted before the journal had stored it', async () => {
    const { tab, browser, server, clock, id } = await createSavedScene();
    await clock.until(tab.service.closeSession());
    const slow = browser.openTab();
    slow.journal.latencyMs = () => 15_000;
    await clock.until(slow.service.start({ sessionId: id }));
    server.sessions.delete(id);
    await clock.advance(200_000);
    expect(slow.words).toMatch(/^Deleted from the cloud; backed up/);
  });

  test('happens at once if another part of the page has changed something', async () => {
    const { tab, server, clock, id } = await createSavedScene();
    await clock.settle();
    server.sessions.delete(id);
    tab.service.pollNow();
    await clock.advance(1_000);
    expect(tab.words).toMatch(/^Deleted from the cloud/);
  });

  test('shows that nobody is signed in, and ends that', async () => {
    const { tab, clock } = await createSavedScene();
    tab.api.signedIn = null;
    await clock.advance(10_000);
    expect(tab.words).toMatch(/^Saved \d\d:\d\d, now signed out$/);
    tab.api.signedIn = 'alice';
    tab.service.signedIn('alice');
    expect(tab.words).toMatch(/^Saved \d\d:\d\d$/);
  });

  test('never leaves the old title on the new base: after a crash that would undo theirs', async () => {
    const { tab, browser, clock, id } = await createSavedScene();
    const elsewhere = await openIn(browser, id);
    elsewhere.service.editMetadata({ title: 'Theirs', description: null });
    await clock.until(elsewhere.service.save());
    elsewhere.close();
    for (let call = 1; call <= 3; call++) {
      tab.journal.latencyMs = () => 100;
      await clock.advance(100);
      for (const { info, head } of browser.disk.buffers.values()) {
        if (info.base?.title === 'Theirs') expect(head.get('metadata')).toContain('Theirs');
      }
    }
    tab.journal.latencyMs = () => 0;
    await clock.advance(20_000);
    expect(tab.service.state).toMatchObject({
      metadata: { title: 'Theirs' },
      local: { kind: 'clean' },
    });
  });

  test('finds a deletion during a backup: the buffer has no base any more', async () => {
    const { tab, browser, server, clock, id } = await createSavedScene();
    await clock.settle();
    tab.journal.latencyMs = () => 300;
    tab.write('two');
    await clock.advance(210);
    server.sessions.delete(id);
    tab.service.pollNow();
    await clock.advance(3_000);
    expect(tab.words).toMatch(/^Deleted from the cloud; backed up/);
    for (const { info, base } of browser.disk.buffers.values()) {
      expect(info).toMatchObject({ sessionId: id, base: null });
      expect(base).toBeNull();
    }
  });

  test('recognises a restored session: the next save goes into it and creates no second one', async () => {
    const { tab, browser, server, clock, id } = await createSavedScene();
    const stored = server.sessions.get(id);
    if (stored === undefined) throw new Error('It was not saved');
    server.sessions.delete(id);
    await clock.advance(11_000);
    expect(tab.words).toMatch(/^Deleted from the cloud/);
    server.sessions.set(id, {
      ...stored,
      metadata: { ...stored.metadata, etag: '"restored"' },
    });
    tab.service.pollNow();
    await clock.advance(1_000);
    expect(tab.words).toMatch(/^Saved/);
    expect(tab.service.state).toMatchObject({ persisted: { id }, local: { kind: 'clean' } });

    tab.write('two');
    await clock.advance(300);
    for (const { info } of browser.disk.buffers.values()) expect(info.sessionId).toBe(id);
    expect(await clock.until(tab.service.save())).toMatchObject({ kind: 'saved', id, version: 2 });
    expect([...server.sessions.keys()]).toEqual([id]);
  });

  test('a session that was deleted and restored between two polls is saved without a question', async () => {
    const { tab, server, clock, id } = await createSavedScene();
    const stored = server.sessions.get(id);
    if (stored === undefined) throw new Error('It was not saved');
    server.sessions.set(id, { ...stored, metadata: { ...stored.metadata, etag: '"restored"' } });
    tab.write('two');
    expect(await clock.until(tab.service.save())).toMatchObject({ kind: 'saved', version: 2 });
  });

  test('is no conflict if both sides have the same content', async () => {
    const { tab, browser, server, clock, id } = await createSavedScene();
    const other = await openIn(browser, id);
    tab.write('the same');
    other.write('the same');
    await clock.advance(300);
    await clock.until(other.service.save());
    await clock.advance(1_000);
    expect(tab.words).toMatch(/^Saved/);
    expect(tab.service.state).toMatchObject({
      persisted: { version: 2 },
      local: { kind: 'clean' },
    });
    tab.write('and more');
    expect(await clock.until(tab.service.save())).toMatchObject({ kind: 'saved', version: 3 });
    expect(linesOnServer(server, id)).toEqual(['one', 'the same', 'and more']);
  });

  test('keeps the last entry of a deleted session if nothing new can be written', async () => {
    const { tab, browser, server, clock, id } = await createSavedScene();
    tab.write('two');
    await clock.advance(300);
    tab.journal.fault = 'quota';
    browser.entries.answer = 'full';
    server.sessions.delete(id);
    await clock.advance(11_000);
    expect(tab.words).toMatch(/^NOT backed up/);
    expect([...browser.entries.texts.values()].join()).toContain('"two"');
  });

  test('creates a new session with a new key from a deleted one', async () => {
    const { tab, server, clock, id } = await createSavedScene();
    server.sessions.delete(id);
    await clock.advance(11_000);
    const saved = await clock.until(tab.service.save());
    expect(saved).toMatchObject({ kind: 'saved', version: 1 });
    expect(saved).not.toMatchObject({ id });
  });

  test('asks nothing if nothing is open, or the session is not in the cloud or was closed', async () => {
    const { tab, clock } = createScene();
    const look = async () => {
      tab.connectivity.happen('visible');
      tab.connectivity.happen('online');
      tab.service.pollNow();
      await clock.advance(100_000);
    };
    await look();
    await tab.service.newSession(EMPTY_LISTS);
    tab.write('one');
    await look();
    expect(polls(tab.api.calls)).toBe(0);
    await clock.until(tab.service.save());
    await clock.until(tab.service.closeSession());
    const before = tab.api.calls.length;
    await look();
    expect(tab.api.calls.length).toBe(before);
  });

  test('asks nothing by itself on activity in a page that is hidden, or was active all the time', async () => {
    const { tab, clock } = await createSavedScene();
    await clock.settle();
    const before = polls(tab.api.calls);
    tab.connectivity.happen('active');
    await clock.settle();
    expect(polls(tab.api.calls)).toBe(before);
    tab.connectivity.happen('hidden');
    await clock.advance(7_200_000);
    tab.connectivity.happen('active');
    await clock.settle();
    expect(polls(tab.api.calls)).toBe(before);
  });

  test('writes nothing on this device if nothing is new', async () => {
    const { tab, clock } = await createSavedScene();
    await clock.settle();
    const before = tab.journal.calls.length;
    await clock.advance(60_000);
    expect(tab.journal.calls.length).toBe(before);
  });

  test('tells the other tabs what it has found', async () => {
    const { tab, browser, server, clock, id } = await createSavedScene();
    const other = await openIn(browser, id);
    const elsewhere = await openIn(createFakeBrowser(server, clock), id);
    elsewhere.write('theirs');
    await clock.until(elsewhere.service.save());
    const before = polls(other.api.calls);
    await clock.advance(11_000);
    expect(tab.words).toBe('Newer version in the cloud');
    expect(other.words).toBe('Newer version in the cloud');
    expect(polls(other.api.calls)).toBe(before);
  });

  test('tells the other tabs of a restored session, too', async () => {
    const { tab, browser, server, clock, id } = await createSavedScene();
    const other = await openIn(browser, id);
    const stored = server.sessions.get(id);
    server.sessions.delete(id);
    for (const each of [tab, other]) each.service.pollNow();
    await clock.advance(1_000);
    expect(other.words).toMatch(/^Deleted from the cloud/);
    if (stored) server.sessions.set(id, stored);
    tab.service.pollNow();
    await clock.advance(1_000);
    expect([tab.words, other.words]).toEqual([tab.words, tab.words]);
    expect(other.words).toMatch(/^Saved/);
  });

  test('is not misled by a response that is older than what it knows', async () => {
    const { tab, server, clock, id } = await createSavedScene();
    const [old] = server.history(id);
    tab.write('two');
    await clock.until(tab.service.save());
    const outcome = { kind: 'ok', value: old?.metadata } as never;
    tab.api.faults = once({ kind: 'refuse', outcome }, 'getMetadata');
    await clock.advance(11_000);
    expect(tab.words).toMatch(/^Saved/);
    expect(tab.service.state).toMatchObject({ persisted: { version: 2 } });
  });

  test('counts a save once, even if a slow poll reports it too', async () => {
    const { tab, clock } = await createSavedScene();
    await clock.settle();
    tab.write('two');
    tab.api.latencyMs = () => 300;
    tab.service.pollNow();
    await clock.advance(10);
    tab.api.latencyMs = () => 200;
    expect(await clock.until(tab.service.save())).toMatchObject({ kind: 'saved', version: 2 });
    await clock.advance(2_000);
    expect(tab.serverChanges).toEqual(['sessions', 'sessions']);
  });

  test('shows that another user is signed in, and not that the session was deleted', async () => {
    const { tab, clock, id } = await createSavedScene();
    tab.api.signedIn = 'bob';
    await clock.advance(11_000);
    expect(tab.service.state).toMatchObject({
      persisted: { id },
      remote: { kind: 'watching' },
      cloud: { kind: 'signedOut', otherUser: true },
    });
    tab.api.signedIn = 'alice';
    await clock.advance(300_000);
    expect(tab.words).toMatch(/^Saved \d\d:\d\d$/);
  });

  test('resumes a waiting save as soon as the same user has signed in', async () => {
    const { tab, clock, server, id } = await createSavedScene();
    tab.write('two');
    tab.api.signedIn = null;
    expect(await clock.until(tab.service.save())).toMatchObject({ kind: 'paused' });
    tab.api.signedIn = 'bob';
    await clock.advance(60_000);
    expect(tab.api.updates).toHaveLength(1);
    tab.api.signedIn = 'alice';
    await clock.advance(300_000);
    expect(linesOnServer(server, id)).toEqual(['one', 'two']);
    expect(tab.words).toMatch(/^Saved/);
  });

  test('still shows that nobody is signed in while the server does not respond', async () => {
    const { tab, clock } = await createSavedScene();
    tab.api.signedIn = null;
    await clock.advance(11_000);
    tab.api.faults = () => ({ kind: 'dropRequest' });
    await clock.advance(60_000);
    expect(tab.words).toMatch(/now signed out$/);
  });

  test('does not take the deletion of the original session for one of the copy', async () => {
    const { tab, server, clock, id } = await createSavedScene();
    await clock.settle();
    server.sessions.delete(id);
    tab.api.latencyMs = () => 2_000;
    tab.service.pollNow();
    tab.api.latencyMs = () => 0;
    await clock.until(tab.service.saveAs({ title: 'Copy', description: null }), 1_000);
    await clock.advance(5_000);
    expect(tab.words).toMatch(/^Saved/);
    expect(tab.service.state).toMatchObject({
      metadata: { title: 'Copy' },
      remote: { kind: 'watching' },
    });
  });

  test('asks nothing right after a save, during one, or offline', async () => {
    const { tab, clock } = await createSavedScene();
    await clock.settle();
    const before = polls(tab.api.calls);
    tab.write('two');
    await clock.until(tab.service.save());
    await clock.settle();
    expect(polls(tab.api.calls)).toBe(before);
    tab.write('three');
    tab.api.latencyMs = () => 60_000;
    const saving = tab.service.save();
    await clock.advance(100_000);
    expect(polls(tab.api.calls)).toBe(before);
    await clock.until(saving);
    tab.connectivity.happen('offline');
    await clock.settle();
    const calls = tab.api.calls.length;
    await clock.advance(100_000);
    expect(tab.api.calls.length).toBe(calls);
  });

  test('asks nothing more if the page was hidden during a poll', async () => {
    const { tab, clock } = await createSavedScene();
    await clock.settle();
    tab.api.latencyMs = () => 1_000;
    tab.service.pollNow();
    tab.connectivity.happen('hidden');
    const before = polls(tab.api.calls);
    await clock.advance(100_000);
    expect(polls(tab.api.calls)).toBe(before);
  });

  test('does not ask who is signed in while a save waits for the network', async () => {
    const { tab, clock } = await createSavedScene();
    tab.write('two');
    tab.connectivity.happen('offline');
    await tab.service.save();
    const before = tab.api.calls.length;
    await clock.advance(60_000);
    expect(tab.api.calls.length).toBe(before);
  });

  test('marks a session as opened from this device until the server has responded', async () => {
    const { tab, browser, clock, id } = await createSavedScene();
    await clock.until(tab.service.closeSession());
    const offline = browser.openTab();
    offline.connectivity.happen('offline');
    await clock.until(offline.service.start({ sessionId: id }));
    expect(offline.service.state).toMatchObject({ isFromDevice: true });
    offline.api.faults = () => ({ kind: 'dropRequest' });
    offline.connectivity.happen('online');
    await clock.settle();
    expect(offline.service.state).toMatchObject({ isFromDevice: true });
    offline.api.faults = () => null;
    offline.service.pollNow();
    await clock.settle();
    expect(offline.service.state).toMatchObject({ isFromDevice: false });
  });

  test('does not take a restored session if a save may already have created a new one', async () => {
    const { tab, server, clock, id } = await createSavedScene();
    const stored = server.sessions.get(id);
    server.sessions.delete(id);
    tab.write('two');
    await clock.advance(11_000);
    tab.api.faults = (call) => (call === 'createSession' ? LOST_ANSWER : null);
    await clock.until(tab.service.save());
    if (stored) server.sessions.set(id, stored);
    await clock.advance(300_000);
    expect(tab.service.state).toMatchObject({ persisted: null });
    tab.api.faults = () => null;
    const saved = await clock.until(tab.service.save());
    expect(saved).toMatchObject({ kind: 'saved', version: 1 });
    expect(linesOnServer(server, id)).toEqual(['one']);
    expect(server.sessions.size).toBe(2);
  });
});

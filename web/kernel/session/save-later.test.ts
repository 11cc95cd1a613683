import { describe, expect, test } from 'vitest';
import { once } from '../testing/fake-api.ts';
import { EMPTY_LISTS } from '../testing/list-model.ts';
import { createSavedScene, createScene, linesOnServer, recoverFirst } from '../testing/scene.ts';

describe('offline', () => {
  test('a save waits, says so, and resumes by itself', async () => {
    const { tab, clock, server, id } = await createSavedScene();
    tab.connectivity.happen('offline');
    tab.write('two');
    expect(await clock.until(tab.service.save())).toMatchObject({
      kind: 'paused',
      reason: 'offline',
    });
    expect(await clock.until(tab.service.save())).toMatchObject({
      kind: 'paused',
      reason: 'offline',
    });
    await clock.advance(3_600_000);
    expect(tab.words).toBe('Offline, kept on this device');
    tab.connectivity.happen('online');
    await clock.advance(1_000);
    expect(linesOnServer(server, id)).toEqual(['one', 'two']);
    expect(tab.words).toMatch(/^Saved \d\d:\d\d$/);
  });

  test('fifty edits and a reload lead to one save with all of them', async () => {
    const { tab, clock, server, id } = await createSavedScene();
    tab.connectivity.happen('offline');
    for (let i = 1; i <= 50; i++) {
      tab.write(`edit ${i}`);
      await clock.advance(40);
    }
    const next = tab.reload();
    next.connectivity.online = false;
    await next.service.start({ sessionId: id });
    expect(next.lines).toHaveLength(51);
    await clock.until(next.service.save());
    next.connectivity.happen('online');
    await clock.advance(1_000);
    expect(linesOnServer(server, id)).toHaveLength(51);
    expect(server.history(id)).toHaveLength(2);
    expect(next.words).toMatch(/^Saved \d\d:\d\d$/);
  });

  test('a save still waits after a reload, if the last one landed while a backup was being written', async () => {
    const { tab, clock, id } = await createSavedScene();
    tab.connectivity.happen('offline');
    tab.write('two');
    await clock.until(tab.service.save());
    await clock.until(tab.service.flush());
    tab.api.latencyMs = () => 500;
    tab.connectivity.happen('online');
    while (tab.api.calls.at(-1) !== 'updateSession') await clock.advance(10);
    tab.journal.latencyMs = () => 1_000;
    tab.write('three');
    await clock.advance(5_000);
    expect(tab.journal.calls.slice(-2)).toEqual(['commit', 'confirmSaved']);
    expect(tab.words).toMatch(/^Unsaved changes/);
    tab.connectivity.happen('offline');
    expect(await clock.until(tab.service.save())).toMatchObject({ kind: 'paused' });
    const next = tab.reload();
    next.connectivity.online = false;
    await next.service.start({ sessionId: id });
    expect(next.service.state).toMatchObject({ savePromised: true });
  });

  test.each(['copy', 'snapshot'] as const)(
    'a %s that was asked for while a save was being sent fails at once, and is not made later',
    async (what) => {
      const { tab, clock, server } = await createSavedScene();
      const named = { title: 'Named', description: null };
      tab.write('two');
      tab.api.latencyMs = () => 100;
      void tab.service.save();
      while (tab.api.calls.at(-1) !== 'updateSession') await clock.advance(10);
      const asked: Promise<unknown> =
        what === 'copy' ? tab.service.saveAs(named) : tab.service.makeSnapshot(named);
      tab.connectivity.happen('offline');
      const problem = { kind: 'network' };
      expect(await clock.until(asked, 60_000)).toMatchObject({ kind: 'failed', problem });
      tab.connectivity.happen('online');
      await clock.advance(60_000);
      expect(tab.words).toMatch(/^Saved \d\d:\d\d$/);
      expect([server.sessions.size, server.snapshots.size]).toEqual([1, 0]);
    },
  );

  test('closing the session waits for a save that has waited and is being sent', async () => {
    const { tab, clock } = await createSavedScene();
    tab.connectivity.happen('offline');
    tab.write('two');
    await clock.until(tab.service.save());
    tab.api.latencyMs = () => 300;
    tab.connectivity.happen('online');
    while (tab.api.calls.at(-1) !== 'updateSession') await clock.advance(10);
    await clock.until(tab.service.closeSession());
    expect(await clock.until(tab.service.recoverable())).toEqual([]);
  });

  test('is shown even without a save, and hidden afterwards', async () => {
    const { tab } = await createSavedScene();
    tab.connectivity.happen('offline');
    expect(tab.words).toMatch(/^Saved \d\d:\d\d, now offline$/);
    tab.connectivity.happen('online');
    expect(tab.words).toMatch(/^Saved \d\d:\d\d$/);
  });
});

describe('signed out during a save', () => {
  test('everything is kept, and the save resumes when the same user signs in', async () => {
    const { tab, clock, server, id } = await createSavedScene();
    tab.api.signedIn = null;
    tab.write('two');
    expect(await clock.until(tab.service.save())).toMatchObject({
      kind: 'paused',
      reason: 'signedOut',
    });
    tab.write('three');
    await clock.advance(300);
    expect(tab.words).toMatch(/^Not saved: sign in again to save; back/);
    tab.api.signedIn = 'alice';
    tab.service.signedIn('alice');
    await clock.advance(1_000);
    expect(linesOnServer(server, id)).toEqual(['one', 'two', 'three']);
  });

  test('a wrong 401 is corrected by the next poll, or when the person saves again', async () => {
    const { tab, clock, server, id } = await createSavedScene();
    const refuseOnce = () => {
      tab.api.faults = once({ kind: 'refuse', outcome: { kind: 'signedOut' } }, 'updateSession');
    };
    refuseOnce();
    tab.write('two');
    expect(await clock.until(tab.service.save())).toMatchObject({ kind: 'paused' });
    await clock.advance(11_000);
    expect(linesOnServer(server, id)).toEqual(['one', 'two']);

    refuseOnce();
    tab.write('three');
    expect(await clock.until(tab.service.save())).toMatchObject({ kind: 'paused' });
    const again = await tab.service.save();
    if (again.kind !== 'paused') throw new Error('It did not wait');
    expect(await clock.until(again.ended, 1_000)).toMatchObject({ kind: 'saved', version: 3 });
  });

  test('after a wrong 401, a save that fails for another reason leaves nobody signed out', async () => {
    const { tab, clock } = createScene();
    await tab.service.newSession(EMPTY_LISTS);
    tab.api.faults = once({ kind: 'refuse', outcome: { kind: 'signedOut' } }, 'whoAmI');
    tab.write('one');
    expect(await clock.until(tab.service.save())).toMatchObject({ kind: 'paused' });
    const outcome = { kind: 'tooLarge', bytes: null, maxBytes: null } as const;
    tab.api.faults = once({ kind: 'refuse', outcome }, 'createSession');
    await clock.until(tab.service.save());
    await clock.advance(1_000);
    expect(tab.words).toMatch(/^Not saved: it is too large/);
    tab.write('two');
    expect(tab.service.state).toMatchObject({ cloud: { kind: 'idle' } });
  });

  test('a sign-in while the 401 is still on its way is not missed', async () => {
    const { tab, clock, server, id } = await createSavedScene();
    tab.api.signedIn = null;
    tab.api.latencyMs = () => 100;
    tab.write('two');
    void tab.service.save();
    await clock.advance(150);
    tab.api.signedIn = 'alice';
    tab.service.signedIn('alice');
    await clock.advance(5_000);
    expect(linesOnServer(server, id)).toEqual(['one', 'two']);
    expect(tab.words).toMatch(/^Saved \d\d:\d\d$/);
  });

  test('another user who signs in gets nothing of it', async () => {
    const { tab, clock, server } = createScene();
    await tab.service.newSession(EMPTY_LISTS);
    tab.write('one');
    tab.api.signedIn = 'bob';
    expect(await clock.until(tab.service.save())).toMatchObject({
      kind: 'paused',
      reason: 'signedOut',
    });
    expect(tab.words).toMatch(/^Not saved: somebody else is signed in; back/);
    tab.service.signedIn('bob');
    await clock.advance(60_000);
    expect(server.sessions.size).toBe(0);
    expect(tab.api.calls).not.toContain('createSession');
  });
});

test('a session does not count as deleted because another user has signed in', async () => {
  const { tab, clock, server, id } = await createSavedScene();
  tab.api.signedIn = 'bob';
  await clock.advance(10_000);
  expect(tab.words).toMatch(/^Saved \d\d:\d\d, now somebody else is signed in$/);
  tab.write('two');
  expect(await clock.until(tab.service.save())).toMatchObject({
    kind: 'paused',
    reason: 'signedOut',
  });
  await clock.advance(300);
  expect(tab.words).toMatch(/^Not saved: somebody else is signed in; back/);
  tab.api.signedIn = 'alice';
  tab.service.signedIn('alice');
  await clock.advance(1_000);
  expect(linesOnServer(server, id)).toEqual(['one', 'two']);
});

describe('a save that was promised', () => {
  test.each(['reload', 'crash'] as const)(
    'offline is carried out after a %s, without another press',
    async (how) => {
      const { tab, browser, server, clock, id } = await createSavedScene();
      tab.connectivity.happen('offline');
      tab.write('two');
      await clock.advance(300);
      expect(await clock.until(tab.service.save())).toMatchObject({ kind: 'paused' });
      await clock.advance(300);
      if (how === 'crash') tab.crash();
      const next = how === 'reload' ? tab.reload() : browser.openTab();
      next.connectivity.happen('offline');
      await clock.until(next.service.start({ sessionId: id }));
      if (how === 'crash') await recoverFirst(next);
      await clock.advance(1_000);
      expect(next.service.state).toMatchObject({ savePromised: true });
      expect(next.words).toMatch(/^Offline, kept on this device/);
      next.connectivity.happen('online');
      await clock.advance(3_000);
      expect(linesOnServer(server, id)).toEqual(['one', 'two']);
      expect(next.words).toMatch(/^Saved/);
      expect(next.service.state).toMatchObject({ savePromised: false });
      next.write('three');
      await clock.advance(300);
      const last = next.reload();
      await clock.until(last.service.start({ sessionId: id }));
      await clock.advance(20_000);
      expect(linesOnServer(server, id)).toEqual(['one', 'two']);
    },
  );

  test('just before page unload is kept as well, but one that has failed is not', async () => {
    const { tab, server, clock, id } = await createSavedScene();
    tab.connectivity.happen('offline');
    tab.write('two');
    await clock.advance(300);
    void tab.service.save();
    await clock.settle();
    const next = tab.reload();
    server.maxContentBytes = 10;
    await clock.until(next.service.start({ sessionId: id }));
    await clock.advance(3_000);
    expect(next.words).toMatch(/^Not saved/);
    server.maxContentBytes = Number.POSITIVE_INFINITY;
    const last = next.reload();
    await clock.until(last.service.start({ sessionId: id }));
    await clock.advance(20_000);
    expect(last.service.state).toMatchObject({ savePromised: false });
    expect(linesOnServer(server, id)).toEqual(['one']);
  });
});

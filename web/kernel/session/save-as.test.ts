import { describe, expect, test } from 'vitest';
import { LOST_ANSWER } from '../testing/fake-api.ts';
import { createFakeBrowser } from '../testing/fake-browser.ts';
import { createSavedScene, linesOnServer, openIn } from '../testing/scene.ts';

describe('save as', () => {
  test('creates a new session and continues in it; the first one does not change', async () => {
    const { tab, clock, server, id } = await createSavedScene();
    tab.write('two');
    const result = await clock.until(tab.service.saveAs({ title: 'Second', description: 'x' }));
    const copyId = result.kind === 'saved' ? result.id : '';
    expect(copyId).not.toBe(id);
    expect(linesOnServer(server, id)).toEqual(['one']);
    expect(linesOnServer(server, copyId)).toEqual(['one', 'two']);
    expect(tab.service.state).toMatchObject({
      metadata: { title: 'Second', description: 'x' },
      persisted: { id: copyId },
      local: { kind: 'clean' },
    });
    tab.write('three');
    await clock.until(tab.service.save());
    expect(linesOnServer(server, copyId)).toEqual(['one', 'two', 'three']);
  });

  test('from a session with many versions: a newer version of the copy is a conflict', async () => {
    const { tab, clock, server } = await createSavedScene();
    for (const line of ['two', 'three', 'four']) {
      tab.write(line);
      await clock.until(tab.service.save());
    }
    const copied = await clock.until(tab.service.saveAs({ title: 'Copy', description: null }));
    if (copied.kind !== 'saved') throw new Error(copied.kind);
    const other = await openIn(createFakeBrowser(server, clock), copied.id);
    other.write('theirs');
    await clock.until(other.service.save());
    tab.write('mine');
    await clock.advance(15_000);
    expect(tab.service.state).toMatchObject({ remote: { kind: 'conflict' } });
    expect(await clock.until(tab.service.resolve('overwrite'))).toEqual({ kind: 'done' });
    expect(linesOnServer(server, copied.id)).toContain('mine');
  });

  test('that fails does not change the session, which is backed up under its own title', async () => {
    const { tab, clock, server, id } = await createSavedScene();
    server.maxContentBytes = 10;
    tab.write('two');
    await clock.until(tab.service.saveAs({ title: 'Second', description: null }));
    expect(tab.service.state).toMatchObject({ metadata: { title: 'First' }, persisted: { id } });
    server.maxContentBytes = 10_000;
    expect(await clock.until(tab.service.save())).toEqual({ kind: 'saved', id, version: 2 });
  });

  test('repeated without a response creates one session, and repeated after a success another one', async () => {
    const { tab, clock, server } = await createSavedScene();
    const second = { title: 'Second', description: null };
    tab.api.faults = (call) => (call === 'createSession' ? LOST_ANSWER : null);
    const failed = await clock.until(tab.service.saveAs(second));
    expect(failed).toMatchObject({ kind: 'failed', problem: { kind: 'network' } });
    tab.api.faults = () => null;
    expect(await clock.until(tab.service.saveAs(second))).toMatchObject({ kind: 'saved' });
    expect(server.sessions.size).toBe(2);
    expect(await clock.until(tab.service.saveAs(second))).toMatchObject({ kind: 'saved' });
    expect(server.sessions.size).toBe(3);
  });

  test.each([
    { title: 'Third', description: 'x' },
    { title: 'Second', description: 'y' },
    { title: 'Second', description: null },
  ])('asked for as %o after no answer came for another is one of its own', async (third) => {
    const { tab, clock, server } = await createSavedScene();
    tab.api.faults = (call) => (call === 'createSession' ? LOST_ANSWER : null);
    await clock.until(tab.service.saveAs({ title: 'Second', description: 'x' }));
    tab.api.faults = () => null;
    expect(await clock.until(tab.service.saveAs(third))).toMatchObject({ kind: 'saved' });
    expect(server.sessions.size).toBe(3);
  });

  test.each([
    { signedIn: null, kind: 'signedOut', otherUser: false },
    { signedIn: 'bob', kind: 'otherUser', otherUser: true },
  ])('while $signedIn is signed in fails, and the status says so', async (wrong) => {
    const { tab, clock, server } = await createSavedScene();
    tab.api.signedIn = wrong.signedIn;
    const failed = await clock.until(tab.service.saveAs({ title: 'Second', description: null }));
    expect(failed).toEqual({ kind: 'failed', problem: { kind: wrong.kind } });
    const cloud = { kind: 'signedOut', otherUser: wrong.otherUser };
    expect(tab.service.state).toMatchObject({ cloud });
    expect(server.sessions.size).toBe(1);
  });

  test.each([
    ['offline', { kind: 'network', message: 'You are offline' }],
    ['signedOut', { kind: 'signedOut' }],
  ] as const)('is not made while a save waits (%s), and says why', async (reason, problem) => {
    const { tab, clock, server } = await createSavedScene();
    tab.write('two');
    if (reason === 'offline') tab.connectivity.happen('offline');
    else tab.api.signedIn = null;
    expect(await clock.until(tab.service.save())).toMatchObject({ kind: 'paused', reason });
    const copied = await clock.until(tab.service.saveAs({ title: 'Second', description: null }));
    expect(copied).toEqual({ kind: 'failed', problem });
    expect(server.sessions.size).toBe(1);
  });

  test('that fails does not change what is shown', async () => {
    const { tab, clock } = await createSavedScene();
    const before = tab.service.state;
    const outcome = { kind: 'tooLarge', bytes: 9, maxBytes: 8 } as const;
    tab.api.faults = (call) => (call === 'createSession' ? { kind: 'refuse', outcome } : null);
    await clock.until(tab.service.saveAs({ title: 'Second', description: null }));
    expect(tab.service.state).toMatchObject({
      cloud: 'cloud' in before ? before.cloud : null,
      local: { kind: 'clean' },
      metadata: { title: 'First' },
    });
  });
});

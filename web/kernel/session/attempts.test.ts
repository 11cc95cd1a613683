import { describe, expect, test } from 'vitest';
import { LOST_ANSWER, once } from '../testing/fake-api.ts';
import { failure } from '../testing/journal-calls.ts';
import { EMPTY_LISTS } from '../testing/list-model.ts';
import { createSavedScene, createScene, linesOnServer } from '../testing/scene.ts';

describe('a request body', () => {
  test('is made from the work in memory if the journal cannot prepare it', async () => {
    const { tab, clock, server, id } = await createSavedScene();
    tab.journal.prepare = async () => failure('damaged');
    tab.write('two');
    expect(await clock.until(tab.service.save())).toMatchObject({ kind: 'saved', version: 2 });
    expect(linesOnServer(server, id)).toEqual(['one', 'two']);
  });

  test('cannot be made if both fail: the save fails and says why', async () => {
    const { tab, clock, server, id } = await createSavedScene();
    tab.journal.prepare = async () => failure('damaged');
    tab.journal.pack = async () => failure('failed');
    tab.write('two');
    expect(await clock.until(tab.service.save())).toMatchObject({
      kind: 'failed',
      problem: { message: 'The journal says: failed' },
    });
    expect(server.history(id)).toHaveLength(1);
  });
});

describe('an attempt', () => {
  test('that the server refused is removed from the journal', async () => {
    const { tab, clock, browser } = await createSavedScene();
    const outcome = { kind: 'tooLarge', bytes: 9, maxBytes: 8 } as const;
    tab.api.faults = once({ kind: 'refuse', outcome }, 'updateSession');
    tab.write('two');
    await clock.until(tab.service.save());
    const [buffer] = browser.disk.buffers.values();
    expect(buffer?.sent).toEqual([]);
    expect(buffer?.pins.size).toBe(0);
  });

  test('whose outcome is unknown stays in the journal until it is known', async () => {
    const { tab, clock, browser } = await createSavedScene();
    tab.api.faults = (call) => (call === 'updateSession' ? LOST_ANSWER : { kind: 'dropRequest' });
    tab.write('two');
    void tab.service.save();
    await clock.advance(1_000);
    const [buffer] = browser.disk.buffers.values();
    expect(buffer?.sent).toHaveLength(1);
    expect(buffer?.pins.size).toBe(1);
  });

  test('that the journal does not hold is sent again byte for byte, without edits made meanwhile', async () => {
    const { tab, clock, server } = createScene();
    tab.journal.fault = 'quota';
    await tab.service.newSession(EMPTY_LISTS);
    tab.write('one');
    tab.api.faults = once(LOST_ANSWER, 'createSession');
    tab.api.latencyMs = () => 50;
    const saving = tab.service.save();
    await clock.advance(120);
    expect(tab.api.calls).toEqual(['whoAmI', 'createSession']);
    tab.write('two');
    tab.journal.fault = null;
    expect(await clock.until(saving)).toMatchObject({ kind: 'saved', version: 2 });
    expect(tab.api.calls.filter((call) => call === 'createSession')).toHaveLength(2);
    expect(server.sessions.size).toBe(1);
    const [id = ''] = server.sessions.keys();
    expect(server.history(id)).toHaveLength(2);
    expect(linesOnServer(server, id)).toEqual(['one', 'two']);
  });

  test('that was repeated after a crash is found by its key after the next crash', async () => {
    const { tab, clock, browser, server } = createScene();
    await tab.service.newSession(EMPTY_LISTS);
    tab.write('one');
    tab.api.faults = (call) => (call === 'createSession' ? LOST_ANSWER : null);
    void tab.service.save();
    await clock.advance(100);
    const [first] = [...browser.disk.buffers.values()].map(({ sent }) => sent);
    tab.crash();
    const next = browser.openTab();
    await next.service.start({});
    const [offered] = await next.service.recoverable();
    await next.service.recover(offered?.bufferId ?? '');
    next.api.faults = (call) => (call === 'createSession' ? LOST_ANSWER : null);
    void next.service.save();
    await clock.advance(100);
    const [second] = [...browser.disk.buffers.values()].map(({ sent }) => sent);
    expect(second).toEqual(first);
    expect(second?.[0]?.createKey).toMatch(/./);
    expect(server.sessions.size).toBe(1);
  });
});

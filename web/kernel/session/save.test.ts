import { describe, expect, test } from 'vitest';
import type { SessionMetadata } from '../ports/api.ts';
import type { Journaled, Prepared } from '../ports/journal.ts';
import type { Fault } from '../testing/fake-api.ts';
import { createFakeBrowser } from '../testing/fake-browser.ts';
import { sha256 } from '../testing/fake-server.ts';
import { EMPTY_LISTS, type Lists } from '../testing/list-model.ts';
import {
  createSavedScene,
  createScene,
  linesOnServer,
  openIn,
  recoverFirst,
} from '../testing/scene.ts';

const LOST_ANSWER: Fault = { kind: 'dropAnswer' };
const BUSY: Fault = { kind: 'refuse', outcome: { kind: 'unavailable', retryAfterMs: null } };

/** The next request of that name, or of any, meets the fault; later ones pass. */
function once(fault: Fault, name?: string): (call: string) => Fault | null {
  let left = 1;
  return (call) => (left > 0 && (name === undefined || call === name) && left-- > 0 ? fault : null);
}

describe('a save', () => {
  test('of a new session is one POST, of a saved one a PUT onto the version it knows', async () => {
    const { tab, clock, server, id } = await createSavedScene();
    const etag = server.sessions.get(id)?.metadata.etag;
    tab.write('two');
    expect(await clock.until(tab.service.save())).toEqual({ kind: 'saved', id, version: 2 });
    expect(tab.api.calls.filter((call) => call === 'createSession')).toHaveLength(1);
    expect(tab.api.updates.map((update) => update.etag)).toEqual([etag]);
    expect(linesOnServer(server, id)).toEqual(['one', 'two']);
  });

  test('of a session without changes sends nothing, and asks whether the server still holds it', async () => {
    const { tab, clock, id } = await createSavedScene();
    await clock.settle();
    const before = tab.api.calls.length;
    expect(await clock.until(tab.service.save())).toEqual({ kind: 'saved', id, version: 1 });
    expect(tab.api.calls.slice(before)).toEqual(['getMetadata']);
  });

  test('of a session without changes is the last word of the server while that does not answer', async () => {
    const { tab, clock, id } = await createSavedScene();
    tab.api.faults = () => LOST_ANSWER;
    expect(await clock.until(tab.service.save())).toEqual({ kind: 'saved', id, version: 1 });
  });

  test('of a session without changes that was deleted there does not pass for saved', async () => {
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

  test('of a session without changes that was changed there shows the conflict', async () => {
    const { tab, browser, server, clock, id } = await createSavedScene();
    tab.connectivity.happen('hidden');
    const elsewhere = await openIn(createFakeBrowser(server, clock), id);
    elsewhere.write('theirs');
    await clock.until(elsewhere.service.save());
    expect(browser.disk.kept.size).toBe(0);
    expect(await clock.until(tab.service.save())).toEqual({ kind: 'conflict' });
  });

  test('takes over a rename that another browser made, which was not seen yet', async () => {
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

  test('keeps its own title over versions whose content went there and back', async () => {
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

  test('whose title was changed here and there asks', async () => {
    const { tab, server, clock, id } = await createSavedScene();
    tab.connectivity.happen('hidden');
    const elsewhere = await openIn(createFakeBrowser(server, clock), id);
    await clock.until(elsewhere.service.save({ title: 'Theirs', description: null }));
    const mine = tab.service.save({ title: 'Mine', description: null });
    expect(await clock.until(mine)).toEqual({ kind: 'conflict' });
    expect(server.sessions.get(id)?.metadata).toMatchObject({ title: 'Theirs' });
  });

  test('carries a title cut in the middle of a character as text that comes back the same', async () => {
    const { tab, clock, server, id } = await createSavedScene();
    const saved = tab.service.save({ title: 'Half \ud83d', description: null });
    expect(await clock.until(saved)).toEqual({ kind: 'saved', id, version: 2 });
    expect(server.sessions.get(id)?.metadata.title).toBe('Half \ufffd');
    expect(tab.words).toMatch(/^Saved/);
  });

  test('under way when its session is left is waited for: nothing is offered as unsaved', async () => {
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

  test('as a copy that had no answer does not make the session it was made from pass for unsaved', async () => {
    const { tab, clock } = await createSavedScene();
    tab.api.faults = (call) => (call === 'createSession' ? LOST_ANSWER : null);
    const copied = tab.service.saveAs({ title: 'Again', description: null });
    expect(await clock.until(copied)).toMatchObject({ kind: 'failed' });
    expect(tab.words).toMatch(/^Saved/);
    await clock.until(tab.service.closeSession());
    expect(await tab.service.recoverable()).toEqual([]);
  });

  test('as a copy that is asked for again after no answer came makes one', async () => {
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

  test('that takes long does not hold up whoever leaves: the work is offered', async () => {
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

  test('of an untouched new session saves it as it is', async () => {
    const { tab, clock, server } = createScene();
    await tab.service.newSession(EMPTY_LISTS, { title: 'Bare', description: null });
    expect(await clock.until(tab.service.save())).toMatchObject({ kind: 'saved', version: 1 });
    expect(server.sessions.size).toBe(1);
    expect(tab.words).toMatch(/^Saved/);
  });

  test('where nothing can be saved says so', async () => {
    const { tab } = createScene();
    expect(await tab.service.save()).toEqual({ kind: 'nothingOpen' });
  });

  test('asked for twice at once makes one session and one version', async () => {
    const { tab, clock, server } = createScene();
    await tab.service.newSession(EMPTY_LISTS);
    tab.write('one');
    const [first, second] = await clock.until(
      Promise.all([tab.service.save(), tab.service.save()]),
    );
    expect(second).toEqual(first);
    expect(server.sessions.size).toBe(1);
  });

  test('with title and description carries them', async () => {
    const { tab, clock, server } = createScene();
    await tab.service.newSession(EMPTY_LISTS);
    const named = { title: 'Named', description: 'Why' };
    const result = await clock.until(tab.service.save(named));
    const id = result.kind === 'saved' ? result.id : '';
    expect(server.sessions.get(id)?.metadata).toMatchObject(named);
    expect(tab.service.state).toMatchObject({ metadata: named, local: { kind: 'clean' } });
  });

  test('leaves an edit made while it was under way unsaved and backed up', async () => {
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

  test('waits as long as a busy server asks, and then sends what was edited meanwhile in one go', async () => {
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

  test('of a new session that had to wait brings later edits after it', async () => {
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

  test('that a server refuses for ever ends, says so, and keeps the work', async () => {
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

  test('can be tried again after it failed', async () => {
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

  test('that is too large says how large, keeps the work, and is not tried again by itself', async () => {
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

  test('of a session that was deleted elsewhere fails, and can be saved as another', async () => {
    const { tab, clock, server, id } = await createSavedScene();
    server.sessions.delete(id);
    tab.write('two');
    expect(await clock.until(tab.service.save())).toMatchObject({ problem: { kind: 'notFound' } });
    const again = await clock.until(tab.service.saveAs({ title: 'Again', description: null }));
    expect(linesOnServer(server, again.kind === 'saved' ? again.id : '')).toEqual(['one', 'two']);
  });

  test('by two tabs onto the same version has one winner, and the other one is asked', async () => {
    const { tab, clock, server, browser, id } = await createSavedScene();
    const other = await openIn(browser, id);
    tab.write('mine', 'b');
    other.write('theirs', 'c');
    const results = await clock.until(Promise.all([tab.service.save(), other.service.save()]));
    expect(results.map(({ kind }) => kind).sort()).toEqual(['conflict', 'saved']);
    expect(server.history(id).map(({ metadata }) => metadata.version)).toEqual([1, 2]);
  });
});

describe('an unknown outcome', () => {
  test('of a PUT is settled by reading back: saved, one version, no conflict', async () => {
    const { tab, clock, server, id } = await createSavedScene();
    tab.api.faults = once(LOST_ANSWER, 'updateSession');
    tab.write('two');
    const seen: string[] = [];
    tab.service.subscribe(() => seen.push(tab.words));
    expect(await clock.until(tab.service.save())).toEqual({ kind: 'saved', id, version: 2 });
    expect(seen).toContain('No answer yet, checking whether it was saved...');
    expect(tab.api.updates).toHaveLength(1);
    expect(server.history(id)).toHaveLength(2);
  });

  test('of a PUT that never arrived is sent again onto the same version', async () => {
    const { tab, clock, server, id } = await createSavedScene();
    tab.api.faults = once({ kind: 'dropRequest' }, 'updateSession');
    tab.write('two');
    expect(await clock.until(tab.service.save())).toEqual({ kind: 'saved', id, version: 2 });
    const [first, second] = tab.api.updates;
    expect(second?.etag).toBe(first?.etag);
    expect(server.history(id)).toHaveLength(2);
  });

  test('of a PUT that somebody overtook is a conflict', async () => {
    const { tab, clock, browser, id } = await createSavedScene();
    const other = await openIn(browser, id);
    tab.connectivity.happen('hidden');
    other.write('theirs');
    tab.api.faults = once({ kind: 'dropRequest' }, 'updateSession');
    tab.write('mine');
    tab.api.latencyMs = () => 50;
    const saving = tab.service.save();
    await clock.until(other.service.save());
    expect(await clock.until(saving)).toEqual({ kind: 'conflict' });
  });

  test('of a POST is settled by the same POST: one session', async () => {
    const { tab, clock, server } = createScene();
    await tab.service.newSession(EMPTY_LISTS);
    tab.write('one');
    tab.api.faults = once(LOST_ANSWER, 'createSession');
    expect(await clock.until(tab.service.save())).toMatchObject({ kind: 'saved', version: 1 });
    expect(tab.api.calls.filter((call) => call === 'createSession')).toHaveLength(2);
    expect(server.sessions.size).toBe(1);
  });

  test('of a POST is settled by the same POST also after a crash and more edits', async () => {
    const { tab, clock, server, browser } = createScene();
    await tab.service.newSession(EMPTY_LISTS);
    tab.write('one');
    tab.api.faults = (call) => (call === 'createSession' ? LOST_ANSWER : null);
    void tab.service.save();
    await clock.advance(100);
    tab.write('two');
    await clock.advance(300);
    tab.crash();
    expect(server.sessions.size).toBe(1);

    const next = browser.openTab();
    await next.service.start({});
    const [offered] = await next.service.recoverable();
    await next.service.recover(offered?.bufferId ?? '');
    next.write('three');
    expect(await clock.until(next.service.save())).toMatchObject({ kind: 'saved', version: 2 });
    expect(server.sessions.size).toBe(1);
    const [id] = server.sessions.keys();
    expect(linesOnServer(server, id ?? '')).toEqual(['one', 'two', 'three']);
  });

  test('of a PUT is recognised as our own after a crash: no conflict with ourselves', async () => {
    const { tab, clock, server, browser, id } = await createSavedScene();
    tab.write('two');
    tab.api.faults = (call) => (call === 'updateSession' ? LOST_ANSWER : { kind: 'dropRequest' });
    void tab.service.save();
    await clock.advance(50);
    tab.write('three');
    await clock.advance(300);
    tab.crash();
    expect(linesOnServer(server, id)).toEqual(['one', 'two']);

    const next = browser.openTab();
    await next.service.start({ sessionId: id });
    const [offered] = await next.service.recoverable();
    await next.service.recover(offered?.bufferId ?? '');
    await clock.advance(100);
    expect(next.service.state).toMatchObject({ persisted: { version: 2 } });
    expect(next.words).toMatch(/^Unsaved changes, backed up/);
    expect(await clock.until(next.service.save())).toMatchObject({ kind: 'saved', version: 3 });
  });

  test('of a POST is asked about when what is recovered is older than what was sent', async () => {
    const { tab, clock, server, browser } = createScene();
    await tab.service.newSession(EMPTY_LISTS);
    tab.write('one');
    await clock.advance(300);
    const older = new Map(browser.entries.texts);
    tab.write('two');
    await clock.until(tab.service.save());
    tab.crash();
    browser.disk.buffers.clear();
    for (const [key, text] of older) browser.entries.write(key, text);

    const next = browser.openTab();
    await next.service.start({});
    await recoverFirst(next);
    next.write('three');
    expect(await clock.until(next.service.save())).toEqual({ kind: 'conflict' });
    const [id = ''] = server.sessions.keys();
    expect(linesOnServer(server, id)).toEqual(['one', 'two']);
    expect(await clock.until(next.service.resolve('overwrite'))).toEqual({ kind: 'done' });
    expect(linesOnServer(server, id)).toEqual(['one', 'three']);
    expect(await next.service.keptCopies()).toMatchObject([{ side: 'theirs' }]);
  });

  test('is what an answer is that does not match what was sent', async () => {
    const { tab, clock, server, id } = await createSavedScene();
    const other = server.sessions.get(id)?.metadata as SessionMetadata;
    const nonsense = { kind: 'ok', value: { ...other, version: 9 } } as never;
    tab.api.faults = once({ kind: 'refuse', outcome: nonsense }, 'updateSession');
    tab.write('two');
    expect(await clock.until(tab.service.save())).toMatchObject({ kind: 'saved', version: 2 });
    expect(linesOnServer(server, id)).toEqual(['one', 'two']);
  });

  test.each([
    ['lost on the way', { kind: 'dropRequest' }],
    ['lost on the way back', LOST_ANSWER],
    ['delivered twice', { kind: 'duplicate' }],
    ['answered by a gateway before the server saw it', BUSY],
    ['answered by a gateway after the server saw it', { ...BUSY, afterwards: true }],
  ] as const)('never loses or doubles anything, whichever request is %s', async (_, fault) => {
    for (let n = 1; ; n++) {
      const { tab, clock, server } = createScene();
      let count = 0;
      tab.api.faults = () => (++count === n ? fault : null);
      await tab.service.newSession(EMPTY_LISTS);
      for (const line of ['one', 'two', 'three']) {
        tab.write(line);
        expect(await clock.until(tab.service.save())).toMatchObject({ kind: 'saved' });
      }
      const [id, ...others] = server.sessions.keys();
      expect(others).toEqual([]);
      expect(linesOnServer(server, id ?? '')).toEqual(['one', 'two', 'three']);
      expect(server.history(id ?? '')).toHaveLength(3);
      if (count < n) break;
    }
  });
});

describe('an attempt', () => {
  test('that had landed is known in the refusal of the next one: no conflict with oneself', async () => {
    const { tab, clock, server, id } = await createSavedScene();
    const unavailable = { kind: 'unavailable', retryAfterMs: 1_000 } as const;
    let puts = 0;
    tab.api.faults = (call) => {
      if (call === 'updateSession') puts += 1;
      if (puts > 1) return null;
      return call === 'updateSession' ? LOST_ANSWER : { kind: 'refuse', outcome: unavailable };
    };
    tab.write('two');
    const saving = tab.service.save();
    await clock.advance(10);
    tab.write('three');
    expect(await clock.until(saving)).toEqual({ kind: 'saved', id, version: 3 });
    expect(linesOnServer(server, id)).toEqual(['one', 'two', 'three']);
  });

  test('that cannot be made again byte for byte is not sent as if it were the same', async () => {
    const { tab, clock, server } = createScene();
    await tab.service.newSession(EMPTY_LISTS);
    tab.write('one');
    tab.api.faults = (call) => (call === 'createSession' ? { kind: 'dropRequest' } : null);
    expect(await clock.until(tab.service.save())).toMatchObject({ kind: 'failed' });
    tab.api.faults = () => null;
    const { prepare } = tab.journal;
    tab.journal.prepare = async (bufferId, options) => {
      const made = await prepare(bufferId, options);
      return made.ok && options.generation !== undefined ? asAnotherBuildMakes(made) : made;
    };
    expect(await clock.until(tab.service.save())).toMatchObject({ kind: 'saved', version: 1 });
    const [session] = server.sessions.values();
    expect(session?.content).not.toMatch(/ $/);
  });
});

/** The same content, written in another way. */
function asAnotherBuildMakes(made: Extract<Journaled<Prepared>, { ok: true }>) {
  const { body } = made.value;
  const payload = JSON.parse(new TextDecoder().decode(body.bytes));
  const content = `${payload.content} `;
  const bytes = new TextEncoder().encode(JSON.stringify({ ...payload, content }));
  const value = { ...made.value, contentHash: sha256(content), body: { ...body, bytes } };
  return { ok: true, value } as const;
}

describe('a save that waits says how it ended in the end', () => {
  async function waiting() {
    const scene = await createSavedScene();
    const { tab, clock } = scene;
    tab.connectivity.happen('offline');
    tab.write('two');
    const [first, second] = [await tab.service.save(), await tab.service.save()];
    if (first.kind !== 'paused' || second.kind !== 'paused') throw new Error('It did not wait');
    expect(second.ended).toBe(first.ended);
    const goOnline = () => {
      tab.connectivity.happen('online');
      return clock.until(first.ended);
    };
    return { ...scene, goOnline, ended: first.ended };
  }

  test('when it was saved', async () => {
    const { goOnline, id } = await waiting();
    expect(await goOnline()).toEqual({ kind: 'saved', id, version: 2 });
  });

  test('when it failed', async () => {
    const { goOnline, tab } = await waiting();
    const outcome = { kind: 'tooLarge', bytes: 9, maxBytes: 8 } as const;
    tab.api.faults = () => ({ kind: 'refuse', outcome });
    expect(await goOnline()).toMatchObject({ kind: 'failed', problem: { kind: 'tooLarge' } });
  });

  test('when it met a conflict', async () => {
    const { goOnline, browser, clock, id } = await waiting();
    const other = await openIn(browser, id);
    other.write('theirs');
    await clock.until(other.service.save());
    expect(await goOnline()).toEqual({ kind: 'conflict' });
  });

  test('when the session was left', async () => {
    const { tab, clock, ended } = await waiting();
    await clock.until(tab.service.closeSession());
    expect(await clock.until(ended)).toEqual({ kind: 'nothingOpen' });
  });
});

describe('offline', () => {
  test('a save waits, says so, and goes on by itself', async () => {
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

  test('fifty edits and a reload end in one save with all of them', async () => {
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

  test('is said also while nobody saves, and taken back', async () => {
    const { tab } = await createSavedScene();
    tab.connectivity.happen('offline');
    expect(tab.words).toMatch(/^Saved \d\d:\d\d, now offline$/);
    tab.connectivity.happen('online');
    expect(tab.words).toMatch(/^Saved \d\d:\d\d$/);
  });
});

describe('signed out in the middle of a save', () => {
  test('everything is kept, and the same person goes on where it stopped', async () => {
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

  test('a refusal that was a mistake ends at the next look, or when the person saves again', async () => {
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

  test('a sign-in that comes while the refusal is still on its way is not missed', async () => {
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

  test('another person who signs in gets nothing of it', async () => {
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

test('a session is not taken for deleted because somebody else has signed in', async () => {
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

describe('save as', () => {
  test('makes a session of its own and goes on in it; the first one stays as it was', async () => {
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

  test('that fails leaves the session as it was, backed up under its own name', async () => {
    const { tab, clock, server, id } = await createSavedScene();
    server.maxContentBytes = 10;
    tab.write('two');
    await clock.until(tab.service.saveAs({ title: 'Second', description: null }));
    expect(tab.service.state).toMatchObject({ metadata: { title: 'First' }, persisted: { id } });
    server.maxContentBytes = 10_000;
    expect(await clock.until(tab.service.save())).toEqual({ kind: 'saved', id, version: 2 });
  });

  test('asked for again after no answer came is still one, and another one once it was made', async () => {
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

  test('a moment before the page goes is kept as well, and one that has failed is not', async () => {
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

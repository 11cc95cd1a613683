import { describe, expect, test } from 'vitest';
import type { SessionMetadata } from '../ports/api.ts';
import type { Journaled, Prepared } from '../ports/journal.ts';
import { BUSY, LOST_ANSWER, once } from '../testing/fake-api.ts';
import { sha256 } from '../testing/fake-server.ts';
import { failure } from '../testing/journal-calls.ts';
import { EMPTY_LISTS } from '../testing/list-model.ts';
import {
  createSavedScene,
  createScene,
  linesOnServer,
  openIn,
  recoverFirst,
} from '../testing/scene.ts';

test('a save whose body cannot be made on this device says so, and sends nothing', async () => {
  const { tab, clock } = await createSavedScene();
  tab.write('two');
  const refused = async () => failure('failed');
  Object.assign(tab.journal, { prepare: refused, pack: refused });
  expect(await clock.until(tab.service.save())).toMatchObject({
    kind: 'failed',
    problem: { kind: 'device' },
  });
  expect(tab.api.updates).toHaveLength(0);
});

describe('an unknown outcome', () => {
  test('of a PUT is found out by reading back: saved, one version, no conflict', async () => {
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

  test('of a PUT that never arrived leads to the same PUT again', async () => {
    const { tab, clock, server, id } = await createSavedScene();
    tab.api.faults = once({ kind: 'dropRequest' }, 'updateSession');
    tab.write('two');
    expect(await clock.until(tab.service.save())).toEqual({ kind: 'saved', id, version: 2 });
    const [first, second] = tab.api.updates;
    expect(second?.etag).toBe(first?.etag);
    expect(server.history(id)).toHaveLength(2);
  });

  test('of a PUT after which somebody else saved is a conflict', async () => {
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

  test('of a POST is found out by the same POST: one session', async () => {
    const { tab, clock, server } = createScene();
    await tab.service.newSession(EMPTY_LISTS);
    tab.write('one');
    tab.api.faults = once(LOST_ANSWER, 'createSession');
    expect(await clock.until(tab.service.save())).toMatchObject({ kind: 'saved', version: 1 });
    expect(tab.api.calls.filter((call) => call === 'createSession')).toHaveLength(2);
    expect(server.sessions.size).toBe(1);
  });

  test('of a POST is found out by the same POST also after a crash and more edits', async () => {
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

  test('of a PUT is recognised as our own after a crash: no conflict with it', async () => {
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

  test('of a POST is a conflict if the recovered work is older than what was sent', async () => {
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

  test('is assumed if the response does not match what was sent', async () => {
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
  test('that had landed is not the whole of a later save: later edits are sent on top of it', async () => {
    const { tab, clock, server, id } = await createSavedScene();
    let isDown = true;
    tab.api.faults = (call) => {
      if (!isDown) return null;
      return call === 'updateSession' ? LOST_ANSWER : { kind: 'dropRequest' };
    };
    tab.write('two');
    await clock.until(tab.service.save());
    isDown = false;
    tab.write('three');
    expect(await clock.until(tab.service.save())).toEqual({ kind: 'saved', id, version: 3 });
    expect(linesOnServer(server, id)).toEqual(['one', 'two', 'three']);
    expect(tab.words).toMatch(/^Saved/);
  });

  test('whose outcome is unknown is not sent again if it landed meanwhile', async () => {
    const { tab, clock, server, id } = await createSavedScene();
    const sentBefore = tab.api.calls.filter((call) => call === 'updateSession').length;
    let reads = 0;
    tab.api.faults = (call) => {
      if (call === 'updateSession') return LOST_ANSWER;
      reads += 1;
      return reads === 1 ? { kind: 'dropRequest' } : null;
    };
    tab.write('two');
    expect(await clock.until(tab.service.save())).toEqual({ kind: 'saved', id, version: 2 });
    const sent = tab.api.calls.filter((call) => call === 'updateSession').length - sentBefore;
    expect(sent).toBe(1);
    expect(linesOnServer(server, id)).toEqual(['one', 'two']);
  });

  test('that had landed is recognised in the 412 of the next one: no conflict with it', async () => {
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

  test('that cannot be repeated byte for byte is not sent under the same key', async () => {
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

describe('a body with what differs from the version that it replaces', () => {
  /** The journal says so of every body that may be one; the fake server takes the whole content. */
  async function withDeltas() {
    const scene = await createSavedScene();
    const { journal } = scene.tab;
    const asked: (string | undefined)[] = [];
    const { prepare } = journal;
    journal.prepare = async (bufferId, options) => {
      asked.push(options.onto);
      const made = await prepare(bufferId, options);
      if (!made.ok || options.onto === undefined) return made;
      return { ok: true, value: { ...made.value, body: { ...made.value.body, isDelta: true } } };
    };
    const base = scene.server.history(scene.id)[0]?.metadata.contentHash;
    return { ...scene, asked, base };
  }

  const refusals = [
    { kind: 'keyReused', current: null },
    { kind: 'invalid', message: 'There is no such field.', issues: [] },
    { kind: 'tooLarge', bytes: 9, maxBytes: 8 },
    { kind: 'failed', message: 'The stored document cannot be read', traceId: null },
  ] as const;

  test('is asked for with the hash of that version, and only once if the save succeeds', async () => {
    const { tab, clock, asked, base, id } = await withDeltas();
    tab.write('two');
    expect(await clock.until(tab.service.save())).toEqual({ kind: 'saved', id, version: 2 });
    expect(asked).toEqual([base]);
    expect(tab.api.updates).toHaveLength(1);
  });

  test.each(refusals)(
    'is followed by the whole content if the answer is $kind',
    async (outcome) => {
      const { tab, clock, server, asked, base, id } = await withDeltas();
      tab.api.faults = once({ kind: 'refuse', outcome }, 'updateSession');
      tab.write('two');
      const seen: string[] = [];
      tab.service.subscribe(() => seen.push(tab.words));
      expect(await clock.until(tab.service.save())).toEqual({ kind: 'saved', id, version: 2 });
      expect(asked).toEqual([base, undefined]);
      expect(tab.api.updates.map(({ body }) => body.isDelta)).toEqual([true, undefined]);
      expect(linesOnServer(server, id)).toEqual(['one', 'two']);
      expect(seen.filter((words) => words.startsWith('Not saved'))).toEqual([]);
    },
  );

  test('is followed by the whole content once, whose refusal counts', async () => {
    const { tab, clock, asked } = await withDeltas();
    const [, outcome] = refusals;
    tab.api.faults = (call) => (call === 'updateSession' ? { kind: 'refuse', outcome } : null);
    tab.write('two');
    expect(await clock.until(tab.service.save())).toMatchObject({ kind: 'failed' });
    expect(asked).toHaveLength(2);
  });

  test.each([LOST_ANSWER, { kind: 'dropRequest' } as const])(
    'is sent once more or found as any other after $kind',
    async (fault) => {
      const { tab, clock, server, id } = await withDeltas();
      tab.api.faults = once(fault, 'updateSession');
      tab.write('two');
      expect(await clock.until(tab.service.save())).toEqual({ kind: 'saved', id, version: 2 });
      expect(server.history(id)).toHaveLength(2);
      expect(tab.api.updates.every(({ body }) => body.isDelta)).toBe(true);
    },
  );

  test('is not sent again after a conflict: the person decides', async () => {
    const { tab, clock, browser, asked, id } = await withDeltas();
    const other = await openIn(browser, id);
    tab.connectivity.happen('hidden');
    other.write('theirs');
    await clock.until(other.service.save());
    tab.write('mine');
    expect(await clock.until(tab.service.save())).toEqual({ kind: 'conflict' });
    expect(asked).toHaveLength(1);
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

describe('a waiting save returns its result in the end', () => {
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

  test('after a success', async () => {
    const { goOnline, id } = await waiting();
    expect(await goOnline()).toEqual({ kind: 'saved', id, version: 2 });
  });

  test('after a failure', async () => {
    const { goOnline, tab } = await waiting();
    const outcome = { kind: 'tooLarge', bytes: 9, maxBytes: 8 } as const;
    tab.api.faults = () => ({ kind: 'refuse', outcome });
    expect(await goOnline()).toMatchObject({ kind: 'failed', problem: { kind: 'tooLarge' } });
  });

  test('after a conflict', async () => {
    const { goOnline, browser, clock, id } = await waiting();
    const other = await openIn(browser, id);
    other.write('theirs');
    await clock.until(other.service.save());
    expect(await goOnline()).toEqual({ kind: 'conflict' });
  });

  test('after the session was closed', async () => {
    const { tab, clock, ended } = await waiting();
    await clock.until(tab.service.closeSession());
    expect(await clock.until(ended)).toEqual({ kind: 'nothingOpen' });
  });
});

describe('a save that the person stops while it is being sent', () => {
  const MINUTE_MS = 60_000;

  async function stopped() {
    const scene = await createSavedScene();
    const { tab, clock } = scene;
    tab.write('two');
    tab.api.latencyMs = () => MINUTE_MS;
    const saving = tab.service.save();
    await clock.advance(100);
    expect(tab.words).toMatch(/^Saving/);
    tab.service.stopSending();
    await clock.settle();
    expect(await saving).toEqual({ kind: 'stopped' });
    expect(tab.words).toMatch(/^Unsaved changes/);
    tab.api.latencyMs = () => 0;
    return scene;
  }

  test('ends at once; if it arrives after all, the next save is no conflict', async () => {
    const { tab, clock, server, id } = await stopped();
    await clock.advance(3 * MINUTE_MS);
    tab.write('three');
    expect(await clock.until(tab.service.save())).toMatchObject({ kind: 'saved' });
    expect(linesOnServer(server, id)).toEqual(['one', 'two', 'three']);
    expect(tab.service.state).toMatchObject({ remote: { kind: 'watching' } });
  });

  test('can be saved again while the stopped one is under way', async () => {
    const { tab, clock, server, id } = await stopped();
    tab.write('three');
    expect(await clock.until(tab.service.save())).toMatchObject({ kind: 'saved' });
    expect(tab.words).toMatch(/^Saved/);
    await clock.advance(3 * MINUTE_MS);
    expect(linesOnServer(server, id)).toEqual(['one', 'two', 'three']);
    expect(tab.words).toMatch(/^Saved/);
    expect(tab.service.state).toMatchObject({ remote: { kind: 'watching' } });
  });

  test.each(['save', 'first save', 'copy', 'snapshot'] as const)(
    'before the first request (%s) sends nothing',
    async (what) => {
      const scene = what === 'first save' ? createScene() : await createSavedScene();
      const { tab, clock } = scene;
      if (what === 'first save') await tab.service.newSession(EMPTY_LISTS);
      tab.write('two');
      tab.journal.latencyMs = () => MINUTE_MS;
      tab.api.latencyMs = () => MINUTE_MS;
      const named = { title: 'Named', description: null };
      if (what === 'copy') void tab.service.saveAs(named);
      else if (what === 'snapshot') void tab.service.makeSnapshot(named);
      else void tab.service.save();
      const isAsking = () => tab.api.calls.at(-1) === 'whoAmI';
      const isPreparing = () => tab.journal.calls.at(-1) === 'prepare';
      while (!(what === 'save' ? isPreparing() : isAsking())) await clock.advance(MINUTE_MS);
      const sent = () => tab.api.calls.filter((call) => /^(create|update)/.test(call)).length;
      const before = sent();
      tab.service.stopSending();
      await clock.advance(9 * MINUTE_MS);
      expect(sent()).toBe(before);
      expect(tab.words).toMatch(/^Unsaved changes|^Not saved yet|^New/);
    },
  );

  test('takes the one that waits behind it along', async () => {
    const { tab, clock } = await createSavedScene();
    tab.write('two');
    tab.api.latencyMs = () => MINUTE_MS;
    const asked = [tab.service.save(), tab.service.saveAs({ title: 'Copy', description: null })];
    while (tab.api.calls.at(-1) !== 'updateSession') await clock.advance(100);
    const before = tab.api.calls.length;
    tab.service.stopSending();
    expect(await clock.until(Promise.all(asked))).toEqual([
      { kind: 'stopped' },
      { kind: 'stopped' },
    ]);
    expect(tab.api.calls.slice(before)).toEqual([]);
    tab.api.latencyMs = () => 0;
    expect(await clock.until(tab.service.save())).toMatchObject({ kind: 'saved' });
  });

  test.each(['save', 'copy'] as const)(
    'after it has landed (%s) is told as saved',
    async (what) => {
      const { tab, clock, server } = await createSavedScene();
      tab.write('two');
      await clock.until(tab.service.flush());
      tab.journal.latencyMs = () => MINUTE_MS;
      const saving =
        what === 'save'
          ? tab.service.save()
          : tab.service.saveAs({ title: 'Copy', description: null });
      while (tab.journal.calls.at(-1) !== 'confirmSaved') await clock.advance(MINUTE_MS / 2);
      tab.service.stopSending();
      expect(await clock.until(saving)).toMatchObject({ kind: 'saved' });
      expect(tab.words).toMatch(/^Saved/);
      expect(server.sessions.size).toBe(what === 'save' ? 1 : 2);
    },
  );

  test('between two requests sends nothing more, and is told as stopped', async () => {
    const { tab, clock, server, id } = await createSavedScene();
    tab.write('two');
    tab.api.faults = once(LOST_ANSWER, 'updateSession');
    tab.api.latencyMs = () => MINUTE_MS;
    const saving = tab.service.save();
    while (tab.api.calls.at(-1) !== 'updateSession') await clock.advance(100);
    tab.write('three');
    // The first request has landed; what was written since is about to be sent on top of it.
    while (server.history(id).length < 2) await clock.advance(MINUTE_MS / 4);
    const before = tab.api.calls.filter((call) => call === 'updateSession').length;
    tab.service.stopSending();
    expect(await clock.until(saving)).toEqual({ kind: 'stopped' });
    await clock.advance(9 * MINUTE_MS);
    const after = tab.api.calls.filter((call) => call === 'updateSession').length;
    expect(after).toBe(before);
    expect(tab.words).toMatch(/^Unsaved changes/);
  });

  test('ends at once also if an earlier one has landed and the rest waits for a busy server', async () => {
    const { tab, clock, server, id } = await createSavedScene();
    tab.write('two');
    tab.api.latencyMs = () => 100;
    void tab.service.save();
    while (server.history(id).length < 2) await clock.advance(10);
    tab.service.stopSending();
    tab.write('three');
    const outcome = { kind: 'throttled', retryAfterMs: 9 * MINUTE_MS } as const;
    tab.api.faults = (call) => (call === 'updateSession' ? { kind: 'refuse', outcome } : null);
    const saving = tab.service.save();
    await clock.advance(MINUTE_MS);
    tab.service.stopSending();
    expect(await clock.until(saving, MINUTE_MS)).toEqual({ kind: 'stopped' });
    expect(tab.words).toMatch(/^Unsaved changes/);
  });

  test('while it is found out whose it is stays stopped, also for somebody else', async () => {
    const { tab, clock } = await createSavedScene();
    tab.write('two');
    tab.api.faults = (call) =>
      call === 'updateSession' ? { kind: 'refuse', outcome: { kind: 'notFound' } } : null;
    tab.api.latencyMs = () => MINUTE_MS;
    const saving = tab.service.save();
    while (tab.api.calls.at(-1) !== 'whoAmI') await clock.advance(MINUTE_MS / 2);
    tab.api.signedIn = 'bob';
    tab.service.stopSending();
    expect(await clock.until(saving)).toEqual({ kind: 'stopped' });
    await clock.advance(3 * MINUTE_MS);
    expect(tab.service.state).toMatchObject({ savePromised: false });
  });

  test('while a copy of saved work is prepared leaves nothing to recover', async () => {
    const { tab, clock, browser } = await createSavedScene();
    tab.journal.latencyMs = () => MINUTE_MS;
    void tab.service.saveAs({ title: 'Copy', description: null });
    while (tab.journal.calls.at(-1) !== 'prepare') await clock.advance(MINUTE_MS / 2);
    tab.service.stopSending();
    await clock.until(tab.service.closeSession());
    expect(await clock.until(browser.openTab().service.recoverable())).toEqual([]);
  });
});

import { describe, expect, test } from 'vitest';
import type { Fault } from '../testing/fake-api.ts';
import { EMPTY_LISTS } from '../testing/list-model.ts';
import { createSavedScene, createScene, linesOnServer } from '../testing/scene.ts';

const LOST_ANSWER: Fault = { kind: 'dropAnswer' };
const LOST_REQUEST: Fault = { kind: 'dropRequest' };
const MINUTE_MS = 60_000;

/** Lines of the test's contents name assets. */
const line = (hash: string) => `asset:${hash}`;
const bytes = (count: number) => new Uint8Array(count).fill(7);

async function openWithAssets(...hashes: string[]) {
  const scene = createScene();
  const { browser, tab } = scene;
  await tab.service.newSession(EMPTY_LISTS, { title: 'First', description: null });
  for (const hash of hashes) {
    browser.assets.set(hash, bytes(1_000_000));
    tab.write(line(hash));
  }
  return scene;
}

const puts = (calls: readonly string[]) => calls.filter((call) => call === 'putAsset').length;

describe('a save of a session whose content names assets', () => {
  test('uploads what the server lacks first, and shows the progress', async () => {
    const { tab, clock, server } = await openWithAssets('a', 'b', 'c', 'd');
    server.assets.set('b', bytes(1));
    const words = new Set<string>();
    tab.service.subscribe(() => void words.add(tab.words));
    const result = await clock.until(tab.service.save());
    expect(result).toMatchObject({ kind: 'saved' });
    expect([...server.assets.keys()].sort()).toEqual(['a', 'b', 'c', 'd']);
    expect(puts(tab.api.calls)).toBe(3);
    expect(tab.api.calls.indexOf('createSession')).toBeGreaterThan(
      tab.api.calls.lastIndexOf('putAsset'),
    );
    expect([...words]).toContain('Uploading data: 1.0 of 3.0 MB');
    expect(tab.words).toMatch(/^Saved/);
  });

  test('does not ask about assets of the saved version', async () => {
    const { tab, clock } = await openWithAssets('a');
    await clock.until(tab.service.save());
    const before = tab.api.calls.length;
    tab.write('a word');
    await clock.until(tab.service.save());
    const after = tab.api.calls.slice(before);
    expect(after).not.toContain('missingAssets');
    expect(puts(after)).toBe(0);
  });

  test('fails and names the assets that are neither in the cloud nor on this device; nothing is sent', async () => {
    const { tab, clock, server, browser } = await openWithAssets('a', 'b', 'c');
    server.assets.set('a', bytes(1));
    browser.assets.delete('a');
    browser.assets.delete('b');
    expect(await clock.until(tab.service.save())).toMatchObject({
      kind: 'failed',
      problem: { kind: 'assetsMissing', hashes: ['b'] },
    });
    expect(server.sessions.size).toBe(0);
    expect(puts(tab.api.calls)).toBe(0);
    expect(tab.lines).toEqual(['a', 'b', 'c'].map(line));
  });

  test.each([1, 2, 3, 4, 5, 6])(
    'sends nothing twice when the answer of request %i is lost',
    async (nth) => {
      const { tab, clock, server } = await openWithAssets('a', 'b', 'c');
      let count = 0;
      tab.api.faults = (call) =>
        (call === 'missingAssets' || call === 'putAsset') && ++count === nth ? LOST_ANSWER : null;
      expect(await clock.until(tab.service.save())).toMatchObject({ kind: 'saved' });
      expect([...server.assets.keys()].sort()).toEqual(['a', 'b', 'c']);
      expect(puts(tab.api.calls)).toBe(3);
    },
  );

  test.each([1, 2, 3, 4, 5])(
    'that is cut from request %i on says so and keeps all of it here; the next one sends what is missing',
    async (nth) => {
      const { tab, clock, server } = await openWithAssets('a', 'b', 'c');
      let count = 0;
      tab.api.faults = () => (++count >= nth ? LOST_REQUEST : null);
      void tab.service.save();
      await clock.advance(MINUTE_MS);
      expect(tab.words).toBe('Not saved: the server cannot be reached');
      expect(tab.lines).toEqual(['a', 'b', 'c'].map(line));
      expect(server.sessions.size).toBe(0);
      const there = server.assets.size;
      expect(there).toBe(Math.max(0, nth - 3));
      tab.api.faults = () => null;
      const before = puts(tab.api.calls);
      expect(await clock.until(tab.service.save())).toMatchObject({ kind: 'saved' });
      expect(puts(tab.api.calls) - before).toBe(3 - there);
    },
  );

  test('continues as long as something arrives, however often the connection is lost', async () => {
    const hashes = Array.from({ length: 12 }, (_, i) => `hash${i}`);
    const { tab, clock, server } = await openWithAssets(...hashes);
    let count = 0;
    tab.api.faults = (call) => (call === 'putAsset' && count++ % 4 !== 0 ? LOST_REQUEST : null);
    expect(await clock.until(tab.service.save())).toMatchObject({ kind: 'saved' });
    expect(server.assets.size).toBe(12);
  });

  test('waits offline and continues with what is missing', async () => {
    const { tab, clock, server } = await openWithAssets('a', 'b', 'c', 'd', 'e');
    tab.api.faults = (call) => {
      if (call === 'putAsset' && puts(tab.api.calls) === 4) tab.connectivity.happen('offline');
      return null;
    };
    const paused = await clock.until(tab.service.save());
    expect(paused).toMatchObject({ kind: 'paused', reason: 'offline' });
    expect(server.sessions.size).toBe(0);
    tab.api.faults = () => null;
    tab.connectivity.happen('online');
    if (paused.kind !== 'paused') throw new Error('It did not wait');
    expect(await clock.until(paused.ended)).toMatchObject({ kind: 'saved' });
    expect([...server.assets.keys()].sort()).toEqual(['a', 'b', 'c', 'd', 'e']);
  });

  test('continues after a reload with what is missing', async () => {
    const { tab, clock, server } = await openWithAssets('a', 'b', 'c', 'd', 'e');
    await clock.until(tab.service.flush());
    tab.api.latencyMs = () => 100;
    const saving = tab.service.save();
    await clock.advance(500);
    void saving;
    const again = tab.reload();
    await clock.until(again.service.start({}));
    await clock.settle();
    expect(server.assets.size).toBeGreaterThan(0);
    const there = server.assets.size;
    expect(await clock.until(again.service.save())).toMatchObject({ kind: 'saved' });
    expect(server.assets.size).toBe(5);
    expect(puts(again.api.calls)).toBe(5 - there);
  });

  test('fails if an asset is on neither side, and nothing is lost', async () => {
    const { tab, clock, server, browser } = await openWithAssets('a', 'b');
    browser.assets.delete('b');
    expect(await clock.until(tab.service.save())).toEqual({
      kind: 'failed',
      problem: { kind: 'assetsMissing', hashes: ['b'] },
    });
    expect(server.sessions.size).toBe(0);
    expect(tab.words).toContain('neither on this device nor in the cloud');
    expect(tab.lines).toEqual([line('a'), line('b')]);
    browser.assets.set('b', bytes(1));
    expect(await clock.until(tab.service.save())).toMatchObject({ kind: 'saved' });
  });

  test('fails if the bytes on this device do not match the hash that the server lacks', async () => {
    const { tab, clock, server, browser } = await openWithAssets('a', 'b');
    const get = browser.assets.get.bind(browser.assets);
    // The device hands out nothing that is not what its name says.
    browser.assets.get = (hash) => (hash === 'b' ? undefined : get(hash));
    expect(await clock.until(tab.service.save())).toEqual({
      kind: 'failed',
      problem: { kind: 'assetsMissing', hashes: ['b'] },
    });
    expect(tab.api.calls).not.toContain('createSession');
    expect(server.sessions.size).toBe(0);
    expect(tab.words).toContain('neither on this device nor in the cloud');
    browser.assets.get = get;
    expect(await clock.until(tab.service.save())).toMatchObject({ kind: 'saved' });
    expect(puts(tab.api.calls)).toBe(2);
  });

  test('uploads again what the server has lost since the last save', async () => {
    const { tab, clock, server } = await openWithAssets('a', 'b');
    await clock.until(tab.service.save());
    server.assets.delete('a');
    tab.write('a word');
    expect(await clock.until(tab.service.save())).toMatchObject({ kind: 'saved', version: 2 });
    expect(server.assets.has('a')).toBe(true);
  });

  test('uploads the assets of an edit made meanwhile', async () => {
    const { tab, clock, server, browser } = await openWithAssets('a');
    tab.api.latencyMs = () => 50;
    const saving = tab.service.save();
    await clock.advance(120);
    browser.assets.set('late', bytes(1));
    tab.write(line('late'));
    const result = await clock.until(saving);
    if (result.kind !== 'saved') throw new Error(JSON.stringify(result));
    await clock.until(tab.service.save());
    expect(linesOnServer(server, result.id)).toEqual([line('a'), line('late')]);
    expect(server.assets.has('late')).toBe(true);
  });

  test('sends nothing once another user has signed in', async () => {
    const { tab, clock, server } = await openWithAssets('a');
    tab.api.signedIn = 'bob';
    void tab.service.save();
    await clock.advance(10_000);
    expect(server.assets.size).toBe(0);
  });
});

describe('a snapshot', () => {
  test('of a saved session uploads nothing', async () => {
    const { tab, clock } = await openWithAssets('a', 'b');
    await clock.until(tab.service.save());
    const before = tab.api.calls.length;
    const made = tab.service.makeSnapshot({ title: 'Shown', description: null });
    expect(await clock.until(made)).toMatchObject({ kind: 'created' });
    expect(tab.api.calls.slice(before)).not.toContain('missingAssets');
    expect(puts(tab.api.calls.slice(before))).toBe(0);
  });

  test('of a session with assets that were never saved uploads them first', async () => {
    const { tab, clock, server, browser } = { ...(await createSavedScene()) };
    browser.assets.set('a', bytes(1));
    tab.write(line('a'));
    const made = tab.service.makeSnapshot({ title: 'Shown', description: null });
    expect(await clock.until(made)).toMatchObject({ kind: 'created' });
    expect(server.assets.has('a')).toBe(true);
  });
});

describe('an upload that the person stops', () => {
  test('ends at once without a save, and the next save sends only what is missing', async () => {
    const { tab, clock, server } = await openWithAssets('a', 'b', 'c', 'd', 'e');
    let isStopped = false;
    tab.service.subscribe(() => {
      if (isStopped || !tab.words.startsWith('Uploading data: 2.0')) return;
      isStopped = true;
      tab.service.stopSending();
    });
    expect(await clock.until(tab.service.save())).toEqual({ kind: 'stopped' });
    expect(tab.words).toMatch(/^Unsaved changes/);
    expect(tab.api.calls).not.toContain('createSession');
    await clock.advance(1000);
    const before = server.assets.size;
    expect(before).toBeLessThanOrEqual(5);
    expect(await clock.until(tab.service.save())).toMatchObject({ kind: 'saved' });
    expect(puts(tab.api.calls)).toBe(5);
  });

  test('can be stopped while the server is still being asked what it lacks', async () => {
    const { tab, clock } = await openWithAssets('a');
    tab.api.latencyMs = () => MINUTE_MS;
    const saving = tab.service.save();
    await clock.advance(100);
    expect(tab.api.calls).toEqual(['whoAmI']);
    expect(tab.words).toBe('Checking which data to upload...');
    expect(tab.service.state).toMatchObject({ cloud: { kind: 'uploading' } });
    tab.service.stopSending();
    await clock.settle();
    expect(tab.words).toMatch(/^Unsaved changes/);
    expect(await clock.until(saving)).toEqual({ kind: 'stopped' });
    await clock.advance(10 * MINUTE_MS);
    expect(tab.api.calls).not.toContain('putAsset');
    expect(tab.words).toMatch(/^Unsaved changes/);
  });

  test('makes no snapshot either; stopping does nothing if there is no upload', async () => {
    const { tab, clock, server } = await openWithAssets('a');
    tab.service.stopSending();
    tab.service.subscribe(() => {
      if (tab.words.startsWith('Uploading')) tab.service.stopSending();
    });
    const made = tab.service.makeSnapshot({ title: 'Snap', description: null });
    expect(await clock.until(made)).toEqual({ kind: 'stopped' });
    expect(server.snapshots.size).toBe(0);
  });
});

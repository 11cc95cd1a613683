import { describe, expect, test } from 'vitest';
import { createSavedScene, openIn, recoverFirst } from './testing/scene.ts';

/** A session with a backed up, unsaved line; its page went into the back/forward cache. */
async function createCachedScene() {
  const scene = await createSavedScene();
  scene.tab.write('two');
  await scene.clock.advance(300);
  scene.tab.connectivity.happen('pagehide');
  return scene;
}

describe('a page that comes back', () => {
  test('takes its buffer again and continues in it if no other tab used it', async () => {
    const { tab, browser, clock, id } = await createCachedScene();
    const before = [...browser.disk.buffers.keys()];
    tab.connectivity.happen('pageshow');
    await clock.advance(100);
    tab.write('three');
    await clock.advance(300);
    expect([...browser.disk.buffers.keys()]).toEqual(before);
    const other = await openIn(browser, id);
    expect(await other.service.recoverable()).toEqual([]);
  });

  test('takes a new buffer if another tab has changed the old one', async () => {
    const { tab, browser, clock, id } = await createCachedScene();
    const other = await openIn(browser, id);
    await recoverFirst(other);
    other.write('three');
    await clock.advance(300);
    other.close();
    const [left = ''] = browser.disk.buffers.keys();
    tab.connectivity.happen('pageshow');
    await clock.advance(100);
    tab.write('four');
    await clock.advance(300);
    const ids = [...browser.disk.buffers.keys()];
    expect(ids).toEqual([left, expect.stringMatching(/./)]);
    const next = await openIn(browser, id);
    expect((await next.service.recoverable()).map(({ bufferId }) => bufferId)).toEqual([left]);
  });
});

describe('a page', () => {
  test.each(['hidden', 'freeze', 'pagehide'] as const)(
    'writes the edit of this moment synchronously when it hears "%s"',
    async (event) => {
      const { tab, browser } = await createSavedScene();
      tab.write('two');
      tab.connectivity.happen(event);
      const [key = ''] = browser.entries.keys('holdfast:session:');
      expect(browser.entries.read(key)).toContain('two');
    },
  );

  test.each(['visible', 'resume', 'pageshow'] as const)(
    'asks the server for the current version when it hears "%s"',
    async (event) => {
      const { tab, clock } = await createSavedScene();
      tab.connectivity.happen('hidden');
      const before = tab.api.calls.length;
      await clock.advance(60_000);
      expect(tab.api.calls).toHaveLength(before);
      tab.connectivity.happen(event);
      await clock.advance(0);
      expect(tab.api.calls.slice(before)).toEqual(['getMetadata']);
    },
  );
});

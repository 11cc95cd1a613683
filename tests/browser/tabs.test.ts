import type { BrowserContext, Page } from 'playwright-core';
import { afterAll, beforeAll, beforeEach, describe, expect, inject, test } from 'vitest';
import { newTestContext } from '../support/test-browser.ts';
import { startTestApp, type TestApp } from '../test-app/start.ts';

let app: TestApp;
let context: BrowserContext;

beforeAll(async () => {
  app = await startTestApp(inject('stack').functionsUrl);
});
afterAll(() => app?.close());
beforeEach(async () => {
  context = await newTestContext();
});

const held = (page: Page) => page.evaluate(async () => [...(await window.tabs.held())]);
const hold = (page: Page, id: string) => page.evaluate((buffer) => window.tabs.hold(buffer), id);
const restore = (page: Page) => page.evaluate(() => window.tabs.restore());

describe('Tabs', () => {
  async function start(page: Page): Promise<Page> {
    await page.goto(`${app.url}/adapters.html`);
    await page.evaluate(() => {
      window.tabs = window.adapters.newTabs();
      window.received = [];
    });
    return page;
  }
  const open = async () => start(await context.newPage());

  test('A buffer held by one tab is seen as held by all tabs and cannot be taken by another', async () => {
    const [one, two] = [await open(), await open()];
    expect(await hold(one, 'b1')).toBe(true);
    expect(await hold(one, 'b1')).toBe(true);
    expect(await hold(two, 'b1')).toBe(false);
    expect(await hold(two, 'b2')).toBe(true);
    expect((await held(one)).sort()).toEqual(['b1', 'b2']);
    expect((await held(two)).sort()).toEqual(['b1', 'b2']);
  });

  test('A released buffer can be taken by another tab', async () => {
    const [one, two] = [await open(), await open()];
    await hold(one, 'b1');
    await one.evaluate(() => window.tabs.release('b1', false));
    await expect.poll(() => hold(two, 'b1')).toBe(true);
  });

  test('A new tab has no buffer', async () => {
    expect(await restore(await open())).toBe(null);
  });

  test('A reloaded tab gets its buffer back, unless it was forgotten', async () => {
    const page = await open();
    await hold(page, 'b1');
    await page.evaluate(() => {
      addEventListener('pagehide', () => window.tabs.release('b1', false));
    });
    await page.reload();
    await start(page);
    expect(await restore(page)).toBe('b1');
    expect(await held(page)).toEqual(['b1']);
    await page.evaluate(() => window.tabs.release('b1', true));
    await page.reload();
    await start(page);
    expect(await restore(page)).toBe(null);
  });

  test('A duplicated tab does not take the buffer of the tab it was copied from', async () => {
    const original = await open();
    await hold(original, 'b1');
    const [duplicate] = await Promise.all([
      context.waitForEvent('page'),
      // Copies the session storage, as duplicating does.
      original.evaluate(() => void window.open('/adapters.html')),
    ]);
    expect(await duplicate.evaluate(() => sessionStorage.getItem('holdfast:buffer'))).toBe('b1');
    await start(duplicate);
    expect(await restore(duplicate)).toBe(null);
    expect(await held(original)).toEqual(['b1']);
  });

  test('A tab’s message reaches the other tabs and not itself', async () => {
    const [one, two] = [await open(), await open()];
    for (const page of [one, two]) {
      await page.evaluate(() => {
        window.tabs.subscribe((message) => window.received.push(message));
      });
    }
    await one.evaluate(() => window.tabs.post({ type: 'signedIn', ownerId: 'alice' }));
    const received = (page: Page) => page.evaluate(() => window.received);
    await expect.poll(() => received(two)).toEqual([{ type: 'signedIn', ownerId: 'alice' }]);
    expect(await received(one)).toEqual([]);
  });

  test('A crashed tab no longer holds anything', async () => {
    const [one, two] = [await open(), await open()];
    await hold(one, 'b1');
    const session = await context.newCDPSession(one);
    session.send('Page.crash').catch(() => undefined);
    await expect.poll(() => held(two)).toEqual([]);
    expect(await hold(two, 'b1')).toBe(true);
  });

  test('One tab is the leader, and the next one takes over when it resigns or closes', async () => {
    const [one, two] = [await open(), await open()];
    const lead = (page: Page) =>
      page.evaluate(() => {
        window.tabs.lead('poll', () => window.received.push('leads'));
      });
    const leads = (page: Page) => page.evaluate(() => window.received);
    await lead(one);
    await expect.poll(() => leads(one)).toEqual(['leads']);
    await lead(two);
    expect(await leads(two)).toEqual([]);
    await one.close();
    await expect.poll(() => leads(two)).toEqual(['leads']);
  });
});

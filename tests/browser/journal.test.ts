import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import { journalCases } from '../conformance/journal-cases.ts';
import { launchChromium, newContext } from '../support/chromium.ts';
import { startTestApp, type TestApp } from '../test-app/start.ts';

let app: TestApp;
let browser: Browser;
let page: Page;

beforeAll(async () => {
  app = await startTestApp(inject('stack').functionsUrl);
  browser = await launchChromium();
  page = await (await newContext(browser)).newPage();
  await page.goto(`${app.url}/adapters.html`);
});

afterAll(async () => {
  await browser?.close();
  await app?.close();
});

describe.each(['in the Worker', 'in the page'] as const)('The journal %s', (place) => {
  test.each(Object.keys(journalCases))('%s', async (name) => {
    const why = await page.evaluate(([at, of]) => window.adapters.runCase(at, of), [
      place,
      name,
    ] as const);
    expect(why).toBe(null);
  });
});

import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import { startSite } from '../../local/site.ts';
import { journalCases } from '../conformance/journal-cases.ts';
import { launchChromium, newContext } from '../support/chromium.ts';
import { freePort } from '../support/free-port.ts';
import { buildTestApp } from '../test-app/build.ts';

let browser: Browser;
let page: Page;
const closing: (() => Promise<unknown>)[] = [];

beforeAll(async () => {
  const folder = await mkdtemp(join(tmpdir(), 'holdfast-journal-'));
  closing.push(() => rm(folder, { recursive: true, force: true }));
  const site = await startSite({
    port: await freePort(),
    dist: await buildTestApp(folder),
    functionsUrl: inject('stack').functionsUrl,
  });
  closing.push(site.close);
  browser = await launchChromium();
  closing.push(() => browser.close());
  page = await (await newContext(browser)).newPage();
  await page.goto(`${site.url}/conformance.html`);
});

afterAll(async () => {
  for (const close of closing.reverse()) await close();
});

describe.each(['in the Worker', 'in the page'] as const)('The journal %s', (place) => {
  test.each(Object.keys(journalCases))('%s', async (name) => {
    expect(await page.evaluate(([at, of]) => window.runCase(at, of), [place, name] as const)).toBe(
      null,
    );
  });
});

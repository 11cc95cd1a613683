import type { Browser, BrowserContext, BrowserContextOptions } from 'playwright-core';
import { onTestFinished } from 'vitest';
import { launchChromium, newContext } from './chromium.ts';

let running: Promise<Browser> | undefined;

/** The browser shared by all test files of this worker; it ends with the process. After a crash it is replaced. */
export async function testBrowser(): Promise<Browser> {
  running ??= launchChromium();
  const browser = await running.catch((error) => {
    running = undefined;
    throw error;
  });
  if (browser.isConnected()) return browser;
  running = undefined;
  return testBrowser();
}

/** A separate profile in that browser, closed when the test ends. */
export async function newTestContext(options: BrowserContextOptions = {}): Promise<BrowserContext> {
  const context = await newContext(await testBrowser(), options);
  // Generous, because the machine may be busy; the test's own timeout ends what hangs.
  context.setDefaultTimeout(80_000);
  onTestFinished(() => context.close());
  return context;
}

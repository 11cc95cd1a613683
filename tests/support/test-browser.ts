import type { Browser, BrowserContext, BrowserContextOptions } from 'playwright-core';
import { onTestFinished } from 'vitest';
import { launchChromium, newContext } from './chromium.ts';

let running: Promise<Browser> | undefined;

/** The browser of all test files of this worker process; it ends with the process. One that crashed is replaced. */
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

/** A profile of its own in that browser, closed when the test ends, however it ends. */
export async function newTestContext(options: BrowserContextOptions = {}): Promise<BrowserContext> {
  const context = await newContext(await testBrowser(), options);
  // A busy machine takes its time; what never comes is ended by the time-out of the test.
  context.setDefaultTimeout(80_000);
  onTestFinished(() => context.close());
  return context;
}

import { readFile } from 'node:fs/promises';
import type { Browser, Page } from 'playwright-core';

/** What the process of a browser's only page has of memory after a collection, in MB; NaN where the machine does not tell. */
export async function pageMB(browser: Browser, page: Page): Promise<number> {
  const devtools = await page.context().newCDPSession(page);
  await devtools.send('HeapProfiler.collectGarbage');
  await devtools.detach();
  return (await memoryOf(browser)).now;
}

/** The largest page of a browser: what it has, and what it had at most, in MB. */
export async function memoryOf(browser: Browser): Promise<{ now: number; most: number }> {
  const devtools = await browser.newBrowserCDPSession();
  const { processInfo } = await devtools.send('SystemInfo.getProcessInfo');
  await devtools.detach();
  let largest = { now: Number.NaN, most: Number.NaN };
  for (const { type, id } of processInfo) {
    if (type !== 'renderer') continue;
    const status = await readFile(`/proc/${id}/status`, 'utf8').catch(() => '');
    const mb = (what: string) =>
      Math.round((Number(new RegExp(`${what}:\\s+(\\d+) kB`).exec(status)?.[1]) * 1024) / 1e6);
    if (!(mb('VmHWM') <= largest.most)) largest = { now: mb('VmRSS'), most: mb('VmHWM') };
  }
  return largest;
}

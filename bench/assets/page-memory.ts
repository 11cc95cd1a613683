import { readFile } from 'node:fs/promises';
import type { Browser, Page } from 'playwright-core';

/** Memory in MB of the process of a browser's only page after garbage collection; NaN if not available. */
export async function pageMB(browser: Browser, page: Page): Promise<number> {
  const devtools = await page.context().newCDPSession(page);
  await devtools.send('HeapProfiler.collectGarbage');
  await devtools.detach();
  return (await memoryOf(browser)).now;
}

/** Current and peak memory of a browser's largest page process, in MB. */
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

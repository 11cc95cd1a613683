import type { BrowserContext } from 'playwright-core';

/**
 * Limits the space that a site has in a browser, in bytes; undefined: as usual. To leave none, call it before the first
 * page of the site: once the site's databases are open, Chromium caches for a while how much space there was.
 */
export async function setQuota(
  context: BrowserContext,
  origin: string,
  quotaSize?: number,
): Promise<void> {
  const devtools = await context.newCDPSession(await context.newPage());
  const quota = quotaSize === undefined ? {} : { quotaSize };
  await devtools.send('Storage.overrideQuotaForOrigin', { origin, ...quota });
}

/** What the page's first script imports from the adapters. It is small, because the page's code loads meanwhile. */
import { createFetchAhead } from './fetch-ahead.ts';
import { createServerClock } from './server-clock.ts';

export { sessionPath, snapshotPath, WHO_PATH } from './paths.ts';

export const serverClock = createServerClock(fetch);

/** One for the page: the main script takes the responses that the first script has asked for. */
export const ahead = createFetchAhead(serverClock.fetch);

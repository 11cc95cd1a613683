/**
 * The page's first script. Asks who is here, and for the session or snapshot that the address names, while the code that
 * reads the answers is still loading. The code of sessions is loaded along with it only if the address names one, because
 * it would delay the start page on a slow line.
 */
import { ahead, sessionPath, snapshotPath, WHO_PATH } from './adapters/ahead/index.ts';
import { readAddress } from './ui/shell/place.ts';

const { sessionId, snapshotId, bufferId } = readAddress(location);
ahead.begin(WHO_PATH);
if (!bufferId) {
  if (sessionId) ahead.begin(sessionPath(sessionId));
  if (snapshotId) ahead.begin(snapshotPath(snapshotId));
}
if (sessionId || snapshotId) {
  for (const link of document.querySelectorAll<HTMLLinkElement>('link[rel="soon"]')) {
    link.rel = 'modulepreload';
  }
}

/**
 * The page's first script. Asks who is here, and for the session or snapshot that the address names, while the code that
 * reads the answers is still loading. The code of sessions is loaded along with it only if the address names one, because
 * it would delay the start page on a slow line. No module, because the browser runs those later.
 */
import { type Begun, begin, sessionPath, snapshotPath, WHO_PATH } from './adapters/ahead/index.ts';
import { readAddress } from './ui/shell/place.ts';

const begun: Begun = new Map();
Object.assign(globalThis, { begun });
const { sessionId, snapshotId, bufferId } = readAddress(location);
begin(begun, WHO_PATH);
if (!bufferId) {
  if (sessionId) begin(begun, sessionPath(sessionId));
  if (snapshotId) begin(begun, snapshotPath(snapshotId));
}
if (sessionId || snapshotId) {
  for (const href of document.currentScript?.dataset.session?.split(' ') ?? []) {
    const link = document.createElement('link');
    document.head.append(Object.assign(link, { rel: 'modulepreload', href }));
  }
}

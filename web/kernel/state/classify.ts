import type { SessionMetadata } from '../ports/api.ts';
import type { SessionState } from './session-state.ts';
import { sameMetadata } from './work.ts';

/**
 * Tells whether a version on the server is nothing new (`old`, `same`), a fast-forward or a conflict. Uses only
 * the server's version numbers and hashes, no clock. It is a fast-forward if its content is that of the base, and
 * title and description did not change on both sides.
 */
export function classify(
  { base, work, seenVersion }: Pick<SessionState<unknown>, 'base' | 'work' | 'seenVersion'>,
  theirs: SessionMetadata,
): 'old' | 'same' | 'fastForward' | 'conflict' {
  if (theirs.version < seenVersion) return 'old';
  if (base === null || theirs.version < base.metadata.version) return 'same';
  // A session that was restored from the trash has the same version with a new ETag.
  if (theirs.etag === base.metadata.etag) return 'same';
  if (theirs.contentHash !== base.metadata.contentHash) return 'conflict';
  const mine = work.metadata;
  const changedByOne = sameMetadata(theirs, base.metadata) || sameMetadata(mine, base.metadata);
  return changedByOne || sameMetadata(mine, theirs) ? 'fastForward' : 'conflict';
}

import type { SessionMetadata } from '../ports/api.ts';
import type { SessionState } from './session-state.ts';
import { sameMetadata } from './work.ts';

/**
 * What a version on the server means for what is open here: nothing (`old`, `same`), a fast-forward,
 * or a conflict. Compares the server's numbers with the server's numbers, never with a clock of ours.
 * Fast-forward: the content is the base's (still, or again), and title and description did not change
 * on both sides.
 */
export function classify(
  { base, work, seenVersion }: Pick<SessionState<unknown>, 'base' | 'work' | 'seenVersion'>,
  theirs: SessionMetadata,
): 'old' | 'same' | 'fastForward' | 'conflict' {
  if (theirs.version < seenVersion) return 'old';
  if (base === null || theirs.version <= base.metadata.version) return 'same';
  if (theirs.contentHash !== base.metadata.contentHash) return 'conflict';
  const mine = work.metadata;
  const changedByOne = sameMetadata(theirs, base.metadata) || sameMetadata(mine, base.metadata);
  return changedByOne || sameMetadata(mine, theirs) ? 'fastForward' : 'conflict';
}

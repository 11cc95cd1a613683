import { type Metadata, type SessionMetadata, sameMetadata } from '../metadata.ts';

/** What the server's state means for what is open here. */
export type Verdict = 'old' | 'same' | 'takeOver' | 'conflict';

/**
 * Compares the server's numbers with the server's numbers, never with a clock of ours. `takeOver`:
 * the content is the base's (still, or again), and title and description did not change on both sides.
 */
export function judge(
  base: SessionMetadata,
  theirs: SessionMetadata,
  mine: Metadata,
  seenVersion: number,
): Verdict {
  if (theirs.version < seenVersion) return 'old';
  if (theirs.version <= base.version) return 'same';
  if (theirs.contentHash !== base.contentHash) return 'conflict';
  const changedByOne = sameMetadata(theirs, base) || sameMetadata(mine, base);
  return changedByOne || sameMetadata(mine, theirs) ? 'takeOver' : 'conflict';
}

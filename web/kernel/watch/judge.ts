import { type Metadata, type SessionMetadata, sameMetadata } from '../metadata.ts';

/** What the server's state means for what is open here. */
export type Verdict = 'old' | 'same' | 'takeOver' | 'conflict';

/**
 * Compares the server's numbers with the server's numbers, never with a clock of ours. `takeOver`:
 * the content is still the base's, and only the title or the description moved on, which were not
 * changed here too.
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
  return sameMetadata(mine, base) || sameMetadata(mine, theirs) ? 'takeOver' : 'conflict';
}

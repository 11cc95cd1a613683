import type { Context } from '../context.ts';
import { changedParts, partsOf } from '../parts.ts';
import type { LoadedSession, Local } from '../state.ts';
import type { WorkingCopy } from '../working-copy.ts';

/**
 * What this device holds of a session: clean where it is what the server has, by root hash (so that
 * undoing an edit makes it clean again), or by identity where the journal has no head.
 */
export function localOf<Content>(
  { model }: Context<Content>,
  { head, baseParts, baseRootHash }: WorkingCopy,
  session: LoadedSession<Content>,
): Local {
  const parts = partsOf(model, session.content, session.metadata);
  const waiting: Local = session.local.kind === 'notBackedUp' ? session.local : { kind: 'dirty' };
  if (head === null) {
    const isBase = baseParts !== null && changedParts(baseParts, parts).size === 0;
    return isBase ? { kind: 'clean' } : waiting;
  }
  if (changedParts(head.parts, parts).size > 0) return waiting;
  if (head.rootHash === baseRootHash) return { kind: 'clean' };
  return { kind: 'backedUp', atMs: head.atMs };
}

import type { SessionMetadata } from '../ports/api.ts';
import type { Journal, KeptInfo } from '../ports/journal.ts';
import { deviceProblem, type Problem } from '../ports/problem.ts';
import type { Work } from '../state/work.ts';
import type { Context } from './context.ts';

/**
 * Keeps a copy of what is about to be replaced or discarded.
 * @param base the server's version that it is or is based on; null if it was never saved.
 * @returns null once it is kept
 */
export async function keepCopy<Content>(
  { clock, journal, ownerId }: Context<Content>,
  side: KeptInfo['side'],
  { metadata: { title, description }, drafts }: Omit<Work<Content>, 'content'>,
  base: SessionMetadata | null,
  source: Parameters<Journal['keep']>[1],
): Promise<Problem | null> {
  const { id: sessionId = null, version = null } = base ?? {};
  const keptAtMs = clock.now();
  const info = { title, description, drafts, ownerId, sessionId, side, version, keptAtMs };
  const kept = await journal.keep(info, source);
  return kept.ok ? null : deviceProblem(kept);
}

import type { Context } from '../context.ts';
import type { SessionMetadata } from '../metadata.ts';
import { partsOf } from '../parts.ts';
import type { Parts } from '../ports/journal.ts';
import type { Problem } from '../problem.ts';
import { readContent } from '../read-content.ts';
import { problemOf } from '../save/problems.ts';

/** The other side of a conflict, as the server has it. */
export interface Theirs<Content> {
  readonly metadata: SessionMetadata;
  readonly contentText: string;
  readonly content: Content;
  readonly parts: Parts;
}

export type FetchedTheirs<Content> =
  | { readonly ok: true; readonly theirs: Theirs<Content> }
  | { readonly ok: false; readonly problem: Problem };

/** Fetches theirs once; any failure is for a person to try again. */
export async function fetchTheirs<Content>(
  { api, model, connectivity }: Context<Content>,
  id: string,
): Promise<FetchedTheirs<Content>> {
  if (!connectivity.online)
    return { ok: false, problem: { kind: 'network', message: 'You are offline' } };
  const outcome = await api.getSession(id);
  if (outcome.kind !== 'ok') return { ok: false, problem: problemOf(outcome) };
  const { metadata, content: contentText } = outcome.value;
  const read = readContent(model, contentText);
  if (!read.ok) return read;
  const parts = partsOf(model, read.content, metadata);
  return { ok: true, theirs: { metadata, contentText, content: read.content, parts } };
}

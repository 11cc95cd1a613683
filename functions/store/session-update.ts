import type { PatchOperation } from '@azure/cosmos';
import type { SessionUpdate } from '../../contract/sessions.ts';
import { assertFits, type EncodedContent, encodeContent } from './content.ts';
import type { StoreContext } from './context.ts';
import type { CosmosContainer, Stored } from './cosmos-container.ts';
import { PreconditionFailed, Throttled } from './errors.ts';
import { type SessionDocument, stateHash, toSessionMetadata } from './session-document.ts';

/** The fields that an update names; what it leaves as it is stays undefined. */
interface Change {
  readonly title: string | undefined;
  readonly description: string | null | undefined;
  readonly content: EncodedContent | undefined;
}

type WholeChange = { readonly [Field in keyof Change]: Exclude<Change[Field], undefined> };

/** Longest pause before a lost race is run again, in ms. */
const RACE_PAUSE_MS = 30;
const BUSY_RETRY_AFTER_MS = 1000;

/**
 * Changes a session, by value: a state that is already there is not written again and never a
 * conflict. Without `ifMatch` the last writer wins. Answers the session as it stands then.
 */
export async function updateSession(
  container: CosmosContainer<SessionDocument>,
  { user, budget }: StoreContext,
  id: string,
  update: SessionUpdate,
  ifMatch: string | undefined,
): Promise<Stored<SessionDocument>> {
  const change = await readChange(update);
  if (isWhole(change)) {
    const written = await overwrite(container, id, user.id, change, ifMatch);
    if (written) return written;
  }
  while (budget.remainingMs > 0) {
    const current = await container.read(id, user.id);
    const { metadata } = current.document;
    const state = stateAfter(change, current.document);
    if (state === metadata.state_hash) return current;
    if (ifMatch !== undefined && ifMatch !== current.etag) {
      throw new PreconditionFailed(toSessionMetadata(current.document, current.etag));
    }
    assertFits({ ...metadata, ...current.document, ...change, ...change.content?.stored });
    try {
      return await container.patch(id, user.id, operations(change, state), {
        ifMatch: current.etag,
      });
    } catch (error) {
      if (!(error instanceof PreconditionFailed)) throw error;
    }
    await new Promise((resolve) => setTimeout(resolve, Math.random() * RACE_PAUSE_MS));
  }
  throw new Throttled(BUSY_RETRY_AFTER_MS);
}

/** One round trip: writes unless the state is there already. Undefined when that, or `ifMatch`, failed. */
async function overwrite(
  container: CosmosContainer<SessionDocument>,
  id: string,
  owner: string,
  change: WholeChange,
  ifMatch: string | undefined,
): Promise<Stored<SessionDocument> | undefined> {
  const { title, description, content } = change;
  const state = stateHash(title, description, content.hash);
  assertFits({ title, description, title__lower: title, ...content.stored });
  try {
    return await container.patch(id, owner, operations(change, state), {
      ifMatch,
      // Hex digits only: nothing a user wrote goes into the text of a predicate.
      onlyIf: `FROM c WHERE c.metadata.state_hash != '${state}'`,
    });
  } catch (error) {
    if (error instanceof PreconditionFailed) return undefined;
    throw error;
  }
}

async function readChange(update: SessionUpdate): Promise<Change> {
  const description = update.description ?? undefined;
  return {
    title: update.title?.toWellFormed(),
    description: description === '' ? null : description?.toWellFormed(),
    content: update.content == null ? undefined : await encodeContent(update.content),
  };
}

function isWhole(change: Change): change is WholeChange {
  return Object.values(change).every((value) => value !== undefined);
}

function stateAfter(
  { title, description, content }: Change,
  { metadata }: SessionDocument,
): string {
  return stateHash(
    title ?? metadata.title,
    description === undefined ? metadata.description : description,
    content?.hash ?? metadata.content_hash,
  );
}

/** At most 10 operations, which is what one patch may hold. */
function operations({ title, description, content }: Change, state: string): PatchOperation[] {
  const values = {
    '/metadata/updated_at': new Date().toISOString(),
    '/metadata/state_hash': state,
    ...(title === undefined
      ? {}
      : { '/metadata/title': title, '/metadata/title__lower': title.toLowerCase() }),
    ...(description === undefined ? {} : { '/metadata/description': description }),
    ...(content && {
      '/metadata/content_hash': content.hash,
      '/metadata/content_bytes': content.bytes,
      '/content': content.stored.content,
      '/content_encoding': content.stored.content_encoding,
    }),
  };
  const sets = Object.entries(values).map(([path, value]) => ({ op: 'set', path, value }) as const);
  return [...sets, { op: 'incr', path: '/metadata/version', value: 1 }];
}

import type { PatchOperation } from '@azure/cosmos';
import type { ContentDelta, SessionUpdate } from '../../contract/sessions.ts';
import { fold } from '../../contract/titles.ts';
import { assertFits, type EncodedContent, encodeContent, type Sent } from './content.ts';
import { applyDelta, isBaseOf, resultBytes } from './content-delta.ts';
import type { StoreContext } from './context.ts';
import type { CosmosContainer, Stored } from './cosmos-container.ts';
import { DeltaNotApplicable, PreconditionFailed, Throttled, Unavailable } from './errors.ts';
import {
  assetFields,
  foldedDescription,
  type SessionDocument,
  stateHash,
  toSessionMetadata,
} from './session-document.ts';
import { SessionHistory } from './session-history.ts';
import { inTurn } from './turns.ts';

/** The fields that an update contains; undefined fields stay unchanged. */
interface Change {
  readonly title: string | undefined;
  readonly description: string | null | undefined;
  readonly content: Pick<EncodedContent, 'hash' | 'bytes'> | undefined;
  /** The content ready to be stored; undefined until it is made from `delta`. */
  readonly encoded: EncodedContent | undefined;
  readonly delta: ContentDelta | undefined;
  /** `asset_hashes`, or no field. */
  readonly assets: ReturnType<typeof assetFields>;
}

/**
 * Longest pause before retrying a lost race: a multiple of the time the race took, and a maximum in ms. The
 * winning instance completes several updates meanwhile, which costs less in total than racing for each one.
 */
const RACE_PAUSE_RACES = 8;
const RACE_PAUSE_MAX_MS = 2000;
const BUSY_RETRY_AFTER_MS = 1000;

/**
 * Changes a session. The comparison is by value: a change that is already in place is neither written nor
 * a conflict. Without `ifMatch` the last writer wins. The overwritten version is first kept in the history.
 * Returns the session as it is afterwards.
 */
export async function updateSession(
  container: CosmosContainer<SessionDocument>,
  context: StoreContext,
  id: string,
  update: Sent<SessionUpdate>,
  ifMatch: string | undefined,
): Promise<Stored<SessionDocument>> {
  const { user, budget } = context;
  const history = new SessionHistory(context);
  const change = await readChange(update);
  const { delta } = change;
  return inTurn<Stored<SessionDocument>>(JSON.stringify([user.id, id]), budget, async (before) => {
    // The result of the previous update saves a read. It may be stale, so it is never a reason to refuse.
    let known = before;
    let { encoded } = change;
    for (let races = 1; budget.forWritesMs > 0; races++) {
      const started = performance.now();
      const current = known ?? (await container.read(id, user.id));
      const isRead = current !== known;
      known = undefined;
      const next = metadataAfter(change, current.document);
      const isDone = isUnchanged(change, next, current.document);
      const isStale = ifMatch !== undefined && ifMatch !== current.etag;
      const isBase = !delta || isBaseOf(delta, current.document);
      if (!isRead && (isDone || isStale || !isBase)) continue;
      if (isDone) return current;
      if (isStale) {
        throw new PreconditionFailed(toSessionMetadata(current.document, current.etag));
      }
      if (!isBase) throw new DeltaNotApplicable(NOT_ITS_BASE);
      if (delta && next.content_hash !== current.document.metadata.content_hash) {
        encoded ??= await applyDelta(delta, current.document, context.reserve);
      }
      const changed = { metadata: next, ...encoded?.stored, ...change.assets };
      assertFits({ ...current.document, ...changed });
      await history.keep(current.document);
      const written = await write(container, current, operations(changed), next);
      if (written) return written;
      await pauseAfterRace(races, performance.now() - started);
    }
    throw new Throttled(BUSY_RETRY_AFTER_MS);
  });
}

const NOT_ITS_BASE = 'The stored content or its assets are not what the delta is based on.';

/** Undefined if another writer was faster. */
async function write(
  container: CosmosContainer<SessionDocument>,
  { document: { id, owner_id }, etag }: Stored<SessionDocument>,
  operations: PatchOperation[],
  next: SessionDocument['metadata'],
): Promise<Stored<SessionDocument> | undefined> {
  try {
    return await container.patch(id, owner_id, operations, { ifMatch: etag });
  } catch (error) {
    if (error instanceof PreconditionFailed) return undefined;
    if (!(error instanceof Unavailable)) throw error;
    // The outcome is unknown: read back whether the change was written.
    const now = await container.read(id, owner_id);
    const { version, state_hash } = now.document.metadata;
    if (version === next.version && state_hash === next.state_hash) return now;
    throw error;
  }
}

async function pauseAfterRace(races: number, tookMs: number): Promise<void> {
  const longest = Math.min(RACE_PAUSE_MAX_MS, tookMs * RACE_PAUSE_RACES * 2 ** (races - 1));
  await new Promise((resolve) => setTimeout(resolve, Math.random() * longest));
}

async function readChange(update: Sent<SessionUpdate>): Promise<Change> {
  const description = update.description ?? undefined;
  const delta = update.contentDelta ?? undefined;
  const encoded = update.content == null ? undefined : await encodeContent(update.content);
  return {
    title: update.title?.toWellFormed(),
    description: description === '' ? null : description?.toWellFormed(),
    content: delta ? { hash: delta.contentHash, bytes: resultBytes(delta) } : encoded,
    encoded,
    delta,
    assets: assetFields(update.assets),
  };
}

/** Whether the session already equals what the change would make of it. */
function isUnchanged(
  { assets: { asset_hashes: wanted } }: Change,
  { state_hash }: SessionDocument['metadata'],
  { metadata, asset_hashes = [] }: SessionDocument,
): boolean {
  if (state_hash !== metadata.state_hash) return false;
  const had = new Set(asset_hashes);
  return !wanted || (wanted.length === had.size && wanted.every((hash) => had.has(hash)));
}

/** The metadata of the version that the change creates. */
function metadataAfter(change: Change, { metadata }: SessionDocument): SessionDocument['metadata'] {
  const title = change.title ?? metadata.title;
  const description = change.description === undefined ? metadata.description : change.description;
  const content_hash = change.content?.hash ?? metadata.content_hash;
  // A delta whose result is stored already is not applied, so its size is not checked.
  const isSameContent = content_hash === metadata.content_hash;
  return {
    ...metadata,
    title,
    title__lower: change.title === undefined ? metadata.title__lower : fold(title),
    description,
    description__lower: foldedDescription(description),
    updated_at: new Date().toISOString(),
    version: metadata.version + 1,
    content_hash,
    content_bytes: isSameContent ? metadata.content_bytes : (change.content?.bytes ?? 0),
    state_hash: stateHash(title, description, content_hash),
  };
}

function operations(changed: object): PatchOperation[] {
  return Object.entries(changed).map(([name, value]) => ({ op: 'set', path: `/${name}`, value }));
}

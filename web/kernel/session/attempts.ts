import type { Body, Failure, Metadata, Outcome, SessionMetadata } from '../ports/api.ts';
import type { Journaled, Prepared } from '../ports/journal.ts';
import type { Attempt } from '../state/session-state.ts';
import { partsOf, sameMetadata, type Work, workOf } from '../state/work.ts';
import type { Backup } from './backup.ts';
import type { SessionContext } from './context.ts';

export type MadeAttempt<Content> =
  | { readonly kind: 'made'; readonly attempt: Attempt<Content>; readonly body: Body }
  | Failure;

interface AttemptOptions {
  readonly createKey: string | null;
  /** Sent instead of the session's own title and description. */
  readonly metadata?: Metadata | undefined;
}

/**
 * Makes what is shown now ready to be sent, and remembers it durably as sent before it is. Where
 * the journal does not hold it, it is packed from the work at hand, and remembered in memory only.
 */
export async function makeAttempt<Content>(
  own: SessionContext<Content>,
  backup: Backup,
  { createKey, metadata }: AttemptOptions,
): Promise<MadeAttempt<Content>> {
  const { journal, model } = own;
  const isWritten = await backup.flush();
  if (own.session !== null && isWritten) {
    const { bufferId } = own.session.buffer;
    const options = { pin: { createKey }, ...(metadata && { metadata }) };
    const prepared = await journal.prepare(bufferId, options);
    // The journal answers in order, so this is its head unless a commit slipped in before.
    const head = own.session?.head;
    if (prepared.ok) {
      const isHead = head?.generation === prepared.value.generation;
      return remember(own, prepared.value, { createKey, work: isHead ? head.work : null });
    }
  }
  if (own.session === null) return LEFT;
  const { work } = own.session;
  const sent = metadata === undefined ? work : workOf(work.content, metadata);
  const packed = await journal.pack(partsOf(model, sent));
  if (!packed.ok) return { kind: 'failed', message: packed.message, traceId: null };
  return remember(own, packed.value, { createKey, work, packed: true });
}

/** Whoever asked is gone, and nobody will read this. */
const LEFT: Failure = { kind: 'failed', message: 'The session was left', traceId: null };

function remember<Content>(
  own: SessionContext<Content>,
  prepared: Prepared,
  made: { createKey: string | null; work: Work<Content> | null; packed?: boolean },
): MadeAttempt<Content> {
  const { createKey, work, packed = false } = made;
  const { generation, title, description, contentHash, storedBytes, body } = prepared;
  const sent = { generation, title, description, contentHash, createKey };
  const attempt: Attempt<Content> = { sent, work, packed };
  own.dispatch({ type: 'prepared', storedBytes });
  own.dispatch({ type: 'attemptMade', attempt });
  return { kind: 'made', attempt, body };
}

/** The same attempt once more, byte for byte; null where it cannot be made again. */
export async function remakeAttempt<Content>(
  own: SessionContext<Content>,
  { sent, work, packed }: Attempt<Content>,
): Promise<Body | null> {
  if (own.session === null) return null;
  const { journal, model } = own;
  const { generation, title, description, createKey } = sent;
  const metadata = { title, description };
  const result: Journaled<Prepared> =
    packed && work !== null
      ? await journal.pack(partsOf(model, workOf(work.content, metadata)))
      : await journal.prepare(own.session.buffer.bufferId, {
          generation,
          metadata,
          pin: { createKey },
        });
  return result.ok && result.value.contentHash === sent.contentHash ? result.value.body : null;
}

/** Whether the server's state is what was sent: content, title and description, by value. */
export function isWhatWasSent({ sent }: Attempt<unknown>, theirs: SessionMetadata): boolean {
  return sent.contentHash === theirs.contentHash && sameMetadata(sent, theirs);
}

/** The attempt that made the server's state, if it was one of ours. */
export function ownAttempt<Content>(
  { session }: SessionContext<Content>,
  theirs: SessionMetadata,
): Attempt<Content> | null {
  return session?.attempts.findLast((attempt) => isWhatWasSent(attempt, theirs)) ?? null;
}

/** After an answer that says the attempt did not happen and never will. */
export async function dropIfRefused<Content>(
  own: SessionContext<Content>,
  attempt: Attempt<Content>,
  outcome: Outcome<unknown>,
): Promise<void> {
  if (REFUSALS.has(outcome.kind)) await dropAttempts(own, [attempt]);
}

const REFUSALS: ReadonlySet<Outcome<unknown>['kind']> = new Set([
  'notFound',
  'tooLarge',
  'assetsMissing',
  'invalid',
  'signedOut',
  'throttled',
]);

/** Forgets attempts that did not land, all if not told which. */
export async function dropAttempts<Content>(
  own: SessionContext<Content>,
  attempts = own.session?.attempts ?? [],
): Promise<void> {
  own.dispatch({ type: 'attemptsDropped', attempts });
  if (own.session?.attempts.length === 0) await own.journal.unpin(own.session.buffer.bufferId);
}

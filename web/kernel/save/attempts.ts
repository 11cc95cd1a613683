import type { Backup } from '../backup/backup.ts';
import { type Context, openParts } from '../context.ts';
import { type Metadata, type SessionMetadata, sameMetadata } from '../metadata.ts';
import { withMetadata } from '../parts.ts';
import type { Body, Failure, Outcome } from '../ports/api.ts';
import type { Journaled, Parts, Prepared } from '../ports/journal.ts';
import type { Attempt, WorkingCopy } from '../working-copy.ts';

export type MadeAttempt =
  | { readonly kind: 'made'; readonly attempt: Attempt; readonly body: Body }
  | Failure;

interface AttemptOptions {
  readonly createKey: string | null;
  /** Sent instead of the session's own title and description. */
  readonly metadata?: Metadata | undefined;
}

/**
 * Makes what is shown now ready to be sent, and remembers it durably as sent before it is. Where
 * the journal does not hold it, it is packed from the parts at hand, and remembered in memory only.
 */
export async function makeAttempt<Content>(
  context: Context<Content>,
  copy: WorkingCopy,
  backup: Backup,
  { createKey, metadata }: AttemptOptions,
): Promise<MadeAttempt> {
  const { journal } = context;
  if (await backup.flush()) {
    const result = await journal.prepare(copy.info.bufferId, {
      pin: { createKey },
      ...(metadata && { metadata }),
    });
    if (result.ok) {
      // The journal answers in order, so this is its head unless a commit slipped in before.
      const parts = copy.head?.generation === result.value.generation ? copy.head.parts : null;
      return made(context, copy, result.value, createKey, parts);
    }
  }
  const parts = openParts(context);
  if (parts === null) return LEFT;
  const sentParts = metadata === undefined ? parts : withMetadata(parts, metadata);
  return packed(context, copy, await journal.pack(sentParts), createKey, parts);
}

/** Whoever asked is gone, and nobody will read this. */
const LEFT: Failure = { kind: 'failed', message: 'The session was left', traceId: null };

/** The same attempt once more, byte for byte; null where it cannot be made again. */
export async function remakeAttempt<Content>(
  context: Context<Content>,
  copy: WorkingCopy,
  { sent, parts, packed }: Attempt,
): Promise<Body | null> {
  const { generation, title, description, createKey } = sent;
  const metadata = { title, description };
  const result =
    packed && parts !== null
      ? await context.journal.pack(withMetadata(parts, metadata))
      : await context.journal.prepare(copy.info.bufferId, {
          generation,
          metadata,
          pin: { createKey },
        });
  return result.ok && result.value.contentHash === sent.contentHash ? result.value.body : null;
}

function packed<Content>(
  context: Context<Content>,
  copy: WorkingCopy,
  result: Journaled<Prepared>,
  createKey: string | null,
  parts: Parts,
): MadeAttempt {
  if (!result.ok) return { kind: 'failed', message: result.message, traceId: null };
  return made(context, copy, result.value, createKey, parts, true);
}

function made<Content>(
  { store }: Context<Content>,
  copy: WorkingCopy,
  prepared: Prepared,
  createKey: string | null,
  parts: Parts | null,
  isPacked = false,
): MadeAttempt {
  store.dispatch({ type: 'prepared', storedBytes: prepared.storedBytes });
  const { generation, title, description, contentHash, body } = prepared;
  const sent = { generation, title, description, contentHash, createKey };
  const attempt: Attempt = { sent, parts, packed: isPacked };
  const isThis = (other: Attempt) =>
    other.sent.generation === generation && other.sent.createKey === createKey;
  copy.attempts = [...copy.attempts.filter((other) => isPacked || !isThis(other)), attempt];
  return { kind: 'made', attempt, body };
}

/** Whether the server's state is what was sent: content, title and description, by value. */
export function isSame({ sent }: Attempt, theirs: SessionMetadata): boolean {
  return sent.contentHash === theirs.contentHash && sameMetadata(sent, theirs);
}

/** The attempt that made the server's state, if it was one of ours. */
export function ownAttempt(copy: WorkingCopy, theirs: SessionMetadata): Attempt | null {
  return copy.attempts.findLast((attempt) => isSame(attempt, theirs)) ?? null;
}

/** After an answer that says the attempt did not happen and never will. */
export async function dropIfRefused<Content>(
  context: Context<Content>,
  copy: WorkingCopy,
  attempt: Attempt,
  outcome: Outcome<unknown>,
): Promise<void> {
  if (REFUSALS.has(outcome.kind)) await dropAttempts(context, copy, [attempt]);
}

const REFUSALS: ReadonlySet<Outcome<unknown>['kind']> = new Set([
  'notFound',
  'tooLarge',
  'invalid',
  'signedOut',
  'throttled',
]);

export async function dropAttempts<Content>(
  { journal }: Context<Content>,
  copy: WorkingCopy,
  dropped: readonly Attempt[] = copy.attempts,
): Promise<void> {
  copy.attempts = copy.attempts.filter((attempt) => !dropped.includes(attempt));
  if (copy.attempts.length === 0) await journal.unpin(copy.info.bufferId);
}

import type { Body, Failure, Outcome, SessionMetadata } from '../ports/api.ts';
import type { Journaled, Prepared, PrepareOptions } from '../ports/journal.ts';
import type { Attempt } from '../state/session-state.ts';
import { partsOf, sameMetadata, type Work, workOf } from '../state/work.ts';
import type { Backup } from './backup.ts';
import type { SessionContext } from './context.ts';

/** What is shown now, as a body to send. */
interface Shown {
  readonly prepared: Prepared;
  /** The work that the body was made from; null if that is not known. */
  readonly work: Work | null;
  /** Made from the work in memory, because the journal does not hold it. */
  readonly packed: boolean;
}

/**
 * Prepares what is shown now: from the journal, or from the work in memory if the journal does not hold it.
 * Returns null if the session was closed meanwhile.
 */
export async function prepareShown(
  own: SessionContext,
  backup: Backup,
  options: PrepareOptions,
): Promise<Journaled<Shown> | null> {
  const { journal, model } = own;
  const isWritten = await backup.flush();
  const bufferId = own.session?.buffer.bufferId;
  const stored = isWritten && bufferId ? await journal.prepare(bufferId, options) : null;
  if (own.session === null) return null;
  const { head, work } = own.session;
  const { metadata, expiresAt } = options;
  const isStored = stored?.ok === true;
  const prepared = isStored
    ? stored
    : await journal.pack(
        partsOf(model, metadata ? workOf(work.content, metadata) : work),
        expiresAt,
      );
  if (!prepared.ok) return prepared;
  const { generation, storedBytes } = prepared.value;
  own.dispatch({ type: 'prepared', storedBytes });
  // The journal carries out calls in order, so this is its head unless a commit came in between.
  const headWork = head?.generation === generation ? head.work : null;
  const shown = { prepared: prepared.value, work: isStored ? headWork : work, packed: !isStored };
  return { ok: true, value: shown };
}

/** Prepares what is shown now and records it as an attempt before it is sent; in the journal as well, if that holds it. */
export async function makeAttempt(
  own: SessionContext,
  backup: Backup,
  createKey: string | null,
  options: Pick<PrepareOptions, 'metadata' | 'onto'> = {},
): Promise<{ readonly kind: 'made'; readonly attempt: Attempt; readonly body: Body } | Failure> {
  const shown = await prepareShown(own, backup, { ...options, pin: { createKey } });
  // If the session was closed, nobody reads the message.
  if (!shown?.ok) return { kind: 'failed', message: shown?.message ?? '', traceId: null };
  const { prepared, work, packed } = shown.value;
  const { body, storedBytes: _, ...sent } = prepared;
  const attempt: Attempt = { sent: { ...sent, createKey }, work, packed };
  own.dispatch({ type: 'attemptMade', attempt });
  return { kind: 'made', attempt, body };
}

/** Makes the body of an attempt again, byte for byte; null if that is not possible. */
export async function remakeAttempt(
  own: SessionContext,
  { sent, work, packed }: Attempt,
): Promise<Body | null> {
  if (own.session === null) return null;
  const { journal, model } = own;
  const { generation, createKey } = sent;
  const { bufferId } = own.session.buffer;
  const result = await (packed && work !== null
    ? journal.pack(partsOf(model, workOf(work.content, sent)))
    : journal.prepare(bufferId, { generation, metadata: sent, pin: { createKey } }));
  return result.ok && result.value.contentHash === sent.contentHash ? result.value.body : null;
}

/** True if the server's version has the content, title and description that were sent. */
export function isWhatWasSent({ sent }: Attempt, theirs: SessionMetadata): boolean {
  return sent.contentHash === theirs.contentHash && sameMetadata(sent, theirs);
}

/** The attempt of ours that created the server's version, if there is one. */
export function ownAttempt({ session }: SessionContext, theirs: SessionMetadata): Attempt | null {
  return session?.attempts.findLast((attempt) => isWhatWasSent(attempt, theirs)) ?? null;
}

/** Drops an attempt after a response that says that it was refused. */
export async function dropIfRefused(
  own: SessionContext,
  attempt: Attempt,
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

/** Drops attempts that did not land; by default all. */
export async function dropAttempts(
  own: SessionContext,
  attempts = own.session?.attempts ?? [],
): Promise<void> {
  own.dispatch({ type: 'attemptsDropped', attempts });
  if (own.session?.attempts.length === 0) await own.journal.unpin(own.session.buffer.bufferId);
}

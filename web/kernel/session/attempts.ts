import type { Body, Outcome, SessionMetadata } from '../ports/api.ts';
import type { PrepareOptions } from '../ports/journal.ts';
import { deviceProblem } from '../ports/problem.ts';
import type { Attempt } from '../state/session-state.ts';
import { partsOf, sameMetadata, workOf } from '../state/work.ts';
import type { Backup } from './backup.ts';
import type { SessionContext } from './context.ts';
import { ABANDONED } from './persist.ts';

/** A body to send, and what it was made from. */
export interface Made {
  readonly attempt: Attempt;
  readonly body: Body;
}

/** Makes a body of what is shown now: from the journal, or from the work in memory if the journal does not hold it. */
export async function prepareShown(
  own: SessionContext,
  backup: Backup,
  options: PrepareOptions,
): Promise<Outcome<Made>> {
  const { journal, model } = own;
  const isWritten = await backup.flush();
  const bufferId = own.session?.buffer.bufferId;
  const stored = isWritten && bufferId ? await journal.prepare(bufferId, options) : null;
  if (own.session === null) return ABANDONED;
  const { head, work } = own.session;
  const { metadata, expiresAt, pin } = options;
  const named = metadata ? workOf(work.content, metadata) : work;
  const packed = !stored?.ok;
  const prepared = packed ? await journal.pack(partsOf(model, named), expiresAt) : stored;
  if (!prepared.ok) return deviceProblem(prepared);
  const { body, storedBytes, ...sent } = prepared.value;
  own.dispatch({ type: 'prepared', storedBytes });
  // The journal carries out calls in order, so this is its head unless a commit came in between.
  const headWork = head?.generation === sent.generation ? head.work : null;
  const createKey = pin?.createKey ?? null;
  const attempt = { sent: { ...sent, createKey }, work: packed ? work : headWork, packed };
  return { kind: 'ok', value: { attempt, body } };
}

/** Prepares what is shown now and records it as an attempt before it is sent; in the journal as well, if that holds it. */
export async function makeAttempt(
  own: SessionContext,
  backup: Backup,
  createKey: string | null,
  options: Pick<PrepareOptions, 'metadata' | 'onto'> = {},
): Promise<Outcome<Made>> {
  const made = await prepareShown(own, backup, { ...options, pin: { createKey } });
  if (made.kind === 'ok') own.dispatch({ type: 'attemptMade', attempt: made.value.attempt });
  return made;
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

import type { Backup } from '../backup/backup.ts';
import { type Context, openSession } from '../context.ts';
import type { SessionMetadata } from '../metadata.ts';
import type { Failure, Outcome } from '../ports/api.ts';
import { judge } from '../watch/judge.ts';
import { takeOver } from '../watch/take-over.ts';
import type { Attempt, WorkingCopy } from '../working-copy.ts';
import { dropAttempts, dropIfRefused, isSame, makeAttempt, ownAttempt } from './attempts.ts';
import { type Abandoned, type OtherUser, type Persistence, persist } from './persist.ts';
import { settle } from './settle.ts';

interface Landed {
  readonly attempt: Attempt;
  readonly metadata: SessionMetadata;
}

/** PUTs what is shown over the server's state `onto`, and over no other. Every try sends the latest. */
export async function updateSession<Content>(
  context: Context<Content>,
  copy: WorkingCopy,
  backup: Backup,
  onto: SessionMetadata,
  persistence: Persistence,
): Promise<Outcome<SessionMetadata> | OtherUser | Abandoned> {
  for (let base = onto; ; ) {
    const outcome = await persist(context, persistence, () => tryUpdate(base));
    if (outcome.kind === 'conflict') {
      await dropAttempts(context, copy);
      if (!isMovedOnly(base, outcome.current)) return outcome;
      await takeOver(context, copy, backup, outcome.current);
      base = outcome.current;
      continue;
    }
    if (outcome.kind !== 'ok') return outcome;
    const { attempt, metadata } = outcome.value;
    const isLatest = attempt === copy.attempts.at(-1);
    await settle(context, copy, backup, attempt, metadata);
    // Otherwise an earlier try had landed after all: what was sent since goes on top of it.
    if (isLatest) return { kind: 'ok', value: metadata };
    base = metadata;
  }

  /** A newer version that nobody need be asked about: renamed, or with the same content again. */
  function isMovedOnly(base: SessionMetadata, current: SessionMetadata): boolean {
    const session = openSession(context);
    if (session === null || base !== copy.info.base) return false;
    return judge(base, current, session.metadata, copy.seenVersion) === 'takeOver';
  }

  async function tryUpdate(base: SessionMetadata): Promise<Outcome<Landed>> {
    const made = await makeAttempt(context, copy, backup, { createKey: null });
    if (made.kind !== 'made') return made;
    const answer = await context.api.updateSession(base.id, made.body, base.etag);
    const outcome = landed(copy, made.attempt, answer);
    await dropIfRefused(context, copy, made.attempt, outcome);
    return outcome.kind === 'unknown' ? readBack(base, outcome) : outcome;
  }

  async function readBack(base: SessionMetadata, unknown: Failure): Promise<Outcome<Landed>> {
    persistence.onUnknown();
    const read = await context.api.getMetadata(base.id);
    // Then the PUT met the same, whatever its answer looked like: wait for a sign-in.
    if (read.kind === 'signedOut') return read;
    if (read.kind !== 'ok' || read.value === 'unchanged') return unknown;
    const own = ownAttempt(copy, read.value);
    if (own !== null) return { kind: 'ok', value: { attempt: own, metadata: read.value } };
    return read.value.etag === base.etag ? unknown : { kind: 'conflict', current: read.value };
  }
}

/** An answer that does not match what was sent says nothing; a conflict with ourselves is none. */
function landed(
  copy: WorkingCopy,
  attempt: Attempt,
  answer: Outcome<SessionMetadata>,
): Outcome<Landed> {
  if (answer.kind === 'ok') {
    return isSame(attempt, answer.value)
      ? { kind: 'ok', value: { attempt, metadata: answer.value } }
      : { kind: 'unknown', message: 'The answer does not match what was sent' };
  }
  if (answer.kind !== 'conflict') return answer;
  const own = ownAttempt(copy, answer.current);
  return own === null ? answer : { kind: 'ok', value: { attempt: own, metadata: answer.current } };
}

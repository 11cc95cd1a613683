import type { Metadata, Outcome, SessionMetadata } from '../ports/api.ts';
import { classify } from '../state/move-base.ts';
import type { Attempt } from '../state/session-state.ts';
import { isClean } from '../state/view.ts';
import {
  dropAttempts,
  dropIfRefused,
  isWhatWasSent,
  type Made,
  makeAttempt,
  ownAttempt,
  remakeAttempt,
} from './attempts.ts';
import type { Backup } from './backup.ts';
import type { BaseKeeper } from './base.ts';
import type { SessionContext } from './context.ts';
import { ABANDONED, type Exclusive, type Persistence, persist } from './persist.ts';
import { withAssets } from './with-assets.ts';

/** What sends and base moves need. */
export interface Sending {
  readonly own: SessionContext;
  readonly backup: Backup;
  readonly base: BaseKeeper;
  readonly exclusive: Exclusive;
}

interface Landed {
  readonly attempt: Attempt;
  readonly metadata: SessionMetadata;
  /** Sent before this try, so it may lack later edits. */
  readonly isEarlier?: true;
}

const NO_MATCH = { kind: 'unknown', message: 'The response does not match' } as const;

/** After these, the whole content is sent: 422, 400 (of an older server, too), 413, and 500 for an unreadable base. */
const DELTA_REFUSALS: readonly Outcome<unknown>['kind'][] = [
  'keyReused',
  'invalid',
  'tooLarge',
  'failed',
];

/** Replaces the server's version `onto`, and no other, by what is shown. Every try sends the latest work. */
export async function updateSession(
  { own, backup, base }: Sending,
  onto: SessionMetadata,
  persistence: Persistence,
): Promise<Outcome<SessionMetadata>> {
  for (let over = onto; ; ) {
    const outcome = await withAssets(own, persistence, () => tryUpdate(over));
    if (outcome.kind === 'conflict') {
      await dropAttempts(own);
      if (!isMovedOnly(over, outcome.current)) return outcome;
      await base.move({ how: 'fastForward', to: outcome.current });
      over = outcome.current;
      continue;
    }
    if (outcome.kind !== 'ok') return outcome;
    const { attempt, metadata, isEarlier } = outcome.value;
    const isLatest = attempt === own.session?.attempts.at(-1);
    await base.move({ how: 'saved', to: metadata, attempt });
    // An earlier try has landed after all: later work is sent on top of it.
    const isAll = !isEarlier || own.session === null || isClean(own.session);
    if (isLatest && isAll) return { kind: 'ok', value: metadata };
    over = metadata;
  }

  /** True if the newer version is a fast-forward: only renamed, or saved again with the same content. */
  function isMovedOnly(over: SessionMetadata, current: SessionMetadata): boolean {
    const { session } = own;
    return session?.base?.metadata === over && classify(session, current) === 'fastForward';
  }

  async function tryUpdate(over: SessionMetadata): Promise<Outcome<Landed>> {
    if (own.session?.attempts.length) {
      // An earlier try may have landed since. If the server does not say, the ETag prevents an overwrite.
      const found = await readBack(over);
      if (found?.kind === 'ok') return { ...found, value: { ...found.value, isEarlier: true } };
      if (found !== null) return found;
      persistence.onAttempt();
    }
    for (let onto: string | undefined = over.contentHash; ; onto = undefined) {
      const made = await makeAttempt(own, backup, null, { onto });
      if (made.kind !== 'ok') return made;
      if (!persistence.isWanted()) return ABANDONED;
      const { body, attempt } = made.value;
      const answer = await own.api.updateSession(over.id, body, over.etag, persistence.onSent);
      const outcome = landed(attempt, answer);
      await dropIfRefused(own, attempt, outcome);
      if (body.isDelta && DELTA_REFUSALS.includes(outcome.kind) && persistence.isWanted()) continue;
      return outcome.kind === 'unknown' ? ((await readBack(over)) ?? outcome) : outcome;
    }
  }

  /** Whether the attempt landed. A response that does not match it is an unknown outcome; a conflict with our own attempt is a success. */
  function landed(attempt: Attempt, answer: Outcome<SessionMetadata>): Outcome<Landed> {
    if (answer.kind === 'ok') {
      return isWhatWasSent(attempt, answer.value)
        ? { kind: 'ok', value: { attempt, metadata: answer.value } }
        : NO_MATCH;
    }
    return answer.kind === 'conflict' ? (landedBefore(answer.current) ?? answer) : answer;
  }

  function landedBefore(current: SessionMetadata): Outcome<Landed> | null {
    const attempt = ownAttempt(own, current);
    return attempt && { kind: 'ok', value: { attempt, metadata: current } };
  }

  /** Finds out an unknown outcome; null if the server still has `over`, or does not respond. */
  async function readBack(over: SessionMetadata): Promise<Outcome<Landed> | null> {
    persistence.onUnknown();
    const read = await own.api.getMetadata(over.id);
    // Then the PUT was refused for the same reason.
    if (read.kind === 'signedOut') return read;
    if (read.kind !== 'ok') return null;
    const current = read.value;
    const before = landedBefore(current);
    if (before !== null) return before;
    return current.etag === over.etag ? null : { kind: 'conflict', current };
  }
}

export interface Created {
  readonly metadata: SessionMetadata;
  /** True if it was made from what is shown now, and not by an earlier attempt. */
  readonly isCurrent: boolean;
}

/**
 * Creates a session from what is shown. An attempt with an unknown outcome is repeated byte for byte with
 * the same key, also after a restart, until the server says which session it created.
 */
export async function createSession(
  { own, backup, base }: Sending,
  { key, metadata }: { readonly key: string; readonly metadata?: Metadata },
  persistence: Persistence,
): Promise<Outcome<Created>> {
  let isCurrent = false;
  const created = await withAssets(own, { ...persistence, asOwner: true }, tryCreate);
  if (created.kind !== 'ok') return created;
  const { attempt, id } = created.value;
  const read = await persist(own, persistence, () => own.api.getMetadata(id));
  if (read.kind !== 'ok') {
    if (read.kind === 'notFound') await dropAttempts(own);
    return read;
  }
  if (attempt === null || !isWhatWasSent(attempt, read.value)) return askAbout(attempt, read.value);
  await base.move({ how: 'saved', to: read.value, attempt });
  return { kind: 'ok', value: { metadata: read.value, isCurrent } };

  async function tryCreate(): Promise<Outcome<{ attempt: Attempt | null; id: string }>> {
    const made = await attemptToSend();
    if (made.kind !== 'ok') return made;
    if (!persistence.isWanted()) return ABANDONED;
    const { attempt, body } = made.value;
    const answer = await own.api.createSession(body, key, persistence.onSent);
    if (answer.kind === 'keyReused' && answer.current !== null)
      return { kind: 'ok', value: { attempt: null, id: answer.current.id } };
    await dropIfRefused(own, attempt, answer);
    return answer.kind === 'ok' ? { kind: 'ok', value: { attempt, id: answer.value.id } } : answer;
  }

  async function attemptToSend(): Promise<Outcome<Made>> {
    const pending = own.session?.attempts.find(({ sent }) => sent.createKey === key);
    const body = pending && (await remakeAttempt(own, pending));
    isCurrent = !body;
    if (pending && body) return { kind: 'ok', value: { attempt: pending, body } };
    return makeAttempt(own, backup, key, { metadata });
  }

  /**
   * The key has already created a session, and its content is not what was sent: somebody has changed it since,
   * or what is shown here is older. The person decides.
   */
  async function askAbout(attempt: Attempt | null, current: SessionMetadata) {
    if (attempt === null) {
      await base.move({ how: 'found', to: { ...current, ...UNKNOWN_VERSION } });
    } else {
      const { title, description, contentHash } = attempt.sent;
      const first = { ...current, ...UNKNOWN_VERSION, version: 1, title, description, contentHash };
      const to = { ...first, updatedAt: current.createdAt };
      await base.move({ how: 'saved', to, attempt });
    }
    return { kind: 'conflict', current } as const;
  }
}

/** Stands for a version that is older than all others, and unlike them. */
const UNKNOWN_VERSION = { version: 0, etag: '"unknown"', contentHash: '' } as const;

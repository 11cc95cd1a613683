import type { SessionMetadata } from '../ports/api.ts';
import type { JournalReason } from '../ports/journal.ts';
import type { Problem } from '../ports/problem.ts';
import { type BaseFact, moveBase } from './move-base.ts';
import {
  type Attempt,
  type Head,
  type KernelState,
  type Lacking,
  NO_HEAD,
  type Running,
  type SessionState,
} from './session-state.ts';
import { isClean } from './view.ts';
import { isSameWork, type Work } from './work.ts';

/** Everything that can change the state. The reducer ignores facts that do not apply to the current state. */
export type Fact =
  /** Something else is open, is being opened or is offered: nothing of the state before stays. */
  { readonly type: 'replaced'; readonly by: KernelState } | SessionFact;

/** Facts about the open session. */
export type SessionFact =
  | { readonly type: 'edited'; readonly work: Work; readonly atMs: number }
  | {
      readonly type: 'commitStarted';
      readonly generation: number;
      readonly names: readonly string[];
    }
  | ({ readonly type: 'committed' } & Head)
  /** The head already contains `work`: nothing had to be written. */
  | ({ readonly type: 'foundOnDisk'; readonly work: Work } & Lacking)
  /** `work` is the head's. Of the assets that it names, `hashes` are neither on this device nor known to be in the cloud. */
  | {
      readonly type: 'assetsLost';
      readonly work: Work;
      readonly hashes: readonly string[];
    }
  | { readonly type: 'commitFailed'; readonly reason: JournalReason }
  /** The journal's head is not the one that this tab knows. */
  | { readonly type: 'headLost' }
  /** An entry of `generation` was written to localStorage, or refused. */
  | { readonly type: 'entryTried'; readonly generation: number; readonly isTaken: boolean }
  /** Another tab took the buffer: this tab continues in a new one. */
  | { readonly type: 'bufferReplaced'; readonly bufferId: string; readonly createKey: string }
  | BaseFact
  | { readonly type: 'runStarted'; readonly what: Running['what'] }
  | { readonly type: 'runChanged'; readonly phase: Running['phase'] }
  | { readonly type: 'runEnded' }
  /** The person asked for a save that has to wait (true), or it has ended (false). */
  | { readonly type: 'savePromised'; readonly isPromised: boolean }
  | { readonly type: 'prepared'; readonly storedBytes: number }
  | { readonly type: 'attemptMade'; readonly attempt: Attempt }
  | { readonly type: 'attemptsDropped'; readonly attempts: readonly Attempt[] }
  /** The server has responded normally. */
  | { readonly type: 'sent' }
  | { readonly type: 'sendFailed'; readonly of: 'save' | 'snapshot'; readonly problem: Problem }
  | { readonly type: 'accessChanged'; readonly access: SessionState['access'] }
  | { readonly type: 'pollStarted' }
  /** `isAnswered`: the server said which version is the newest. */
  | { readonly type: 'pollEnded'; readonly isAnswered?: boolean }
  | { readonly type: 'versionSeen'; readonly version: number }
  | {
      readonly type: 'conflictFound';
      readonly theirs: SessionMetadata;
      /** Ask the person again, even if they put this conflict aside. */
      readonly insist: boolean;
    }
  | { readonly type: 'conflictPutAside' };

/** The only function that changes the state. Pure, never throws; returns the same object if nothing changed. */
export function reduce(state: KernelState, fact: Fact): KernelState {
  if (fact.type === 'replaced') return fact.by;
  return state.kind === 'Session' ? reduceSession(state, fact) : state;
}

function reduceSession(session: SessionState, fact: SessionFact): SessionState {
  switch (fact.type) {
    case 'edited':
      return {
        ...putAside(session),
        isTouched: true,
        work: fact.work,
        buffer: { ...session.buffer, lastModifiedMs: fact.atMs },
        failure: null,
      };

    case 'commitStarted': {
      const { generations, names } = session.unconfirmed;
      return {
        ...session,
        generation: fact.generation,
        unconfirmed: {
          generations: [...generations, fact.generation],
          names: [...new Set([...names, ...fact.names])],
        },
      };
    }
    case 'committed': {
      const { type: _, ...head } = fact;
      return { ...session, ...NO_HEAD, head, backupFailure: null };
    }
    case 'foundOnDisk': {
      const { type: _, ...found } = fact;
      const head = session.head && { ...session.head, ...found };
      return { ...session, head, backupFailure: null };
    }
    case 'assetsLost': {
      const { head } = session;
      if (head === null || !isSameWork(head.work, fact.work)) return session;
      return { ...session, head: { ...head, lostAssets: fact.hashes } };
    }
    case 'commitFailed':
      return { ...session, backupFailure: fact.reason };
    case 'headLost':
      return { ...session, ...NO_HEAD };
    case 'entryTried': {
      const generation = Math.max(session.generation, fact.generation);
      const isKnown = generation === session.generation && session.entryRefused !== fact.isTaken;
      return isKnown ? session : { ...session, generation, entryRefused: !fact.isTaken };
    }
    case 'bufferReplaced': {
      const { bufferId, createKey } = fact;
      const buffer = { ...session.buffer, bufferId, createKey };
      return { ...session, ...NO_HEAD, buffer, attempts: [] };
    }

    case 'baseMoved':
      return recoveredUntilSaved(moveBase(session, fact.move));
    case 'baseStored': {
      const { base, head } = session;
      if (base === null || base.metadata !== fact.of) return session;
      const { rootHash, headRootHash } = fact;
      return recoveredUntilSaved({
        ...session,
        base: { ...base, rootHash, work: fact.work ?? base.work },
        head: head && headRootHash !== undefined ? { ...head, rootHash: headRootHash } : head,
      });
    }
    case 'loadStored': {
      const { base } = session;
      if (base?.work == null || base.metadata !== fact.of) return session;
      const { generation, rootHash, atMs } = fact;
      const head = { generation, rootHash, work: base.work, isSmall: false, atMs };
      return { ...session, base: { ...base, rootHash }, head };
    }

    case 'runStarted':
      return { ...session, running: { what: fact.what, phase: { kind: 'starting' } } };
    case 'runChanged': {
      const { running } = session;
      if (running === null) return session;
      const { phase } = fact;
      const next = { ...session, running: { ...running, phase } };
      if (phase.kind !== 'sending' && phase.kind !== 'uploading') return next;
      const access = running.phase.kind === 'waiting' ? 'open' : session.access;
      return { ...next, isTouched: true, failure: null, access };
    }
    case 'savePromised':
      return { ...session, buffer: { ...session.buffer, savePromised: fact.isPromised } };
    case 'runEnded':
      return { ...session, running: null };
    case 'prepared':
      return { ...session, storedBytes: fact.storedBytes };
    case 'attemptMade': {
      const { attempt } = fact;
      const isThis = ({ sent }: typeof attempt) =>
        sent.generation === attempt.sent.generation && sent.createKey === attempt.sent.createKey;
      const others = session.attempts.filter((other) => attempt.packed || !isThis(other));
      return { ...session, attempts: [...others, attempt] };
    }
    case 'attemptsDropped': {
      const attempts = session.attempts.filter((one) => !fact.attempts.includes(one));
      return { ...session, attempts };
    }
    case 'sent':
      return { ...session, failure: null, access: 'open' };
    case 'sendFailed': {
      const { of, problem } = fact;
      if (problem.kind === 'signedOut' || problem.kind === 'otherUser')
        return { ...session, failure: null, access: problem.kind };
      return { ...session, failure: { of, problem } };
    }
    case 'accessChanged':
      return { ...session, access: fact.access };

    case 'pollStarted':
      return { ...session, isPolling: true };
    case 'pollEnded': {
      const isFromDevice = session.isFromDevice && !fact.isAnswered;
      return { ...session, isPolling: false, isFromDevice };
    }
    case 'versionSeen':
      return { ...session, seenVersion: Math.max(session.seenVersion, fact.version) };
    case 'conflictFound': {
      const { theirs, insist } = fact;
      if (isOutdated(session, theirs)) return session;
      const known = session.conflict?.theirs.version === theirs.version && !insist;
      const attention = (known && session.conflict?.attention) || 'open';
      return { ...session, isFromDevice: false, conflict: { kind: 'conflict', theirs, attention } };
    }
    case 'conflictPutAside':
      return putAside(session);
  }
}

/** The information is late: the work is already based on that version, or a newer one was seen. */
function isOutdated({ base, seenVersion }: SessionState, theirs: SessionMetadata) {
  return base === null || theirs.etag === base.metadata.etag || theirs.version < seenVersion;
}

function putAside(session: SessionState): SessionState {
  const { conflict } = session;
  return conflict?.attention === 'open'
    ? { ...session, conflict: { ...conflict, attention: 'putAside' } }
    : session;
}

/** Work counts as recovered until it is saved. */
function recoveredUntilSaved(session: SessionState): SessionState {
  return session.recoveredFrom !== null && isClean(session)
    ? { ...session, recoveredFrom: null }
    : session;
}

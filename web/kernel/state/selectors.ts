import type { KernelState, SessionState } from './session-state.ts';
import type { Cloud, LoadedSession, Local, Remote, State } from './view.ts';
import { isSameWork } from './work.ts';

/**
 * What this device holds of a session. Clean where it is what the server has: the very work that was
 * loaded or saved, or by root hash (so that undoing an edit makes it clean again).
 */
export function localOf({ work, base, head, backupFailure }: SessionState<unknown>): Local {
  if (base?.work && isSameWork(base.work, work)) return { kind: 'clean' };
  if (head !== null && isSameWork(head.work, work)) {
    if (head.rootHash === base?.rootHash) return { kind: 'clean' };
    return { kind: 'backedUp', atMs: head.atMs };
  }
  // Work that cannot be backed up stays so until a backup succeeds.
  if (backupFailure !== null) return { kind: 'notBackedUp', reason: backupFailure };
  return { kind: 'dirty' };
}

export function isClean(session: SessionState<unknown>): boolean {
  return localOf(session).kind === 'clean';
}

/** What runs outranks what failed, and that outranks whether the server can be reached. */
export function cloudOf({ running, failure, access }: SessionState<unknown>): Cloud {
  const of = running?.what === 'snapshot' ? 'snapshot' : 'save';
  const phase = running?.phase;
  if (phase?.kind === 'sending')
    return { kind: of === 'save' ? 'saving' : 'snapshotting', sinceMs: phase.sinceMs };
  if (phase?.kind === 'unknown') return { kind: 'unknownOutcome', of };
  const waiting = phase?.kind === 'waiting';
  if (failure !== null && !waiting) return { kind: 'failed', ...failure };
  const reason = waiting ? phase.reason : access;
  if (reason === 'open') return { kind: 'idle' };
  if (reason === 'offline') return { kind: 'offline' };
  return { kind: 'signedOut', otherUser: reason === 'otherUser', waiting };
}

export function remoteOf({ base, conflict, isGone, isPolling }: SessionState<unknown>): Remote {
  if (isGone) return { kind: 'gone' };
  if (conflict !== null) return conflict;
  if (base === null) return { kind: 'unwatched' };
  return { kind: isPolling ? 'polling' : 'watching' };
}

/** What shows of the state. */
export function viewOf<Content>(state: KernelState<Content>): State<Content> {
  if (state.kind !== 'Session') return state;
  const { content, metadata } = state.work;
  if (!state.isTouched) return { kind: 'NewSession', metadata, content };
  return {
    kind: 'Loaded',
    mode: 'session',
    metadata,
    content,
    persisted: state.base?.metadata ?? null,
    recoveredFrom: state.recoveredFrom,
    storedBytes: state.storedBytes,
    local: localOf(state),
    cloud: cloudOf(state),
    remote: remoteOf(state),
  } satisfies LoadedSession<Content>;
}

/** Whether two views show the same. What is derived is made anew each time, so it is compared by value. */
export function isSameView(a: State<unknown>, b: State<unknown>): boolean {
  const isSame = (left: object, right: object, isDerived: (key: string) => boolean): boolean => {
    const rights = new Map<string, unknown>(Object.entries(right));
    const lefts = Object.entries(left);
    return (
      lefts.length === rights.size &&
      lefts.every(
        ([key, value]) =>
          Object.is(value, rights.get(key)) ||
          (isDerived(key) && isSame(value, rights.get(key) as object, () => false)),
      )
    );
  };
  return isSame(a, b, (key) => a.kind === 'Loaded' && DERIVED.has(key));
}

const DERIVED: ReadonlySet<string> = new Set(['local', 'cloud', 'remote']);

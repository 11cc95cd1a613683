import type { Event } from './events.ts';
import type { LoadedSession, Remote, State } from './state.ts';

/** The one place where state changes. Pure; never throws; the same state back means nothing changed. */
export function reduce<Content>(state: State<Content>, event: Event<Content>): State<Content> {
  switch (event.type) {
    case 'closed':
      return event.isPassing ? { kind: 'Empty', isPassing: true } : { kind: 'Empty' };
    case 'opening':
      return { kind: 'BackendLoading', target: event.target };
    case 'openFailed':
      return { kind: 'Error', target: event.target, problem: event.problem };
    case 'offered':
      return { kind: 'LocalRecovery', target: event.target, buffers: event.buffers };
    case 'created':
      return { kind: 'NewSession', metadata: event.metadata, content: event.content };
    case 'opened': {
      const { type: _, ...opened } = event;
      return { ...UNTOUCHED, ...opened };
    }
    case 'snapshotOpened':
      return {
        kind: 'Loaded',
        mode: 'snapshot',
        metadata: event.metadata,
        content: event.content,
      };
    default: {
      const session = asSession(state, event);
      return session === null ? state : reduceSession(session, event);
    }
  }
}

const UNTOUCHED = {
  kind: 'Loaded',
  mode: 'session',
  last: 'loaded',
  storedBytes: null,
  cloud: { kind: 'idle' },
  remote: { kind: 'unwatched' },
} as const;

/** A new session becomes a loaded one with the first edit or send. */
function asSession<Content>(
  state: State<Content>,
  event: Event<Content>,
): LoadedSession<Content> | null {
  if (state.kind === 'Loaded' && state.mode === 'session') return state;
  if (state.kind !== 'NewSession') return null;
  if (event.type !== 'edited' && event.type !== 'sendStarted') return null;
  const { metadata, content } = state;
  return {
    ...UNTOUCHED,
    metadata,
    content,
    persisted: null,
    recoveredFrom: null,
    local: { kind: 'dirty' },
  };
}

function reduceSession<Content>(
  session: LoadedSession<Content>,
  event: Event<Content>,
): LoadedSession<Content> {
  switch (event.type) {
    case 'edited':
      return {
        ...session,
        metadata: event.metadata,
        content: event.content,
        last: 'edited',
        // Work that cannot be backed up stays so until a backup succeeds.
        local: session.local.kind === 'notBackedUp' ? session.local : { kind: 'dirty' },
        cloud: session.cloud.kind === 'failed' ? { kind: 'idle' } : session.cloud,
        remote: putAside(session.remote),
      };
    case 'backedUp':
      return { ...session, local: { kind: 'backedUp', atMs: event.atMs } };
    case 'backupFailed':
      return { ...session, local: { kind: 'notBackedUp', reason: event.reason } };
    case 'cleaned':
      return { ...session, local: { kind: 'clean' } };
    case 'sendStarted':
      return {
        ...session,
        cloud: {
          kind: event.of === 'save' ? 'saving' : 'snapshotting',
          sinceMs: event.atMs,
        },
      };
    case 'prepared':
      return { ...session, storedBytes: event.storedBytes };
    case 'outcomeUnknown':
      return { ...session, cloud: { kind: 'unknownOutcome', of: event.of } };
    case 'wentOffline':
      return { ...session, cloud: { kind: 'offline' } };
    case 'signedOut':
      return {
        ...session,
        cloud: { kind: 'signedOut', otherUser: event.otherUser, waiting: event.waiting },
      };
    case 'sendFailed':
      return {
        ...session,
        cloud: { kind: 'failed', of: event.of, problem: event.problem },
      };
    case 'sendEnded':
      return { ...session, cloud: { kind: 'idle' } };
    case 'saved':
      return {
        ...session,
        persisted: event.persisted,
        metadata: event.metadata,
        local: event.local,
        last: event.local.kind === 'clean' ? 'confirmed' : session.last,
        recoveredFrom: event.local.kind === 'clean' ? null : session.recoveredFrom,
        cloud: { kind: 'idle' },
        remote: { kind: 'watching' },
      };
    default:
      return { ...session, ...reduceRemote(session, event) };
  }
}

function reduceRemote<Content>(
  session: LoadedSession<Content>,
  event: Event<Content>,
): Partial<LoadedSession<Content>> {
  const { remote } = session;
  switch (event.type) {
    case 'watchStarted':
      return remote.kind === 'unwatched' ? { remote: { kind: 'watching' } } : {};
    case 'pollStarted':
      return remote.kind === 'watching' ? { remote: { kind: 'polling' } } : {};
    case 'pollEnded': {
      if (remote.kind !== 'polling') return {};
      const confirmed = event.answered && session.local.kind === 'clean';
      return { remote: { kind: 'watching' }, ...(confirmed && { last: 'confirmed' }) };
    }
    case 'takenOver':
      return {
        persisted: event.persisted,
        metadata: event.metadata,
        local: event.local,
        remote: { kind: 'watching' },
        ...(event.local.kind === 'clean' && { last: 'confirmed' }),
      };
    case 'conflictFound': {
      const known =
        remote.kind === 'conflict' &&
        remote.theirs.version === event.theirs.version &&
        !event.insist;
      const attention = known ? remote.attention : 'open';
      return { remote: { kind: 'conflict', theirs: event.theirs, attention } };
    }
    case 'conflictPutAside':
      return { remote: putAside(remote) };
    case 'sessionGone':
      return {
        remote: { kind: 'gone' },
        persisted: null,
        local: session.local.kind === 'notBackedUp' ? session.local : { kind: 'dirty' },
      };
    default:
      return {};
  }
}

function putAside(remote: Remote): Remote {
  return remote.kind === 'conflict' ? { ...remote, attention: 'putAside' } : remote;
}

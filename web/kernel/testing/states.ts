import type { SessionMetadata, SnapshotMetadata } from '../ports/api.ts';
import { type Fact, reduce } from '../state/reducer.ts';
import { type KernelState, type SessionState, sessionState } from '../state/session-state.ts';
import { type LoadedSession, type State, viewOf } from '../state/view.ts';
import { workOf } from '../state/work.ts';

/** Facts and states for tests of the reducer and the words. Content is a string. */
export const T = new Date(2026, 10, 22, 12, 3, 22).getTime();

export const PERSISTED: SessionMetadata = {
  id: 'session-1',
  ownerId: 'alice',
  title: 'First',
  description: null,
  createdAt: new Date(T).toISOString(),
  updatedAt: new Date(T).toISOString(),
  version: 3,
  contentHash: 'c3',
  etag: '"3"',
};
export const THEIRS: SessionMetadata = {
  ...PERSISTED,
  version: 4,
  contentHash: 'c4',
  etag: '"4"',
};
const SNAPSHOT: SnapshotMetadata = {
  id: 'snapshot-1',
  ownerId: 'bob',
  ownerName: 'Bob',
  title: 'Shared',
  description: null,
  createdAt: PERSISTED.createdAt,
  contentHash: 'c',
};
const metadata = { title: 'First', description: null };
const target = { kind: 'session', id: 'session-1' } as const;
const problem = { kind: 'unavailable', message: 'busy' } as const;
const BUFFER = {
  bufferId: 'b1',
  ownerId: 'alice',
  createKey: 'k1',
  sessionId: null,
  schemaVersion: 1,
  createdAtMs: T,
  lastModifiedMs: T,
};
const OFFERED = {
  ...BUFFER,
  ...metadata,
  sessionId: 'session-1',
  base: PERSISTED,
  generation: 4,
  bytes: 100,
};

function replacedBy(by: KernelState): Fact {
  return { type: 'replaced', by };
}

function opened(known: Partial<SessionState>): Fact {
  return replacedBy(sessionState(BUFFER, workOf('a', metadata), known));
}

const recoveredFrom = { bufferId: 'b1', lastModifiedMs: T, baseVersion: 3, how: 'chosen' } as const;

/** The same object as the base's work: nothing is unsaved. */
function loaded(): Fact {
  const work = workOf('a', metadata);
  return opened({ work, base: { metadata: PERSISTED, work, rootHash: 'base' } });
}

function recovered(): Fact {
  const work = workOf('a', metadata);
  return opened({
    work,
    base: { metadata: PERSISTED, work: null, rootHash: 'base' },
    head: { generation: 4, rootHash: 'own', work, isSmall: false, atMs: T },
    generation: 4,
    recoveredFrom,
  });
}

function edited(): Fact {
  return { type: 'edited', work: workOf('b', metadata), atMs: T };
}

function committed({ work, generation: last, base }: Session, isBase: boolean): Fact[] {
  const generation = last + 1;
  const rootHash = (isBase && base?.rootHash) || `hash ${generation}`;
  return [
    { type: 'commitStarted', generation, names: ['text'] },
    { type: 'committed', generation, rootHash, work, isSmall: false, atMs: T },
  ];
}

function started(what: 'save' | 'snapshot'): Fact[] {
  return [
    { type: 'runStarted', what },
    { type: 'runChanged', phase: { kind: 'sending', sentPercent: null } },
  ];
}

function unknown(what: 'save' | 'snapshot'): Fact[] {
  return [...started(what), { type: 'runChanged', phase: { kind: 'unknown' } }];
}

function waits(reason: 'offline' | 'signedOut' | 'otherUser'): Fact[] {
  return [
    { type: 'runStarted', what: 'save' },
    { type: 'accessChanged', access: reason },
    { type: 'runChanged', phase: { kind: 'waiting' } },
  ];
}

function failed(of: 'save' | 'snapshot'): Fact[] {
  return [{ type: 'sendFailed', of, problem }, { type: 'runEnded' }];
}

function saved(work: SessionState['work']): Fact[] {
  const sent = { ...metadata, generation: 5, contentHash: 'c3', createKey: null };
  const attempt = { sent, work, packed: false };
  return [
    { type: 'baseMoved', move: { how: 'saved', to: PERSISTED, attempt } },
    { type: 'runEnded' },
  ];
}

type Session = SessionState;

/** What can happen, one of every kind and some in several colours; a fact may depend on the session it comes to. */
export const FACTS = {
  closed: () => [replacedBy({ kind: 'Empty' })],
  opening: () => [replacedBy({ kind: 'BackendLoading', target })],
  openFailed: () => [replacedBy({ kind: 'Error', target, problem })],
  offered: () => [replacedBy({ kind: 'LocalRecovery', target, buffers: [OFFERED] })],
  created: () => [opened({ isTouched: false })],
  loaded: () => [loaded()],
  recovered: () => [recovered()],
  converted: () => [opened({})],
  snapshotOpened: () => [
    replacedBy({ kind: 'Loaded', mode: 'snapshot', metadata: SNAPSHOT, content: 'a' }),
  ],
  edited: () => [edited()],
  backedUp: (session) => committed(session, false),
  backupFailed: () => [{ type: 'commitFailed', reason: 'quota' }],
  assetsLost: ({ work }) => [{ type: 'assetsLost', work, hashes: ['hash'] }],
  entryRefused: () => [{ type: 'entryTried', generation: 0, isTaken: false }],
  cleaned: (session) => committed(session, true),
  saveStarted: () => started('save'),
  snapshotStarted: () => started('snapshot'),
  prepared: () => [{ type: 'prepared', storedBytes: 9 }],
  saveUnknown: () => unknown('save'),
  snapshotUnknown: () => unknown('snapshot'),
  wentOffline: () => waits('offline'),
  signedOut: () => waits('signedOut'),
  otherUser: () => waits('otherUser'),
  saveFailed: () => failed('save'),
  snapshotFailed: () => failed('snapshot'),
  sendEnded: () => [{ type: 'sent' }, { type: 'runEnded' }],
  saved: ({ work }) => saved(work),
  savedWithEdits: () => saved(workOf('a', metadata)),
  pollStarted: () => [{ type: 'pollStarted' }],
  pollEnded: () => [{ type: 'pollEnded' }],
  takenOver: () => [
    { type: 'baseMoved', move: { how: 'fastForward', to: THEIRS } },
    { type: 'pollEnded' },
  ],
  conflictFound: () => [{ type: 'conflictFound', theirs: THEIRS, insist: false }],
  conflictInsisted: () => [{ type: 'conflictFound', theirs: THEIRS, insist: true }],
  conflictPutAside: () => [{ type: 'conflictPutAside' }],
  sessionGone: () => [{ type: 'baseMoved', move: { how: 'gone', createKey: 'k2' } }],
} as const satisfies Record<string, (session: Session) => readonly Fact[]>;

export type FactName = keyof typeof FACTS;

const NO_SESSION = sessionState(BUFFER, workOf('', metadata));

export function follow(state: KernelState, name: FactName): KernelState {
  const facts: readonly Fact[] = FACTS[name](state.kind === 'Session' ? state : NO_SESSION);
  return facts.reduce(reduce, state);
}

/** The state after these facts, from an empty start. */
export function stateAfter(...names: readonly FactName[]): KernelState {
  return names.reduce(follow, { kind: 'Empty' });
}

/** What shows after these facts. */
export function after(...names: readonly FactName[]): State<unknown> {
  return viewOf(stateAfter(...names));
}

/** The facts that lead to every colour of a loaded session, one union at a time. */
export function everyHistory(): readonly (readonly FactName[])[] {
  const locals: readonly (readonly FactName[])[] = [
    [],
    ['edited'],
    ['edited', 'backedUp'],
    ['edited', 'backupFailed'],
    ['edited', 'backedUp', 'assetsLost'],
  ];
  const clouds = [
    'sendEnded',
    'saveStarted',
    'snapshotStarted',
    'saveUnknown',
    'snapshotUnknown',
    'wentOffline',
    'signedOut',
    'otherUser',
    'saveFailed',
    'snapshotFailed',
  ] as const;
  const remotes: readonly (readonly FactName[])[] = [
    [],
    ['pollStarted'],
    ['conflictFound'],
    ['conflictFound', 'conflictPutAside'],
    ['sessionGone'],
  ];
  return locals.flatMap((local) =>
    clouds.flatMap((cloud) => remotes.map((remote) => ['loaded', ...local, cloud, ...remote])),
  ) as FactName[][];
}

/** Every colour a loaded session can have. */
export function everySession(): readonly LoadedSession<string>[] {
  return everyHistory().map((names) => after(...names) as LoadedSession<string>);
}

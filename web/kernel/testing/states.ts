import type { Event } from '../events.ts';
import type { SessionMetadata, SnapshotMetadata } from '../metadata.ts';
import { reduce } from '../reducer.ts';
import type { LoadedSession, State } from '../state.ts';

/** Facts and states for tests of the reducer, the projection and the words. Content is a string. */
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
const opened = { type: 'opened', metadata, content: 'a', recoveredFrom: null } as const;
const BUFFER = {
  bufferId: 'b1',
  sessionId: 'session-1',
  schemaVersion: 1,
  base: PERSISTED,
  createdAtMs: T,
  lastModifiedMs: T,
  generation: 4,
  bytes: 100,
  ...metadata,
};

/** One fact of every kind, some in several colours. */
export const FACTS = {
  closed: { type: 'closed' },
  opening: { type: 'opening', target },
  openFailed: { type: 'openFailed', target, problem },
  offered: { type: 'offered', target, buffers: [BUFFER] },
  created: { type: 'created', metadata, content: 'a' },
  loaded: { ...opened, persisted: PERSISTED, local: { kind: 'clean' } },
  recovered: {
    ...opened,
    persisted: PERSISTED,
    recoveredFrom: { bufferId: 'b1', lastModifiedMs: T, baseVersion: 3, how: 'chosen' },
    local: { kind: 'backedUp', atMs: T },
  },
  converted: { ...opened, persisted: null, local: { kind: 'dirty' } },
  snapshotOpened: { type: 'snapshotOpened', metadata: SNAPSHOT, content: 'a' },
  edited: { type: 'edited', metadata, content: 'b' },
  backedUp: { type: 'backedUp', atMs: T },
  backupFailed: { type: 'backupFailed', reason: 'quota' },
  cleaned: { type: 'cleaned' },
  saveStarted: { type: 'sendStarted', of: 'save', atMs: T },
  snapshotStarted: { type: 'sendStarted', of: 'snapshot', atMs: T },
  prepared: { type: 'prepared', storedBytes: 9 },
  saveUnknown: { type: 'outcomeUnknown', of: 'save' },
  snapshotUnknown: { type: 'outcomeUnknown', of: 'snapshot' },
  wentOffline: { type: 'wentOffline' },
  signedOut: { type: 'signedOut', otherUser: false, waiting: true },
  otherUser: { type: 'signedOut', otherUser: true, waiting: true },
  saveFailed: { type: 'sendFailed', of: 'save', problem },
  snapshotFailed: { type: 'sendFailed', of: 'snapshot', problem },
  sendEnded: { type: 'sendEnded' },
  saved: { type: 'saved', persisted: PERSISTED, metadata, local: { kind: 'clean' } },
  savedWithEdits: { type: 'saved', persisted: PERSISTED, metadata, local: { kind: 'dirty' } },
  watchStarted: { type: 'watchStarted' },
  pollStarted: { type: 'pollStarted' },
  pollEnded: { type: 'pollEnded', answered: true },
  pollFailed: { type: 'pollEnded', answered: false },
  takenOver: { type: 'takenOver', persisted: THEIRS, metadata, local: { kind: 'clean' } },
  conflictFound: { type: 'conflictFound', theirs: THEIRS, insist: false },
  conflictInsisted: { type: 'conflictFound', theirs: THEIRS, insist: true },
  conflictPutAside: { type: 'conflictPutAside' },
  sessionGone: { type: 'sessionGone' },
} as const satisfies Record<string, Event<string>>;

export type FactName = keyof typeof FACTS;

/** The state after these facts, from an empty start. */
export function after(...names: readonly FactName[]): State<string> {
  return names.reduce<State<string>>((state, name) => reduce(state, FACTS[name]), {
    kind: 'Empty',
  });
}

/** Every colour a loaded session can have, one union at a time. */
export function everySession(): readonly LoadedSession<string>[] {
  const base = after('loaded') as LoadedSession<string>;
  const locals: LoadedSession<string>['local'][] = [
    { kind: 'clean' },
    { kind: 'dirty' },
    { kind: 'backedUp', atMs: T },
    { kind: 'notBackedUp', reason: 'quota' },
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
    ['watchStarted'],
    ['watchStarted', 'pollStarted'],
    ['conflictFound'],
    ['conflictFound', 'conflictPutAside'],
    ['sessionGone'],
  ];
  return locals.flatMap((local) =>
    clouds.flatMap((cloud) =>
      remotes.map((remote) => {
        const facts = [cloud, ...remote].map((name) => FACTS[name]);
        const start: State<string> = { ...base, local };
        return facts.reduce(reduce<string>, start) as LoadedSession<string>;
      }),
    ),
  );
}

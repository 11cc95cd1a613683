import type { ReadonlySignal } from '@preact/signals';
import type {
  ListDeletedQuery,
  ListSessionsQuery,
  ListSnapshotAccessLogsQuery,
  ListSnapshotsQuery,
} from '../../../contract/lists.ts';
import type {
  DeletedSession,
  Session,
  SessionMetadata,
  SessionVersion,
} from '../../../contract/sessions.ts';
import type {
  DeletedSnapshot,
  SnapshotAccessLog,
  SnapshotMetadata,
  SnapshotVisitPage,
} from '../../../contract/snapshots.ts';

/** Everything outside the workbench that the screens need. `main.tsx` provides it. */
export interface Ports {
  readonly user: User;
  readonly signIn: SignIn;
  readonly library: Library;
  readonly serverChanges: ServerChanges;
  readonly updates: Updates;
  readonly device: Device;
}

export interface User {
  readonly id: string;
  readonly name: string;
}

interface SignIn {
  /** Goes to the sign-in, which returns to this address. */
  leaveToSignIn(): void;
  /** Opens the sign-in in a new window; this page stays as it is. */
  openWindow(): void;
  /** Calls the listener with the user who signed in through a sign-in window of any tab. */
  subscribe(listener: (user: User) => void): () => void;
  /** Forgets on this device who was signed in, and goes to the sign-out. */
  leaveToSignOut(): void;
}

export interface Page<Item> {
  readonly items: readonly Item[];
  readonly pageToken: string | null;
  readonly leftOut?: number | undefined;
  readonly total?: number | undefined;
}

type Query<T> = Partial<Omit<T, 'page_size'>> & { readonly page_size?: number };

/** Lists in the cloud, and changes to them. Everything rejects with a `LibraryError`. */
interface Library {
  /** Makes many changes, and has the lists loaded again only once, at their end. */
  together<T>(changes: () => Promise<T>): Promise<T>;
  sessions(query: Query<ListSessionsQuery>, signal?: AbortSignal): Promise<Page<SessionMetadata>>;
  snapshots(
    query: Query<ListSnapshotsQuery>,
    signal?: AbortSignal,
  ): Promise<Page<SnapshotMetadata>>;
  visits(
    query: Query<ListSnapshotAccessLogsQuery>,
    signal?: AbortSignal,
  ): Promise<Page<SnapshotAccessLog>>;
  /** Changes only title and description. Rejects with kind `changed` if the session was saved since it was listed. */
  renameSession(
    session: SessionMetadata,
    to: { readonly title: string; readonly description: string },
  ): Promise<void>;
  /** Moves it to the trash. Rejects with kind `changed` if the session was saved since it was listed. */
  deleteSession(session: Pick<SessionMetadata, 'id' | 'etag'>): Promise<void>;
  /** Moves it to the trash. */
  deleteSnapshot(id: string): Promise<void>;
  /** Every version of a session including the current one, newest first. */
  versions(
    id: string,
    query: { readonly cursor: string | undefined },
    signal?: AbortSignal,
  ): Promise<Page<SessionVersion>>;
  version(id: string, version: number, signal?: AbortSignal): Promise<Session>;
  /** Sessions in the trash, last deleted first. */
  deletedSessions(
    query: Query<ListDeletedQuery>,
    signal?: AbortSignal,
  ): Promise<Page<DeletedSession>>;
  deletedSnapshots(
    query: Query<ListDeletedQuery>,
    signal?: AbortSignal,
  ): Promise<Page<DeletedSnapshot>>;
  /** Takes it out of the trash. */
  restoreSession(id: string): Promise<void>;
  restoreSnapshot(id: string): Promise<void>;
  /** Deletes the item only if it was not restored since it was listed. */
  deleteSessionForGood(session: Pick<SessionMetadata, 'id' | 'etag'>): Promise<void>;
  deleteSnapshotForGood(snapshot: Pick<SnapshotMetadata, 'id' | 'etag'>): Promise<void>;
  /** Other people who opened one of the user's own snapshots. */
  visitsTo(
    id: string,
    query: { readonly cursor: string | undefined },
    signal?: AbortSignal,
  ): Promise<SnapshotVisitPage>;
  /** Removes a snapshot from the user's list of visited snapshots. */
  forgetVisit(snapshotId: string): Promise<void>;
}

/** Counters that rise when something changed in the cloud, so that lists on screen load again. */
export interface ServerChanges {
  readonly sessions: ReadonlySignal<number>;
  readonly snapshots: ReadonlySignal<number>;
}

/** A new version of the site. It is offered, never forced. */
interface Updates {
  readonly ready: ReadonlySignal<boolean>;
  /** Reloads this page with the new version; other tabs keep theirs. */
  apply(): void;
}

/** The browser and the device that the page runs on. */
export interface Device {
  /** What the browser says, which may be wrong. */
  readonly online: ReadonlySignal<boolean>;
  /** Whether the site answered when it was last asked, by the start of the page or by `look`. */
  readonly reached: ReadonlySignal<boolean>;
  /** Asks whether the site answers; `reached` then says so. */
  look(): Promise<unknown>;
  /** By how much the server's clock is ahead of this device's; 0 until a response told otherwise. */
  readonly serverAheadMs: ReadonlySignal<number>;
  copy(text: string): Promise<void>;
  download(fileName: string, content: Blob): void;
  /** Bytes that this browser can still store for this site; null if it does not say. */
  freeBytes(): Promise<number | null>;
  /** Reloads the page. If the site does not answer, the page stays and the result is false. */
  reload(): Promise<boolean>;
  /** The theme of all screens, kept on this device; not part of any session. */
  readonly theme: ReadonlySignal<'system' | 'light' | 'dark'>;
  setTheme(theme: 'system' | 'light' | 'dark'): void;
  /** A small text kept on this device; null if there is none or the browser stores nothing. */
  remembered(key: string): string | null;
  remember(key: string, text: string): void;
  /** A mark that is different after the browser has cleared IndexedDB. Rejects if it cannot be read now. */
  siteMark(): Promise<string>;
  /** Deletes every remembered text whose key matches `goes`. */
  forget(goes: (key: string) => boolean): void;
}

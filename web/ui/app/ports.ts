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

/** What the screens need of the world beside the workbench. `main.tsx` hands it in. */
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
  /** Leaves this page for the sign-in, which comes back to this address. */
  leaveToSignIn(): void;
  /** Opens the sign-in in a second window and leaves this page as it is. */
  openWindow(): void;
  /** Told who has signed in through a second window of any tab. */
  subscribe(listener: (user: User) => void): () => void;
  /** Whether the site can be reached: signing out needs it. */
  canSignOut(): Promise<boolean>;
  /** Forgets who was signed in on this device, and leaves. */
  leaveToSignOut(): void;
}

export interface Page<Item> {
  readonly items: readonly Item[];
  readonly pageToken: string | null;
  readonly leftOut?: number | undefined;
  readonly total?: number | undefined;
}

type Query<T> = Partial<Omit<T, 'page_size'>> & { readonly page_size?: number };

/** The lists of the cloud. Everything rejects with a `LibraryError`. */
interface Library {
  sessions(query: Query<ListSessionsQuery>, signal?: AbortSignal): Promise<Page<SessionMetadata>>;
  snapshots(
    query: Query<ListSnapshotsQuery>,
    signal?: AbortSignal,
  ): Promise<Page<SnapshotMetadata>>;
  visits(
    query: Query<ListSnapshotAccessLogsQuery>,
    signal?: AbortSignal,
  ): Promise<Page<SnapshotAccessLog>>;
  /** Changes title and description only. Rejects with kind `changed` if somebody saved in between. */
  renameSession(
    session: SessionMetadata,
    to: { readonly title: string; readonly description: string },
  ): Promise<void>;
  /** Into the trash, if it is still as it was listed; rejects with kind `changed` if somebody saved in between. */
  deleteSession(session: Pick<SessionMetadata, 'id' | 'etag'>): Promise<void>;
  /** Into the trash. */
  deleteSnapshot(id: string): Promise<void>;
  /** Every version of a session, newest first, the current one included. */
  versions(
    id: string,
    query: { readonly cursor: string | undefined },
    signal?: AbortSignal,
  ): Promise<Page<SessionVersion>>;
  version(id: string, version: number, signal?: AbortSignal): Promise<Session>;
  /** What is in the trash, last deleted first. */
  deletedSessions(
    query: Query<ListDeletedQuery>,
    signal?: AbortSignal,
  ): Promise<Page<DeletedSession>>;
  deletedSnapshots(
    query: Query<ListDeletedQuery>,
    signal?: AbortSignal,
  ): Promise<Page<DeletedSnapshot>>;
  /** Out of the trash. */
  restoreSession(id: string): Promise<void>;
  restoreSnapshot(id: string): Promise<void>;
  deleteSessionForGood(id: string): Promise<void>;
  deleteSnapshotForGood(id: string): Promise<void>;
  /** Who else has opened a snapshot of one's own. */
  visitsTo(
    id: string,
    query: { readonly cursor: string | undefined },
    signal?: AbortSignal,
  ): Promise<SnapshotVisitPage>;
  /** Takes somebody's snapshot off the list of visited ones. */
  forgetVisit(snapshotId: string): Promise<void>;
}

/** Counts what changed in the cloud, here or through this page: a list that is shown asks again. */
export interface ServerChanges {
  readonly sessions: ReadonlySignal<number>;
  readonly snapshots: ReadonlySignal<number>;
}

/** A new version of the site. It is offered, never forced. */
interface Updates {
  readonly ready: ReadonlySignal<boolean>;
  /** Reloads this page with the new version; other tabs go on with theirs. */
  apply(): void;
}

/** The machine the page runs on. */
export interface Device {
  readonly online: ReadonlySignal<boolean>;
  copy(text: string): Promise<void>;
  download(fileName: string, content: Blob): void;
  /** Bytes that this browser may still store for this site; null where it does not say. */
  freeBytes(): Promise<number | null>;
  /** Reloads the page; where the site does not answer it stays, and the answer is false. */
  reload(): Promise<boolean>;
  /** The theme of all screens, kept on this device. It is no part of any session. */
  readonly theme: ReadonlySignal<'system' | 'light' | 'dark'>;
  setTheme(theme: 'system' | 'light' | 'dark'): void;
  /** A small text kept on this device, for the next time; null where there is none or nothing may be stored. */
  remembered(key: string): string | null;
  remember(key: string, text: string): void;
  /** Forgets every remembered text whose key is to go. */
  forget(goes: (key: string) => boolean): void;
}

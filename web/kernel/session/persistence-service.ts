import type { Api, Metadata } from '../ports/api.ts';
import type { Clock, Connectivity, DeviceAssets, Entries, Tabs } from '../ports/browser.ts';
import type { BufferSummary, DamagedBuffer, Journal, KeptCopy } from '../ports/journal.ts';
import type { ContentModel } from '../ports/model.ts';
import type { Problem } from '../ports/problem.ts';
import type { Attempt } from '../state/session-state.ts';
import type { State } from '../state/view.ts';
import type { Drafts } from '../state/work.ts';
import type { Timings } from './context.ts';

/** A save that waits. It resumes by itself; `ended` resolves with its result. */
export interface Paused {
  readonly kind: 'paused';
  readonly reason: 'offline' | 'signedOut';
  readonly ended: Promise<SaveResult>;
}

/** The result of a save. */
export type SaveResult =
  | { readonly kind: 'saved'; readonly id: string; readonly version: number }
  | { readonly kind: 'conflict' }
  | Paused
  | { readonly kind: 'failed'; readonly problem: Problem }
  /** The person stopped it. A request under way may still arrive: the next save finds out. */
  | { readonly kind: 'stopped' }
  /** There is nothing to save: no session is open, or a snapshot is. */
  | { readonly kind: 'nothingOpen' };

/** A snapshot never waits for the network or a sign-in, since the person wants its link now. */
export type SnapshotResult =
  | { readonly kind: 'created'; readonly id: string }
  | Exclude<SaveResult, { kind: 'saved' | 'conflict' | 'paused' }>;

/** One part that differs. `both`: both sides changed it, in different ways. */
export interface Difference {
  readonly name: string;
  /** The name for the person, for example "Dashboard 'Overview'". */
  readonly label: string;
  readonly changedBy: 'mine' | 'theirs' | 'both';
  /** What each side has done to it since the common base. */
  readonly mine: 'same' | 'changed' | 'added' | 'removed';
  readonly theirs: 'same' | 'changed' | 'added' | 'removed';
  /** The part on each side, for display; undefined where it does not exist. */
  readonly parts: { readonly mine: unknown; readonly theirs: unknown };
  /** True if it can be merged without a choice (one may be given). */
  readonly mergesAlone: boolean;
}

export type DifferencesResult =
  | { readonly kind: 'differences'; readonly differences: readonly Difference[] }
  | { readonly kind: 'failed'; readonly problem: Problem };

/**
 * What to do about a conflict. A merge needs a side for every difference that does not merge by itself. `revert` also
 * works without a conflict: it goes back to the version on the server and keeps a copy of the changes.
 */
export type Choice =
  | 'reload'
  | 'revert'
  | 'overwrite'
  | 'copy'
  | 'notNow'
  | { readonly merge: ReadonlyMap<string, 'mine' | 'theirs'> };

/**
 * `conflict`: there is an even newer version now, and the conflict shows that one. `failed`: nothing was changed, neither
 * here nor on the server. `paused` and `stopped`: as for a save. `nothingOpen`: the conflict has ended, or the session was left.
 */
export type ResolveResult = { readonly kind: 'done' } | Exclude<SaveResult, { kind: 'saved' }>;

/** The contents of an offered buffer, to look at before the choice. */
export type Preview<Content> =
  | {
      readonly kind: 'preview';
      readonly metadata: Metadata;
      readonly content: Content;
      readonly drafts?: Drafts | undefined;
      /** The server's version that it is based on; null if that is not known. */
      readonly base: { readonly metadata: Metadata; readonly content: Content } | null | undefined;
      /** Requests whose outcome is unknown. */
      readonly attempts: readonly Pick<Attempt, 'sent'>[];
    }
  | { readonly kind: 'failed'; readonly problem: Problem };

/** The readable rest of damaged work, and the names of what is lost. */
export type Rest<Content> =
  | {
      readonly kind: 'rest';
      readonly metadata: Metadata;
      readonly content: Content;
      readonly lost: readonly string[];
    }
  | { readonly kind: 'failed'; readonly problem: Problem };

export interface PersistenceService<Content> {
  readonly state: State<Content>;
  subscribe(listener: (state: State<Content>) => void): () => void;

  /** Starts with what the address asks for, offering unsaved work first. Call it once. Ends in any state but BackendLoading. */
  start(target: { sessionId?: string; snapshotId?: string }): Promise<void>;
  /** Opens a new session that is not in the cloud. `dirty`: it is unsaved work from the start, for example from a file. */
  newSession(content: Content, metadata?: Metadata, options?: { dirty?: boolean }): Promise<void>;
  openSession(id: string): Promise<void>;
  openSnapshot(id: string): Promise<void>;
  /** Closes what is open. Unsaved work stays in its buffer and is offered at the next start. */
  closeSession(): Promise<void>;

  /** Sets the next content. Ignored if no session is open. */
  edit(content: Content): void;
  editMetadata(metadata: Metadata): void;
  /**
   * Sets the draft of an editor: text that is not part of the content yet, as any JSON; undefined removes it. Drafts are
   * unsaved work: backed up, and in the state again after a reload, but never sent.
   */
  draft(key: string, draft: unknown | undefined): void;

  /** Saves what is open now. Edits made meanwhile stay unsaved and backed up. */
  save(metadata?: Metadata): Promise<SaveResult>;
  /** Saves as a new session and continues in it. Never waits: it fails offline and signed out. */
  saveAs(metadata: Metadata): Promise<SaveResult>;
  /** `expiresAt`: when the snapshot expires, in ISO 8601; null or absent: never. */
  makeSnapshot(metadata: Metadata, expiresAt?: string | null): Promise<SnapshotResult>;
  /**
   * Gives up a save, a copy or a snapshot that is being sent or waits, and those that were asked for behind it. Requests
   * under way may still arrive: the next save finds out. Uploaded assets are not sent again.
   */
  stopSending(): void;
  /** Retries what has failed or waits: loading, saving, backing up. */
  retry(): void;

  /** Opens an offered buffer. Returns the problem if that fails. */
  recover(bufferId: string): Promise<Problem | null>;
  /**
   * In the state `Error` with an unreadable session (`unread`): opens its readable rest as unsaved work. Keeps a copy
   * of the server's version first; on the server it is unchanged until a save.
   */
  openRest(content: Content): Promise<Problem | null>;
  /**
   * Turns offered buffers into kept copies. When no offer is left, opens what the address asks for. Returns the problem
   * for each buffer where that failed.
   */
  discard(bufferIds: readonly string[]): Promise<ReadonlyMap<string, Problem>>;
  /** Leaves the offers for later, and opens what the address asks for, or the start page. */
  notNow(): Promise<void>;
  /** This user's unsaved work that no open tab holds. */
  recoverable(): Promise<readonly BufferSummary[]>;
  /** This user's unsaved work in other open tabs. */
  unsavedElsewhere(): Promise<readonly BufferSummary[]>;
  preview(bufferId: string): Promise<Preview<Content>>;
  /** All data of an offered buffer as JSON text for a download, even if it cannot be opened. */
  readBuffer(bufferId: string): Promise<string | null>;
  /** Damaged buffers and entries. They stay until they are deleted. */
  damaged(): Promise<readonly DamagedBuffer[]>;
  /** All that can be read of it, as text for a download. */
  readDamaged(id: string): Promise<string | null>;
  /** Its intact parts, as a content. */
  restOfDamaged(id: string): Promise<Rest<Content>>;
  deleteDamaged(id: string): Promise<void>;

  /** During a conflict: fetches the newer version and returns what differs. */
  differences(): Promise<DifferencesResult>;
  resolve(choice: Choice): Promise<ResolveResult>;
  keptCopies(): Promise<readonly KeptCopy[]>;
  /** The content of a kept copy as JSON text; null if there is no such copy. */
  readKept(id: string): Promise<string | null>;
  deleteKept(id: string): Promise<void>;

  /** Backs up pending changes now. True if everything is backed up then. */
  flush(): Promise<boolean>;
  /**
   * For page unload: backs up what it can, synchronously. False if the latest edit would be lost.
   */
  keepNow(): boolean;
  /** Backs everything up again, for when the site's data was cleared while the page is open. */
  backUpAnew(): void;
  /** Polls the server now, for example after another part of this page has changed the session. */
  pollNow(): void;
  /** Reports a sign-in in another window. If it is the owner, waiting saves resume; else nothing is sent any more. */
  signedIn(ownerId: string): void;
  /**
   * Deletes everything of this user on this device, except what other open tabs work on, and closes what is
   * open. If that fails, nothing is deleted, and the problem is returned.
   */
  clearDevice(): Promise<Problem | null>;
  close(): Promise<void>;
}

/** Everything that the kernel needs of a browser and a server. */
export interface Ports {
  readonly api: Api;
  readonly journal: Journal;
  readonly entries: Entries;
  readonly tabs: Tabs;
  readonly clock: Clock;
  readonly connectivity: Connectivity;
}

export interface Dependencies<Content> extends Ports {
  /** The assets on this device. Required if the model has `assets`. */
  readonly assets?: DeviceAssets;
  readonly model: ContentModel<Content>;
  /** The id of the signed-in user; offline, of the last one. */
  readonly ownerId: string;
  readonly timings?: Partial<Timings>;
  /**
   * Called before a save, before a session is closed and before page unload: every open editor puts its text into the
   * content, if that is valid. Runs inside the browser's events, so it must be synchronous.
   */
  readonly commitEditors?: () => void;
  /** Called after a save or a snapshot has changed something on the server. */
  readonly onServerChange?: (what: 'sessions' | 'snapshots') => void;
}

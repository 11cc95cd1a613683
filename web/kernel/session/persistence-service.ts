import type { Api, Metadata } from '../ports/api.ts';
import type { Clock, Connectivity, DeviceAssets, Entries, Tabs } from '../ports/browser.ts';
import type { BufferSummary, DamagedBuffer, Journal, KeptCopy } from '../ports/journal.ts';
import type { ContentModel } from '../ports/model.ts';
import type { Problem } from '../ports/problem.ts';
import type { Attempt } from '../state/session-state.ts';
import type { State } from '../state/view.ts';
import type { Drafts, Work } from '../state/work.ts';
import type { Timings } from './context.ts';

/** A save that waits: it goes on by itself when the reason is gone, and `ended` says how it ended then. */
export interface Paused {
  readonly kind: 'paused';
  readonly reason: 'offline' | 'signedOut';
  readonly ended: Promise<SaveResult>;
}

/** How a save ended. */
export type SaveResult =
  | { readonly kind: 'saved'; readonly id: string; readonly version: number }
  | { readonly kind: 'conflict' }
  | Paused
  | { readonly kind: 'failed'; readonly problem: Problem }
  /** The upload of its data was stopped, so it was not sent. */
  | { readonly kind: 'stopped' }
  /** There is no session that could be saved: nothing is open, or a snapshot is. */
  | { readonly kind: 'nothingOpen' };

/** Its link is wanted now or not at all: it never waits for the network or a sign-in. */
export type SnapshotResult =
  | { readonly kind: 'created'; readonly id: string }
  | Exclude<SaveResult, { kind: 'saved' | 'conflict' | 'paused' }>;

/** One part that differs. `both`: the two sides changed it differently. */
export interface Difference {
  readonly name: string;
  /** For a person: "Dashboard 'Overview'". */
  readonly label: string;
  readonly changedBy: 'mine' | 'theirs' | 'both';
  /** What each side did to it since the common base. */
  readonly mine: 'same' | 'changed' | 'added' | 'removed';
  readonly theirs: 'same' | 'changed' | 'added' | 'removed';
  /** The part itself on each side, to look at; undefined where it is not there. */
  readonly parts: { readonly mine: unknown; readonly theirs: unknown };
  /** A merge needs no choice here (but takes one). */
  readonly mergesAlone: boolean;
}

export type DifferencesResult =
  | { readonly kind: 'differences'; readonly differences: readonly Difference[] }
  | { readonly kind: 'failed'; readonly problem: Problem };

/**
 * What to do about a conflict. A merge names a side for every difference that does not merge alone; `revert`, without
 * a conflict too, goes back to what the server has and keeps a copy of what was changed.
 */
export type Choice =
  | 'reload'
  | 'revert'
  | 'overwrite'
  | 'copy'
  | 'notNow'
  | { readonly merge: ReadonlyMap<string, 'mine' | 'theirs'> };

export type ResolveResult =
  | { readonly kind: 'done' }
  /** Theirs moved on again: the conflict shows the newer one. */
  | { readonly kind: 'conflict' }
  | Paused
  /** Nothing has changed on either side. */
  | { readonly kind: 'failed'; readonly problem: Problem };

/** What is inside a buffer that is offered, to look at before choosing. */
export type Preview<Content> =
  | {
      readonly kind: 'preview';
      readonly metadata: Metadata;
      readonly content: Content;
      readonly drafts?: Drafts | undefined;
      /** What it was made from, as the server had it; null where that is not known. */
      readonly base: Work<Content> | null | undefined;
      /** Sent, and no word of how it ended. */
      readonly attempts: readonly Pick<Attempt<Content>, 'sent'>[];
    }
  | { readonly kind: 'failed'; readonly problem: Problem };

/** What could be read of damaged work, and by name what could not. */
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

  /** The recovery flow: call once, with what the address names. Ends in any state but BackendLoading. */
  start(target: { sessionId?: string; snapshotId?: string }): Promise<void>;
  /** A session of its own that nobody has saved. `dirty`: made from something (a file, a snapshot) that must not get lost. */
  newSession(content: Content, metadata?: Metadata, options?: { dirty?: boolean }): Promise<void>;
  openSession(id: string): Promise<void>;
  openSnapshot(id: string): Promise<void>;
  /** Leaves what is open; unsaved work stays in its buffer and is offered at the next start. */
  closeSession(): Promise<void>;
  /** As `closeSession`, but the unsaved work is deleted. */
  discardChanges(): Promise<void>;

  /** The next content; ignored where nothing can be edited (a snapshot). */
  edit(content: Content): void;
  editMetadata(metadata: Metadata): void;
  /**
   * What is typed in the editor of that key and not part of the content, as JSON; undefined where there is nothing any
   * more. It is unsaved work until then: backed up, and in the state again after a reload, but never sent.
   */
  draft(key: string, draft: unknown | undefined): void;

  /** Saves what is open now; edits made meanwhile stay unsaved and backed up. */
  save(metadata?: Metadata): Promise<SaveResult>;
  /** Saves as a session of its own and goes on in it. Never waits: without the network or a sign-in it fails. */
  saveAs(metadata: Metadata): Promise<SaveResult>;
  /** `expiresAt`: from when on nobody can open it, in ISO 8601; null or absent for never. */
  makeSnapshot(metadata: Metadata, expiresAt?: string | null): Promise<SnapshotResult>;
  /** Stops a save or a snapshot while its data is being uploaded; what has arrived is not sent again the next time. */
  stopUpload(): void;
  /** Tries again what failed or waits: a load, a save, a backup. */
  retry(): void;

  /** Opens an offered buffer; the problem where it cannot be opened. */
  recover(bufferId: string): Promise<Problem | null>;
  /**
   * In the state `Error` with `unread`, a session's: goes on with what could be read of it. What the server holds is
   * kept as a copy first, and stays there until a save.
   */
  openRest(content: Content): Promise<Problem | null>;
  /**
   * Puts offered buffers among the kept copies; where none is left the flow goes on. Answers which are still offered,
   * and why.
   */
  discard(bufferIds: readonly string[]): Promise<ReadonlyMap<string, Problem>>;
  /** Leaves offered buffers for later and goes on to what the address names, or to the start page. */
  notNow(): Promise<void>;
  /** Buffers of this user that no living tab holds. */
  recoverable(): Promise<readonly BufferSummary[]>;
  /** Unsaved work of this user in other living tabs. */
  unsavedElsewhere(): Promise<readonly BufferSummary[]>;
  preview(bufferId: string): Promise<Preview<Content>>;
  /** Whatever an offered buffer holds, as JSON text for a download, also where it cannot be opened. */
  readBuffer(bufferId: string): Promise<string | null>;
  /** What could not be read whole: kept until it is deleted. */
  damaged(): Promise<readonly DamagedBuffer[]>;
  /** Text for a download. */
  readDamaged(id: string): Promise<string | null>;
  /** All of it that is whole, as a content. */
  restOfDamaged(id: string): Promise<Rest<Content>>;
  deleteDamaged(id: string): Promise<void>;

  /** While in conflict: what differs. Fetches theirs. */
  differences(): Promise<DifferencesResult>;
  resolve(choice: Choice): Promise<ResolveResult>;
  keptCopies(): Promise<readonly KeptCopy[]>;
  /** A kept copy's content as JSON text, as it was set aside; null where there is none. */
  readKept(id: string): Promise<string | null>;
  deleteKept(id: string): Promise<void>;

  /** Holds autosave back for one reason; the result ends it. A flush writes all the same. */
  pause(reason: string): () => void;
  /** Writes what is not backed up yet; true when all of it is. */
  flush(): Promise<boolean>;
  /**
   * For the moment in which the page is about to be left: keeps what it can, synchronously. False when the latest
   * edit would be lost.
   */
  keepNow(): boolean;
  /** For when this device's data was cleared under the open page: what is open is backed up anew. */
  backUpAnew(): void;
  /** Asks now what the server has: it may have been changed from elsewhere on this page. */
  lookNow(): void;
  /** Somebody signed in (in a second window): the same person's work goes on, another's stays here. */
  signedIn(ownerId: string): void;
  /**
   * Deletes everything kept on this device for this user but what other living tabs work on, and leaves what
   * is open. Where the device refuses, nothing is deleted and the problem says why.
   */
  clearDevice(): Promise<Problem | null>;
  close(): Promise<void>;
}

/** All that the kernel needs of a browser and a server. */
export interface Ports {
  readonly api: Api;
  readonly journal: Journal;
  readonly entries: Entries;
  readonly tabs: Tabs;
  readonly clock: Clock;
  readonly connectivity: Connectivity;
}

export interface Dependencies<Content> extends Ports {
  /** Where the bytes are that contents name; needed where the model has `assets`. */
  readonly assets?: DeviceAssets;
  readonly model: ContentModel<Content>;
  /** Id of the signed-in (or, offline, the last signed-in) user. */
  readonly ownerId: string;
  readonly timings?: Partial<Timings>;
  /**
   * Called before work is sent, put away, or may be gone with the page: every open editor makes what is typed in it
   * part of the content, where it can. Runs inside the browser's own events.
   */
  readonly commitEditors?: () => void;
  /** Called after anything changed on the server: a save, a snapshot. */
  readonly onServerChange?: (what: 'sessions' | 'snapshots') => void;
}

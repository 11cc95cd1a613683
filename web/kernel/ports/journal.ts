import type { Body, Metadata, SessionMetadata } from './api.ts';

/** JSON values by part name, including the part `metadata`. */
export type Parts = ReadonlyMap<string, unknown>;

/** What the journal stores about a buffer besides its parts; every write replaces it. */
export interface BufferInfo {
  readonly bufferId: string;
  readonly ownerId: string;
  /** null before the first save. Where `base` is null: the session that was deleted from the server. */
  readonly sessionId: string | null;
  readonly schemaVersion: number;
  /** The server's version that the work is based on; null before the first save. */
  readonly base: SessionMetadata | null;
  /** `Idempotency-Key` of the first save. */
  readonly createKey: string;
  readonly createdAtMs: number;
  readonly lastModifiedMs: number;
  /** The person asked for a save that has to wait. It is carried out as soon as possible, also after a restart. */
  readonly savePromised?: boolean | undefined;
}

/** A request to the server whose outcome is unknown. Stored, so that it survives a crash. */
export interface Sent extends Metadata {
  readonly generation: number;
  readonly contentHash: string;
  /** The idempotency key of a POST; null for a PUT. */
  readonly createKey: string | null;
}

export type JournalReason =
  | 'quota'
  | 'disabled'
  | 'unresponsive'
  /** The changes are based on a generation that is not the head: commit all parts instead. */
  | 'stale'
  /** A newer build uses the journal now, so this one must not write. */
  | 'newerBuild'
  | 'damaged'
  | 'missing'
  | 'failed';

export interface JournalFailure {
  readonly ok: false;
  readonly reason: JournalReason;
  readonly message: string;
}
export type Journaled<T> = { readonly ok: true; readonly value: T } | JournalFailure;

export type Commit = {
  readonly info: BufferInfo;
  /** Chosen by the kernel; larger with each commit of the buffer. */
  readonly generation: number;
} & (
  | {
      /** The parts that changed; undefined for a part that was removed. */
      readonly changes: ReadonlyMap<string, unknown | undefined>;
      /** The generation that they change. */
      readonly onGeneration: number;
    }
  | {
      /** All parts of the work, and all parts of the base. Creates or replaces the buffer. */
      readonly whole: Parts;
      readonly base: Parts | null;
    }
);

export interface Committed {
  readonly generation: number;
  readonly rootHash: string;
  /** Size of the JSON of all parts. */
  readonly bytes: number;
}

export interface Prepared extends Metadata {
  readonly generation: number;
  readonly contentHash: string;
  /** Size of the content as the cloud stores it: gzipped in base64, or as it is if that is smaller. */
  readonly storedBytes: number;
  readonly body: Body;
}

export interface PrepareOptions {
  /** A pinned generation; absent: the head. */
  readonly generation?: number | undefined;
  /** Sent instead of the buffer's title and description. */
  readonly metadata?: Metadata | undefined;
  /** When the snapshot expires, in ISO 8601; null or absent: never. */
  readonly expiresAt?: string | null | undefined;
  /** The content hash of the version that the body replaces, so that it needs to have only what differs from it. */
  readonly onto?: string | undefined;
  /** Pins the generation, and stores that it is being sent, before the body is returned. */
  readonly pin?: { readonly createKey: string | null } | undefined;
}

export interface BufferSummary extends BufferInfo, Metadata {
  readonly generation: number;
  /** Size of the JSON of all its parts. */
  readonly bytes: number;
}

export interface OpenedBuffer {
  readonly info: BufferInfo;
  readonly generation: number;
  readonly rootHash: string;
  /** null when there is no base. */
  readonly baseRootHash: string | null;
  readonly parts: Parts;
  readonly baseParts: Parts | null;
  readonly sent: readonly Sent[];
}

/** Work that the person chose not to continue with, for example one side of a conflict. Kept for 30 days. */
export interface KeptInfo extends Metadata {
  readonly ownerId: string;
  readonly sessionId: string | null;
  readonly side: 'mine' | 'theirs';
  /** The server's version that it is or was based on. */
  readonly version: number | null;
  readonly keptAtMs: number;
  /** Text in editors that was not part of it yet, by the editor's key. */
  readonly drafts?: Readonly<Record<string, unknown>> | undefined;
}
export interface KeptCopy extends KeptInfo {
  readonly id: string;
  readonly bytes: number;
}

export interface DamagedBuffer {
  readonly id: string;
  /** null if it is not known. */
  readonly foundAtMs: number | null;
  readonly title: string | null;
  readonly why: string;
}

/** The intact parts of a damaged buffer, and the names of the other parts. */
export interface DamagedRest {
  readonly metadata: Metadata;
  readonly parts: Parts;
  readonly lost: readonly string[];
}

/**
 * Stores all unsaved work (a Worker with IndexedDB). Calls are carried out in the order in which they
 * are made, and never reject. Each call is one transaction.
 *
 * A buffer has a head (generation, root hash, parts), a base (the parts as last loaded or saved)
 * and pinned generations. The root hash is SHA-256 over `name\0hash` lines sorted by name; each hash
 * is the SHA-256 of the part's canonical JSON.
 */
export interface Journal {
  commit(commit: Commit): Promise<Journaled<Committed>>;
  /** Makes the server's content head and base, after migrating it to the current schema; `info.base` is its metadata. */
  load(
    info: BufferInfo,
    generation: number,
    contentText: string,
  ): Promise<Journaled<{ rootHash: string }>>;
  /** Changes only the base: `info.base` is its metadata. `contentText` null: its content stays. */
  rebase(
    info: BufferInfo,
    contentText: string | null,
  ): Promise<Journaled<{ baseRootHash: string }>>;
  prepare(bufferId: string, options: PrepareOptions): Promise<Journaled<Prepared>>;
  /** As `prepare`, from parts that the journal does not hold; `generation` is 0. */
  pack(parts: Parts, expiresAt?: string | null): Promise<Journaled<Prepared>>;
  /**
   * The server has saved `generation`: makes it the base, with the metadata of `info.base`, and removes the
   * pins. The head gets that metadata as well, unless its own was changed since.
   */
  confirmSaved(
    info: BufferInfo,
    generation: number,
  ): Promise<Journaled<{ baseRootHash: string; headRootHash: string }>>;
  /** No request is pending any more: removes the pins. */
  unpin(bufferId: string): Promise<Journaled<void>>;
  /** The owner's buffers with unsaved work, the latest first. */
  buffers(ownerId: string): Promise<Journaled<readonly BufferSummary[]>>;
  /** The newest version of a session that is the base of a buffer; null if there is none. */
  findBase(
    ownerId: string,
    sessionId: string,
  ): Promise<Journaled<{ readonly metadata: SessionMetadata; readonly parts: Parts } | null>>;
  /** Checks the root hash. A buffer that does not match is set aside, and fails with `damaged` from then on. */
  open(bufferId: string): Promise<Journaled<OpenedBuffer>>;
  remove(bufferId: string): Promise<Journaled<void>>;
  /** Stores a kept copy: a buffer's head, or a content string as the server sent it. */
  keep(
    info: KeptInfo,
    source: { bufferId: string } | { contentText: string },
  ): Promise<Journaled<string>>;
  kept(ownerId: string): Promise<Journaled<readonly KeptCopy[]>>;
  /** The content as JSON text. */
  openKept(id: string): Promise<Journaled<{ info: KeptInfo; contentText: string }>>;
  deleteKept(id: string): Promise<Journaled<void>>;
  damaged(ownerId: string): Promise<Journaled<readonly DamagedBuffer[]>>;
  /** All that can be read of it, as text for a download. */
  readDamaged(id: string): Promise<Journaled<string>>;
  /** Fails with `damaged` if it is not known which parts are intact. */
  restOf(id: string): Promise<Journaled<DamagedRest>>;
  deleteDamaged(id: string): Promise<Journaled<void>>;
  /** Deletes all that is stored of the owner, except the buffers in `but`. */
  clear(ownerId: string, but: ReadonlySet<string>): Promise<Journaled<void>>;
}

import type { Body, Metadata, SessionMetadata } from './api.ts';

/** Part name to JSON value, `metadata` included. */
export type Parts = ReadonlyMap<string, unknown>;

/** What is known about a buffer beside its parts. Stored as given with every write. */
export interface BufferInfo {
  readonly bufferId: string;
  readonly ownerId: string;
  /** null until the first save; where `base` is null, the session that it was until it was deleted. */
  readonly sessionId: string | null;
  readonly schemaVersion: number;
  /** The server's state that the buffer's base is; null until the first save. */
  readonly base: SessionMetadata | null;
  /** `Idempotency-Key` of the first save. */
  readonly createKey: string;
  readonly createdAtMs: number;
  readonly lastModifiedMs: number;
  /** A save was asked for that has to wait: it is carried out when it can be, also after a restart. */
  readonly savePromised?: boolean | undefined;
}

/** Something sent to the server whose outcome is not known yet; survives a crash. */
export interface Sent extends Metadata {
  readonly generation: number;
  readonly contentHash: string;
  /** The key of a POST; null for a PUT. */
  readonly createKey: string | null;
}

export type JournalReason =
  | 'quota'
  | 'disabled'
  | 'unresponsive'
  /** The changes build on a generation that is not the head: send the whole. */
  | 'stale'
  /** A later build has taken the journal over: this one must not write. */
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
  /** Chosen by the kernel, always rising within a buffer. */
  readonly generation: number;
} & (
  | {
      /** Changed parts; undefined for a removed one. */
      readonly changes: ReadonlyMap<string, unknown | undefined>;
      /** The generation they build on. */
      readonly onGeneration: number;
    }
  | {
      /** Every part, and every part of the base: makes or replaces the buffer. */
      readonly whole: Parts;
      readonly base: Parts | null;
    }
);

export interface Committed {
  readonly generation: number;
  readonly rootHash: string;
  /** Of all parts' JSON. */
  readonly bytes: number;
}

export interface Prepared extends Metadata {
  readonly generation: number;
  readonly rootHash: string;
  readonly contentHash: string;
  /** UTF-8 bytes of the content string. */
  readonly contentBytes: number;
  /** Bytes the content takes in the cloud: gzipped in base64, or as it is if that is smaller. */
  readonly storedBytes: number;
  readonly body: Body;
}

export interface PrepareOptions {
  /** The head if absent; else a pinned one. */
  readonly generation?: number | undefined;
  /** Sent instead of the buffer's own title and description. */
  readonly metadata?: Metadata | undefined;
  /** From when on nobody can open the snapshot that is sent, in ISO 8601; null or absent for never. */
  readonly expiresAt?: string | null | undefined;
  /** Keep this generation and remember it as sent, durably, before answering. */
  readonly pin?: { readonly createKey: string | null } | undefined;
}

export interface BufferSummary extends BufferInfo, Metadata {
  readonly generation: number;
  /** Bytes of the parts' JSON. */
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

/** One side of a conflict that a choice set aside; kept for 30 days. */
export interface KeptInfo extends Metadata {
  readonly ownerId: string;
  readonly sessionId: string | null;
  readonly side: 'mine' | 'theirs';
  /** The server's version it is, or was based on. */
  readonly version: number | null;
  readonly keptAtMs: number;
  /** What was typed in editors and is no part of it, by the editor's key. */
  readonly drafts?: Readonly<Record<string, unknown>> | undefined;
}
export interface KeptCopy extends KeptInfo {
  readonly id: string;
  readonly bytes: number;
}

export interface DamagedBuffer {
  readonly id: string;
  /** null where it is not known. */
  readonly foundAtMs: number | null;
  readonly title: string | null;
  readonly why: string;
}

/** What is whole of a damaged buffer, and the names of its other parts. */
export interface DamagedRest {
  readonly metadata: Metadata;
  readonly parts: Parts;
  readonly lost: readonly string[];
}

/**
 * The durable record of everything unsaved (a Worker over IndexedDB). Calls are carried out in the
 * order in which they are made, and never reject. Each is one transaction: all of it or nothing.
 *
 * A buffer has a head (generation, root hash, parts), a base (the parts as last loaded or saved)
 * and pinned generations. The root hash is SHA-256 over `name\0hash` lines sorted by name, each hash
 * being SHA-256 of the part's canonical JSON.
 */
export interface Journal {
  commit(commit: Commit): Promise<Journaled<Committed>>;
  /** Head and base become the server's content, migrated to the current shape, with `info.base` as its metadata. */
  load(
    info: BufferInfo,
    generation: number,
    contentText: string,
  ): Promise<Journaled<{ rootHash: string }>>;
  /** Only the base becomes what `info.base` says; `contentText` null keeps the base's content. */
  rebase(
    info: BufferInfo,
    contentText: string | null,
  ): Promise<Journaled<{ baseRootHash: string }>>;
  prepare(bufferId: string, options: PrepareOptions): Promise<Journaled<Prepared>>;
  /** The same from parts at hand, for when the journal does not hold them; `generation` is 0. */
  pack(parts: Parts, expiresAt?: string | null): Promise<Journaled<Prepared>>;
  /**
   * The server holds `generation`: it becomes the base (with the metadata of `info.base`), nothing is
   * pinned or sent any more. Where the head's metadata is still the generation's, it follows too.
   */
  settle(
    info: BufferInfo,
    generation: number,
  ): Promise<Journaled<{ baseRootHash: string; headRootHash: string }>>;
  /** Nothing that was sent is still under way: drops the pins. */
  unpin(bufferId: string): Promise<Journaled<void>>;
  /** Buffers of that owner whose head differs from their base, the latest first. */
  buffers(ownerId: string): Promise<Journaled<readonly BufferSummary[]>>;
  /** The newest version of a session of the server's that a buffer here is based on; null where none is. */
  findBase(
    ownerId: string,
    sessionId: string,
  ): Promise<Journaled<{ readonly metadata: SessionMetadata; readonly parts: Parts } | null>>;
  /** Checks the root hash; what does not match is set aside and answers `damaged`, then and later. */
  open(bufferId: string): Promise<Journaled<OpenedBuffer>>;
  remove(bufferId: string): Promise<Journaled<void>>;
  /** Keeps a buffer's head, or a content string as the server sent it. */
  keep(
    info: KeptInfo,
    source: { bufferId: string } | { contentText: string },
  ): Promise<Journaled<string>>;
  kept(ownerId: string): Promise<Journaled<readonly KeptCopy[]>>;
  /** The content as JSON text. */
  openKept(id: string): Promise<Journaled<{ info: KeptInfo; contentText: string }>>;
  deleteKept(id: string): Promise<Journaled<void>>;
  damaged(ownerId: string): Promise<Journaled<readonly DamagedBuffer[]>>;
  /** Whatever can be read of it, as text for a download. */
  readDamaged(id: string): Promise<Journaled<string>>;
  /** Fails with `damaged` where it is not known what of it is whole. */
  restOf(id: string): Promise<Journaled<DamagedRest>>;
  deleteDamaged(id: string): Promise<Journaled<void>>;
  /** Everything of that owner: kept copies, damaged buffers, and all buffers but those named. */
  clear(ownerId: string, but: ReadonlySet<string>): Promise<Journaled<void>>;
}

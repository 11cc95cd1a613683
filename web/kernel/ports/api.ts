/** What a person calls a session or a snapshot. */
export interface Metadata {
  readonly title: string;
  /** null and '' both mean none. */
  readonly description: string | null;
}

/** Where a session stands on the server, in the server's own numbers. */
export interface SessionMetadata extends Metadata {
  readonly id: string;
  readonly ownerId: string;
  /** ISO 8601, UTC. */
  readonly createdAt: string;
  readonly updatedAt: string;
  readonly version: number;
  /** Lower-case hex SHA-256 of the content string as it was sent. */
  readonly contentHash: string;
  /** Quoted, as HTTP carries it. */
  readonly etag: string;
}

export interface SnapshotMetadata extends Metadata {
  readonly id: string;
  readonly ownerId: string;
  readonly ownerName: string | null;
  readonly createdAt: string;
  /** From when on nobody can open it; null or absent for never. */
  readonly expiresAt?: string | null | undefined;
  readonly contentHash: string;
}

/** A session or a snapshot as the server sent it. */
export interface Stored<Info extends SessionMetadata | SnapshotMetadata> {
  readonly metadata: Info;
  /** The content as JSON text. */
  readonly contentText: string;
}

/** A request body made by the journal: JSON `{title, description, content, assets}`. */
export interface Body {
  readonly bytes: Uint8Array;
  readonly encoding: 'gzip' | 'identity';
}

export type Failure =
  | { readonly kind: 'notFound' }
  /** 412: the session as it stands. */
  | { readonly kind: 'conflict'; readonly current: SessionMetadata }
  /** 422: the session that this key has already made. */
  | { readonly kind: 'keyReused'; readonly current: SessionMetadata | null }
  /** 422: assets that the content names and the server does not have. Nothing was written. */
  | { readonly kind: 'assetsMissing'; readonly hashes: readonly string[] }
  | { readonly kind: 'tooLarge'; readonly bytes: number | null; readonly maxBytes: number | null }
  | { readonly kind: 'invalid'; readonly message: string; readonly issues: readonly string[] }
  /** 401, a redirect, or anything but JSON under `/api`. */
  | { readonly kind: 'signedOut' }
  | { readonly kind: 'throttled'; readonly retryAfterMs: number | null }
  | { readonly kind: 'unavailable'; readonly retryAfterMs: number | null }
  | { readonly kind: 'failed'; readonly message: string; readonly traceId: string | null }
  /** Timeout, reset, or nonsense in the answer: it may have happened or not. */
  | { readonly kind: 'unknown'; readonly message: string };

export type Outcome<T> = { readonly kind: 'ok'; readonly value: T } | Failure;

/** Told how much of a large body has gone, from 0 to 1. */
export type OnSent = (ratio: number) => void;

/** The server, as far as the kernel needs it. Calls never reject: every end has an outcome. */
export interface Api {
  /** Id of who is signed in now. */
  whoAmI(): Promise<Outcome<string>>;
  getSession(id: string): Promise<Outcome<{ metadata: SessionMetadata; content: string }>>;
  /** `unchanged` when the server still has `etag`. */
  getMetadata(id: string, etag?: string): Promise<Outcome<SessionMetadata | 'unchanged'>>;
  /** Those of the assets that the server does not have. */
  missingAssets(hashes: readonly string[]): Promise<Outcome<readonly string[]>>;
  putAsset(hash: string, bytes: Uint8Array): Promise<Outcome<null>>;
  createSession(body: Body, key: string, onSent?: OnSent): Promise<Outcome<{ id: string }>>;
  updateSession(
    id: string,
    body: Body,
    etag: string,
    onSent?: OnSent,
  ): Promise<Outcome<SessionMetadata>>;
  createSnapshot(body: Body, key: string, onSent?: OnSent): Promise<Outcome<{ id: string }>>;
  getSnapshot(id: string): Promise<Outcome<{ metadata: SnapshotMetadata; content: string }>>;
}

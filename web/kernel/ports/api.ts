/** Title and description of a session or a snapshot. */
export interface Metadata {
  readonly title: string;
  /** null and '' both mean that there is none. */
  readonly description: string | null;
}

/** A session's state on the server, without its content. */
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
  /** The time from which nobody can open it any more; null or absent: it does not expire. */
  readonly expiresAt?: string | null | undefined;
  readonly contentHash: string;
}

/** A session or a snapshot, as the server sent it. */
export interface Stored<Info extends SessionMetadata | SnapshotMetadata> {
  readonly metadata: Info;
  /** The content as JSON text. */
  readonly contentText: string;
}

/** A request body that the journal made: JSON `{title, description, content, assets}`. */
export interface Body {
  readonly bytes: Uint8Array;
  readonly encoding: 'gzip' | 'identity';
  /** Has `contentDelta` instead of `content`: only for the version that it was made for. */
  readonly isDelta?: boolean;
}

export type Failure =
  | { readonly kind: 'notFound' }
  /** 412, with the state that the session has now. */
  | { readonly kind: 'conflict'; readonly current: SessionMetadata }
  /** 422: this key was already used, to create this session. */
  | { readonly kind: 'keyReused'; readonly current: SessionMetadata | null }
  /** 422: the content names assets that the server does not have. Nothing was written. */
  | { readonly kind: 'assetsMissing'; readonly hashes: readonly string[] }
  | { readonly kind: 'tooLarge'; readonly bytes: number | null; readonly maxBytes: number | null }
  | { readonly kind: 'invalid'; readonly message: string; readonly issues: readonly string[] }
  /** 401, a redirect, or a response under `/api` that is not JSON. */
  | { readonly kind: 'signedOut' }
  | { readonly kind: 'throttled'; readonly retryAfterMs: number | null }
  | { readonly kind: 'unavailable'; readonly retryAfterMs: number | null }
  | { readonly kind: 'failed'; readonly message: string; readonly traceId: string | null }
  /** A timeout, a reset or an invalid response: the request may or may not have been carried out. */
  | { readonly kind: 'unknown'; readonly message: string }
  /** Only from the kernel: another user than the owner of the work is signed in. */
  | { readonly kind: 'otherUser' }
  /** Only from the kernel: the body could not be made on this device, so nothing was sent. */
  | { readonly kind: 'device'; readonly message: string; readonly isFull?: boolean }
  /** Only from the kernel: given up, because nobody needs the result any more. */
  | { readonly kind: 'abandoned' };

export type Outcome<T> = { readonly kind: 'ok'; readonly value: T } | Failure;

/** Called with the share of a large body that has been sent, from 0 to 1. False: the rest need not be sent. */
export type OnSent = (ratio: number) => boolean;

/** What the kernel needs of the server. Calls never reject: every failure is an outcome. */
export interface Api {
  /** The id of the user who is signed in now. */
  whoAmI(): Promise<Outcome<string>>;
  getSession(id: string): Promise<Outcome<{ metadata: SessionMetadata; content: string }>>;
  /** Returns `known` itself if the server still has that version. */
  getMetadata(id: string, known?: SessionMetadata): Promise<Outcome<SessionMetadata>>;
  /** Returns those of the hashes whose assets the server does not have. */
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

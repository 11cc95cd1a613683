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
  readonly contentBytes?: number;
}

export interface SnapshotMetadata extends Metadata {
  readonly id: string;
  readonly ownerId: string;
  readonly ownerName: string | null;
  readonly createdAt: string;
  readonly contentHash: string;
  readonly contentBytes?: number;
}

export function sameMetadata(a: Metadata, b: Metadata): boolean {
  return a.title === b.title && (a.description ?? '') === (b.description ?? '');
}

/** Title and description alone, with one spelling for "no description". */
export function plainMetadata({ title, description }: Metadata): Metadata {
  return { title, description: description === '' ? null : description };
}

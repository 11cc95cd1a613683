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

/** Title and description alone, with one spelling for "no description", and as text that UTF-8 can carry. */
export function plainMetadata({ title, description }: Metadata): Metadata {
  return { title: title.toWellFormed(), description: description?.toWellFormed() || null };
}

/** "Overview" becomes "Overview (copy)"; a title stays within its 120 characters, and no character is cut in half. */
export function copyTitle(title: string): string {
  const kept = title.slice(0, TITLE_MAX_LENGTH - COPY_SUFFIX.length);
  return kept.replace(/[\uD800-\uDBFF]$/, '') + COPY_SUFFIX;
}

const COPY_SUFFIX = ' (copy)';
/** As in the contract, which the kernel does not import. */
const TITLE_MAX_LENGTH = 120;

import { fold } from '../../../contract/titles.ts';
import {
  type AccessLogDocument,
  accessLogId,
} from '../../../functions/store/access-log-document.ts';
import { assertFits, encodeContent } from '../../../functions/store/content.ts';
import { keyHashOf } from '../../../functions/store/create-key.ts';
import { randomKey } from '../../../functions/store/ids.ts';
import {
  foldedDescription,
  newSessionDocument,
  type SessionDocument,
} from '../../../functions/store/session-document.ts';
import {
  bodyHashOf,
  newSnapshotDocument,
  type SnapshotDocument,
} from '../../../functions/store/snapshot-document.ts';
import type { OriginalAccessLog, OriginalSession, OriginalSnapshot } from './original-documents.ts';

/** Converts a document of the original. Ids stay, so links to snapshots keep working. */
export async function toSession(
  { id, owner_id, metadata, content }: OriginalSession,
  userOf: (id: string) => string,
): Promise<SessionDocument> {
  const owner = userOf(owner_id);
  const encoded = await encodeContent(content);
  const fresh = newSessionDocument(owner, { ...metadata, content }, encoded);
  const { created_at, updated_at, version } = metadata;
  const document = {
    ...fresh,
    id,
    metadata: { ...fresh.metadata, created_at, updated_at, version },
    create_key_hash: keyHashOf(owner, randomKey()),
    create_body_hash: fresh.metadata.state_hash,
  };
  assertFits(document);
  return document;
}

export async function toSnapshot(
  { id, owner_id, metadata, content }: OriginalSnapshot,
  userOf: (id: string) => string,
): Promise<SnapshotDocument> {
  const owner = { id: userOf(owner_id), name: null };
  const encoded = await encodeContent(content);
  const fresh = newSnapshotDocument(owner, { ...metadata, content }, encoded);
  const document = {
    ...fresh,
    id,
    metadata: { ...fresh.metadata, created_at: metadata.created_at },
    create_key_hash: keyHashOf(owner.id, randomKey()),
    create_body_hash: bodyHashOf(fresh),
  };
  assertFits(document);
  return document;
}

/** @param snapshot the metadata of the moved snapshot; undefined if it no longer exists. */
export function toAccessLog(
  log: OriginalAccessLog,
  snapshot: SnapshotDocument['metadata'] | undefined,
  userOf: (id: string) => string,
): AccessLogDocument {
  const visitor = userOf(log.visitor_id);
  const { title, description, created_at, content_hash } = log.snapshot_metadata;
  const first = log.first_visited_at ?? log.last_visited_at ?? created_at;
  return {
    id: accessLogId(log.snapshot_id, visitor),
    visitor_id: visitor,
    visitor_name: null,
    snapshot_id: log.snapshot_id,
    snapshot_owner_id: userOf(log.snapshot_owner_id),
    snapshot_metadata: {
      ...(snapshot ?? {
        title,
        title__lower: fold(title),
        description: description ?? null,
        description__lower: foldedDescription(description ?? null),
        created_at,
        content_hash: /^[0-9a-f]{64}$/.test(content_hash) ? content_hash : UNKNOWN_HASH,
        content_bytes: 0,
      }),
      owner_name: null,
    },
    visits: Math.max(1, log.visits),
    first_visited_at: first,
    last_visited_at: log.last_visited_at ?? first,
    snapshot_deleted: log.snapshot_deleted,
    snapshot_deleted_at: log.snapshot_deleted_at ?? null,
  };
}

/** For a deleted snapshot whose hash was not recorded. */
const UNKNOWN_HASH = '0'.repeat(64);

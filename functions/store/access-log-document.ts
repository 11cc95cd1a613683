import type { PatchOperation } from '@azure/cosmos';
import * as z from 'zod/mini';
import * as field from '../../contract/fields.ts';
import type { SnapshotAccessLog } from '../../contract/snapshots.ts';
import { shownTitle } from '../../contract/titles.ts';
import { SnapshotHead } from './snapshot-document.ts';

/** One visitor's visits to one snapshot, with a copy of the snapshot's metadata. */
export const AccessLogDocument = z.object({
  id: z.string(),
  visitor_id: z.string(),
  /** Shown to the snapshot's owner; absent in logs written before 0.2. */
  visitor_name: z.optional(z.nullable(z.string())),
  snapshot_id: z.string(),
  snapshot_owner_id: z.string(),
  snapshot_metadata: z.extend(SnapshotHead.shape.metadata, {
    owner_name: SnapshotHead.shape.owner_name,
    expires_at: SnapshotHead.shape.expires_at,
  }),
  visits: z.int(),
  first_visited_at: field.timestamp,
  last_visited_at: field.timestamp,
  /** Random id of the last visit that was counted, since two visits may have the same time. */
  last_visit: z.optional(z.string()),
  /** Time of the visit before the last one; restored when a visit turns out to have found no snapshot. */
  visited_before: z.optional(field.timestamp),
  snapshot_deleted: z.boolean(),
  snapshot_deleted_at: z.nullable(field.timestamp),
});
export type AccessLogDocument = z.infer<typeof AccessLogDocument>;

/** A valid Cosmos DB id, whatever characters the visitor's id contains. */
export function accessLogId(snapshotId: string, visitorId: string): string {
  const isPlain = /^[\w.@:-]+$/.test(visitorId);
  return `${snapshotId}__${isPlain ? visitorId : Buffer.from(visitorId).toString('base64url')}`;
}

/** The log of a first visit that happens now. */
export function newAccessLog(
  snapshot: SnapshotHead,
  visitor: { readonly id: string; readonly name: string | null },
): AccessLogDocument {
  const now = new Date().toISOString();
  return {
    id: accessLogId(snapshot.id, visitor.id),
    visitor_id: visitor.id,
    visitor_name: visitor.name,
    snapshot_id: snapshot.id,
    snapshot_owner_id: snapshot.owner_id,
    snapshot_metadata: {
      ...snapshot.metadata,
      owner_name: snapshot.owner_name,
      ...(snapshot.expires_at && { expires_at: snapshot.expires_at }),
    },
    visits: 1,
    first_visited_at: now,
    last_visited_at: now,
    snapshot_deleted: false,
    snapshot_deleted_at: null,
  };
}

export function toAccessLog(document: AccessLogDocument): SnapshotAccessLog {
  const { snapshot_metadata: metadata } = document;
  return {
    visitorId: document.visitor_id,
    snapshotId: document.snapshot_id,
    visits: document.visits,
    firstVisitedAt: document.first_visited_at,
    lastVisitedAt: document.last_visited_at,
    snapshotDeleted: document.snapshot_deleted,
    snapshotDeletedAt: document.snapshot_deleted_at,
    snapshotMetadata: {
      id: document.snapshot_id,
      ownerId: document.snapshot_owner_id,
      ownerName: metadata.owner_name,
      title: shownTitle(metadata.title),
      description: metadata.description,
      createdAt: metadata.created_at,
      contentHash: metadata.content_hash,
      contentBytes: metadata.content_bytes,
      expiresAt: metadata.expires_at ?? null,
    },
  };
}

/** Patch that marks a log's snapshot as deleted at `deletedAt` (ISO 8601), or as existing for null. */
export function deletionPatch(deletedAt: string | null): PatchOperation[] {
  return [
    { op: 'set', path: '/snapshot_deleted', value: deletedAt !== null },
    { op: 'set', path: '/snapshot_deleted_at', value: deletedAt },
  ];
}

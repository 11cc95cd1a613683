import * as z from 'zod/mini';
import * as field from '../../contract/fields.ts';
import type { NewSnapshot, SnapshotMetadata } from '../../contract/snapshots.ts';
import { fold, shownTitle } from '../../contract/titles.ts';
import type { EncodedContent, Sent } from './content.ts';
import { sha256 } from './ids.ts';
import { ttlOf } from './lifetime.ts';
import { assetFields, foldedDescription, SessionDocument, stateHash } from './session-document.ts';

/** A snapshot without its content, as lists load it. */
export const SnapshotHead = z.object({
  id: z.string(),
  owner_id: z.string(),
  owner_name: z.nullable(z.string()),
  /** When the snapshot stops being readable; `ttl` tells the database. */
  expires_at: z.optional(z.nullable(field.timestamp)),
  metadata: z.object({
    title: z.string(),
    title__lower: z.string(),
    description: z.nullable(z.string()),
    /** As in a session document. */
    description__lower: z.optional(z.string()),
    created_at: field.timestamp,
    content_hash: field.sha256,
    content_bytes: z.int(),
  }),
});
export type SnapshotHead = z.infer<typeof SnapshotHead>;

const { content, content_encoding, asset_hashes, create_key_hash, create_body_hash } =
  SessionDocument.shape;

export const SnapshotDocument = z.extend(SnapshotHead, {
  content,
  content_encoding,
  asset_hashes,
  create_key_hash,
  create_body_hash,
});
export type SnapshotDocument = z.infer<typeof SnapshotDocument>;

/** The fields of a new snapshot that do not depend on its id. Lone surrogates in texts become U+FFFD. */
export function newSnapshotDocument(
  owner: { readonly id: string; readonly name: string | null },
  snapshot: Sent<NewSnapshot>,
  encoded: EncodedContent,
) {
  const title = snapshot.title.toWellFormed();
  const description = snapshot.description?.toWellFormed() || null;
  const { expiresAt } = snapshot;
  return {
    ...(expiresAt && { expires_at: expiresAt, ttl: ttlOf(Date.parse(expiresAt) - Date.now()) }),
    owner_id: owner.id,
    owner_name: owner.name,
    metadata: {
      title,
      title__lower: fold(title),
      description,
      description__lower: foldedDescription(description),
      created_at: new Date().toISOString(),
      content_hash: encoded.hash,
      content_bytes: encoded.bytes,
    },
    ...encoded.stored,
    ...assetFields(snapshot.assets),
  };
}

/** Distinguishes two POSTs with the same key. */
export function bodyHashOf({
  metadata: { title, description, content_hash },
  expires_at,
}: Pick<SnapshotHead, 'metadata' | 'expires_at'>): string {
  const state = stateHash(title, description, content_hash);
  return expires_at ? sha256(JSON.stringify([state, expires_at])) : state;
}

export function toSnapshotMetadata(
  { id, owner_id, owner_name, expires_at, metadata }: SnapshotHead,
  etag: string,
): SnapshotMetadata {
  return {
    id,
    ownerId: owner_id,
    ownerName: owner_name,
    title: shownTitle(metadata.title),
    description: metadata.description,
    createdAt: metadata.created_at,
    contentHash: metadata.content_hash,
    contentBytes: metadata.content_bytes,
    expiresAt: expires_at ?? null,
    etag,
  };
}

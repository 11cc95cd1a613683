import * as z from 'zod/mini';
import * as field from '../../contract/fields.ts';
import type { NewSession, SessionMetadata } from '../../contract/sessions.ts';
import { fold, shownTitle } from '../../contract/titles.ts';
import type { EncodedContent, Sent } from './content.ts';
import { sha256 } from './ids.ts';

/** A session without its content, as lists load it. */
export const SessionHead = z.object({
  id: z.string(),
  owner_id: z.string(),
  metadata: z.object({
    title: z.string(),
    title__lower: z.string(),
    description: z.nullable(z.string()),
    /** The normalised description. Absent without a description, and in documents from before 0.2 until the next save. */
    description__lower: z.optional(z.string()),
    created_at: field.timestamp,
    updated_at: field.timestamp,
    version: z.int().check(z.minimum(1)),
    content_hash: field.sha256,
    content_bytes: z.int(),
    /** Over title, description and content hash: one comparison tells whether an update changes anything. */
    state_hash: field.sha256,
  }),
});
export type SessionHead = z.infer<typeof SessionHead>;

export const SessionDocument = z.extend(SessionHead, {
  content: z.string(),
  content_encoding: z.enum(['gzip', 'identity']),
  /** Hashes of the assets that the content references; absent in documents older than assets. */
  asset_hashes: z.optional(z.array(field.sha256)),
  /** Hashes of the key and the body of the POST that created it, to recognise a repetition. */
  create_key_hash: field.sha256,
  create_body_hash: field.sha256,
});
export type SessionDocument = z.infer<typeof SessionDocument>;

export function stateHash(title: string, description: string | null, contentHash: string): string {
  return sha256(JSON.stringify([title, description, contentHash]));
}

/** The form of a description that search uses. */
export function foldedDescription(description: string | null): string | undefined {
  return description === null ? undefined : fold(description);
}

/** The stored asset hashes, without duplicates; no field if the request lists none. */
export function assetFields(assets: readonly string[] | null | undefined) {
  return assets ? { asset_hashes: [...new Set(assets)] } : {};
}

/** The fields of a new session that do not depend on its id. Lone surrogates in texts become U+FFFD. */
export function newSessionDocument(
  owner: string,
  session: Sent<NewSession>,
  content: EncodedContent,
) {
  const now = new Date().toISOString();
  const title = session.title.toWellFormed();
  const description = session.description?.toWellFormed() || null;
  return {
    owner_id: owner,
    metadata: {
      title,
      title__lower: fold(title),
      description,
      description__lower: foldedDescription(description),
      created_at: now,
      updated_at: now,
      version: 1,
      content_hash: content.hash,
      content_bytes: content.bytes,
      state_hash: stateHash(title, description, content.hash),
    },
    ...content.stored,
    ...assetFields(session.assets),
  };
}

export function toSessionMetadata(
  { id, owner_id, metadata }: SessionHead,
  etag: string,
): SessionMetadata {
  return {
    id,
    ownerId: owner_id,
    title: shownTitle(metadata.title),
    description: metadata.description,
    createdAt: metadata.created_at,
    updatedAt: metadata.updated_at,
    version: metadata.version,
    contentHash: metadata.content_hash,
    contentBytes: metadata.content_bytes,
    etag,
  };
}

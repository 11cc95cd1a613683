import * as z from 'zod/mini';
import * as field from '../../contract/fields.ts';
import type { NewSession, SessionMetadata } from '../../contract/sessions.ts';
import { fold } from '../../contract/titles.ts';
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
    /** The fold of the description. Absent where there is none, and in documents of before 0.2 until they are saved again. */
    description__lower: z.optional(z.string()),
    created_at: field.timestamp,
    updated_at: field.timestamp,
    version: z.int().check(z.minimum(1)),
    content_hash: field.sha256,
    content_bytes: z.int(),
    /** Over title, description and content hash: "nothing would change" is one comparison. */
    state_hash: field.sha256,
  }),
});
export type SessionHead = z.infer<typeof SessionHead>;

export const SessionDocument = z.extend(SessionHead, {
  content: z.string(),
  content_encoding: z.enum(['gzip', 'identity']),
  /** The assets that the content names; absent in documents from before there were any. */
  asset_hashes: z.optional(z.array(field.sha256)),
  /** Of the key and the body that made it: a repeated POST is recognised by them. */
  create_key_hash: field.sha256,
  create_body_hash: field.sha256,
});
export type SessionDocument = z.infer<typeof SessionDocument>;

export function stateHash(title: string, description: string | null, contentHash: string): string {
  return sha256(JSON.stringify([title, description, contentHash]));
}

/** What search reads of a description. */
export function foldedDescription(description: string | null): string | undefined {
  return description === null ? undefined : fold(description);
}

/** What a document keeps of the assets that a request names: each once, nothing where it names none. */
export function assetFields(assets: readonly string[] | null | undefined) {
  return assets ? { asset_hashes: [...new Set(assets)] } : {};
}

/** What of a new session does not depend on its id. Lone surrogates in words become U+FFFD. */
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
    title: metadata.title,
    description: metadata.description,
    createdAt: metadata.created_at,
    updatedAt: metadata.updated_at,
    version: metadata.version,
    contentHash: metadata.content_hash,
    contentBytes: metadata.content_bytes,
    etag,
  };
}

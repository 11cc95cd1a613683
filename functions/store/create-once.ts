import type { SessionMetadata } from '../../contract/sessions.ts';
import type { SnapshotMetadata } from '../../contract/snapshots.ts';
import type { StoreContext } from './context.ts';
import type { CosmosContainer, Stored } from './cosmos-container.ts';
import { Conflict, Corrupt, KeyReused } from './errors.ts';
import { deriveId, randomKey, sha256 } from './ids.ts';

/** What a document keeps of the POST that made it, so that the same POST is recognised. */
export interface Origin {
  readonly id: string;
  readonly create_key_hash: string;
  readonly create_body_hash: string;
}

interface Creation<T> {
  /** The client's Idempotency-Key; without one, a random key makes our own retries safe. */
  readonly key: string | undefined;
  readonly bodyHash: string;
  readonly make: (origin: Origin) => T;
  readonly partitionOf: (id: string) => string;
  readonly toMetadata: (document: T, etag: string) => SessionMetadata | SnapshotMetadata;
}

/** How many ids are tried before giving up; with 64^8 of them a second try is already rare. */
const MAX_IDS = 10;

/**
 * Creates a document exactly once per owner and key: the id is derived from both, so a repeated POST
 * meets its own document. Answers the document that exists then, whether or not this call made it.
 * Throws KeyReused when the key has made a document from another body.
 */
export async function createOnce<T extends Origin>(
  container: CosmosContainer<T>,
  { user, settings }: StoreContext,
  { key = randomKey(), bodyHash, make, partitionOf, toMetadata }: Creation<T>,
): Promise<Stored<T>> {
  const keyHash = sha256(JSON.stringify([user.id, key]));
  for (let attempt = 0; attempt < MAX_IDS; attempt++) {
    const source = { container: container.name, owner: user.id, key, attempt };
    const id = deriveId(source, settings.ID_LENGTH);
    try {
      return await container.create(
        make({ id, create_key_hash: keyHash, create_body_hash: bodyHash }),
      );
    } catch (error) {
      if (!(error instanceof Conflict)) throw error;
    }
    const existing = await readForeign(container, id, partitionOf(id));
    if (existing?.document.create_key_hash !== keyHash) continue;
    if (existing.document.create_body_hash === bodyHash) return existing;
    throw new KeyReused(toMetadata(existing.document, existing.etag));
  }
  throw new Conflict('No free id was found.');
}

/** The document that holds an id, or nothing where it is none of ours to read. */
async function readForeign<T extends Origin>(
  container: CosmosContainer<T>,
  id: string,
  partition: string,
): Promise<Stored<T> | undefined> {
  try {
    return await container.read(id, partition);
  } catch (error) {
    if (error instanceof Corrupt) return undefined;
    throw error;
  }
}

import type { SessionMetadata } from '../../contract/sessions.ts';
import type { SnapshotMetadata } from '../../contract/snapshots.ts';
import type { StoreContext } from './context.ts';
import type { CosmosContainer, Stored } from './cosmos-container.ts';
import { CreateKey, type Keyed, keyHashOf } from './create-key.ts';
import { AlreadyDeleted, Conflict, KeyReused, QuotaReached, Unavailable } from './errors.ts';
import { legacyId, randomId, randomKey } from './ids.ts';
import { deletedAt } from './lifetime.ts';

/** What a document stores about the POST that created it, so that a repeated POST is recognised. */
export interface Origin {
  readonly id: string;
  readonly create_key_hash: string;
  readonly create_body_hash: string;
}

interface Creation<T> {
  /** The client's Idempotency-Key, if it sent one. */
  readonly key: string | undefined;
  readonly bodyHash: string;
  readonly make: (origin: Origin) => T;
  /** Runs `make` if the user may have one more document. Throws QuotaReached. */
  readonly withinQuota: <R>(make: () => Promise<R>) => Promise<R>;
  readonly partitionOf: (id: string) => string;
  readonly toMetadata: (document: T, etag: string) => SessionMetadata | SnapshotMetadata;
}

/** How many ids to try. With at least 64^8 possible ids, even a second try is rare. */
const MAX_IDS = 10;

/**
 * Creates a document with a random id in one round trip. With an idempotency key it takes two and creates
 * exactly one document per owner and key: the id is recorded under the key first, so a repeated POST finds
 * the same document. Returns the document, whether or not this call created it. Throws KeyReused if the key
 * was used with another body, AlreadyDeleted if its document was deleted, QuotaReached.
 */
export async function createOnce<T extends Origin>(
  container: CosmosContainer<T>,
  context: StoreContext,
  creation: Creation<T>,
): Promise<Stored<T>> {
  const { user, settings } = context;
  const { key, bodyHash } = creation;
  const newId = () => randomId(settings.ID_LENGTH);
  if (key === undefined) {
    const posted = new PostedDocument(container, creation, keyHashOf(user.id, randomKey()));
    return creation.withinQuota(() => posted.createUnder(newId(), async () => newId()));
  }
  const posted = new PostedDocument(container, creation, keyHashOf(user.id, key));
  const createKey = new CreateKey(container.name as Keyed, context, posted.keyHash);
  const [{ record, isNew }, legacy] = await Promise.all([
    createKey.claim(newId(), bodyHash),
    posted.find(legacyId(container.name, user.id, key, settings.ID_LENGTH)),
  ]);
  if (legacy) return legacy;
  if (!isNew) {
    const found = await posted.find(record.made_id);
    if (found) return found;
    // Read again: a permanent deletion closes the record before it deletes the document.
    const now = await createKey.find();
    if (now?.made_deleted_at) throw new AlreadyDeleted();
    if (record.body_hash !== bodyHash) throw new KeyReused(undefined);
  }
  try {
    return await creation.withinQuota(() =>
      posted.createUnder(record.made_id, () => createKey.replace(newId(), bodyHash)),
    );
  } catch (error) {
    // A concurrent repetition of this POST may have taken the last place.
    const made = error instanceof QuotaReached ? await posted.find(record.made_id) : undefined;
    if (made) return made;
    throw error;
  }
}

/** The document of one POST and its repetitions, recognised by the hash of their key. */
class PostedDocument<T extends Origin> {
  readonly keyHash: string;
  readonly #container: CosmosContainer<T>;
  readonly #creation: Creation<T>;

  constructor(container: CosmosContainer<T>, creation: Creation<T>, keyHash: string) {
    this.#container = container;
    this.#creation = creation;
    this.keyHash = keyHash;
  }

  /** The document that this POST created under `id`; undefined if there is none or another one. */
  async find(id: string): Promise<Stored<T> | undefined> {
    const { bodyHash, partitionOf, toMetadata } = this.#creation;
    const found = await this.#container.readAny(id, partitionOf(id));
    if (found?.row.create_key_hash !== this.keyHash) return undefined;
    if (deletedAt(found.row)) throw new AlreadyDeleted();
    const stored = found.parse();
    if (stored.document.create_body_hash === bodyHash) return stored;
    throw new KeyReused(toMetadata(stored.document, stored.etag));
  }

  /** @param nextId returns another id; called when the current one belongs to another document. */
  async createUnder(firstId: string, nextId: () => Promise<string>): Promise<Stored<T>> {
    let id = firstId;
    for (let tries = 1; ; tries++) {
      try {
        return await this.#create(id);
      } catch (error) {
        // After a lost response, the conflicting document may be our own.
        if (!(error instanceof Conflict || error instanceof Unavailable)) throw error;
        const found = await this.find(id);
        if (found) return found;
        if (error instanceof Unavailable || tries === MAX_IDS) throw error;
      }
      id = await nextId();
    }
  }

  #create(id: string): Promise<Stored<T>> {
    const { make, bodyHash } = this.#creation;
    const origin = { id, create_key_hash: this.keyHash, create_body_hash: bodyHash };
    return this.#container.create(make(origin));
  }
}

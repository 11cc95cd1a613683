import type { SessionMetadata } from '../../contract/sessions.ts';
import type { SnapshotMetadata } from '../../contract/snapshots.ts';
import type { StoreContext } from './context.ts';
import type { CosmosContainer, Stored } from './cosmos-container.ts';
import { CreateKey, type Keyed, keyHashOf } from './create-key.ts';
import { AlreadyDeleted, Conflict, KeyReused, QuotaReached, Unavailable } from './errors.ts';
import { legacyId, randomId, randomKey } from './ids.ts';
import { deletedAt } from './lifetime.ts';

/** What a document keeps of the POST that made it, so that the same POST is recognised. */
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
  /** Makes what is new, where the user may have one more. Throws QuotaReached. */
  readonly withinQuota: <R>(make: () => Promise<R>) => Promise<R>;
  readonly partitionOf: (id: string) => string;
  readonly toMetadata: (document: T, etag: string) => SessionMetadata | SnapshotMetadata;
}

/** How many ids are tried before giving up; with 64^8 of them a second try is already rare. */
const MAX_IDS = 10;

/**
 * Creates a document under a random id: one round trip. With a key exactly once per owner and key, in
 * two: what the key makes is written down first, so a repeated POST meets its own document. Answers the
 * document that exists then, whether or not this call made it. Throws KeyReused when the key has made a
 * document from another body, AlreadyDeleted when what it has made was deleted, QuotaReached.
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
    const once = new Once(container, creation, keyHashOf(user.id, randomKey()));
    return creation.withinQuota(() => once.createUnder(newId(), async () => newId()));
  }
  const once = new Once(container, creation, keyHashOf(user.id, key));
  const createKey = new CreateKey(container.name as Keyed, context, once.keyHash);
  const [{ record, isNew }, legacy] = await Promise.all([
    createKey.claim(newId(), bodyHash),
    once.find(legacyId(container.name, user.id, key, settings.ID_LENGTH)),
  ]);
  if (legacy) return legacy;
  if (!isNew) {
    const found = await once.find(record.made_id);
    if (found) return found;
    // Asked again: a deletion for good closes the record before it deletes the document.
    const now = await createKey.find();
    if (now?.made_deleted_at) throw new AlreadyDeleted();
    if (record.body_hash !== bodyHash) throw new KeyReused(undefined);
  }
  try {
    return await creation.withinQuota(() =>
      once.createUnder(record.made_id, () => createKey.replace(newId(), bodyHash)),
    );
  } catch (error) {
    // What fills the last place may be what the same POST has made meanwhile.
    const made = error instanceof QuotaReached ? await once.find(record.made_id) : undefined;
    if (made) return made;
    throw error;
  }
}

/** The document of one POST: recognised by the hash of its key, whoever of its repetitions made it. */
class Once<T extends Origin> {
  readonly keyHash: string;
  readonly #container: CosmosContainer<T>;
  readonly #creation: Creation<T>;

  constructor(container: CosmosContainer<T>, creation: Creation<T>, keyHash: string) {
    this.#container = container;
    this.#creation = creation;
    this.keyHash = keyHash;
  }

  /** What this POST has made under an id; undefined where there is nothing, or something else. */
  async find(id: string): Promise<Stored<T> | undefined> {
    const { bodyHash, partitionOf, toMetadata } = this.#creation;
    const found = await this.#container.readAny(id, partitionOf(id));
    if (found?.row.create_key_hash !== this.keyHash) return undefined;
    if (deletedAt(found.row)) throw new AlreadyDeleted();
    const stored = found.parse();
    if (stored.document.create_body_hash === bodyHash) return stored;
    throw new KeyReused(toMetadata(stored.document, stored.etag));
  }

  /** @param nextId asked where the id belongs to another document. */
  async createUnder(firstId: string, nextId: () => Promise<string>): Promise<Stored<T>> {
    let id = firstId;
    for (let tries = 1; ; tries++) {
      try {
        return await this.#create(id);
      } catch (error) {
        // After a lost answer it may be this very document that is in the way.
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

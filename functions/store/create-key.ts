import * as z from 'zod/mini';
import * as field from '../../contract/fields.ts';
import { type ItemKind, PARTITION_KEYS } from './containers.ts';
import type { StoreContext } from './context.ts';
import { CosmosContainer } from './cosmos-container.ts';
import { NotFound } from './errors.ts';
import { sha256 } from './ids.ts';
import { DAY_MS, ttlOf } from './lifetime.ts';

/** How many days an Idempotency-Key is remembered. */
const KEY_DAYS = 7;

/** Which document an Idempotency-Key created, and from which body. Stored in its owner's partition. */
const KeyRecord = z.object({
  id: z.string(),
  made_id: z.string(),
  body_hash: field.sha256,
  /** Set when the created document was permanently deleted. */
  made_deleted_at: z.optional(field.timestamp),
});
export type KeyRecord = z.infer<typeof KeyRecord>;

const KEY_KIND: ItemKind = 'key';

/** The container that holds the key records of each container; snapshots are not partitioned by owner. */
const RECORDS_OF = { sessions: 'sessions', snapshots: 'snapshot_access_logs' } as const;

export type Keyed = keyof typeof RECORDS_OF;

/** The hash of an Idempotency-Key that the created document stores. */
export function keyHashOf(owner: string, key: string): string {
  return sha256(JSON.stringify([owner, key]));
}

/** The record of one user's Idempotency-Key, addressed by the key's hash. */
export class CreateKey {
  readonly #owner: string;
  readonly #id: string;
  readonly #partitionKey: string;
  readonly #container: CosmosContainer<KeyRecord>;

  constructor(keyed: Keyed, context: StoreContext, keyHash: string) {
    this.#owner = context.user.id;
    this.#id = `key~${keyHash}`;
    this.#partitionKey = PARTITION_KEYS[RECORDS_OF[keyed]];
    this.#container = new CosmosContainer(RECORDS_OF[keyed], KeyRecord, context);
  }

  /** Claims the key for an id unless an earlier call has claimed it. One round trip for a new key. */
  async claim(madeId: string, bodyHash: string): Promise<{ record: KeyRecord; isNew: boolean }> {
    const item = this.#item({ made_id: madeId, body_hash: bodyHash });
    if (await this.#container.createIfAbsent(item)) return { record: item, isNew: true };
    const record = await this.find();
    if (record) return { record, isNew: record.made_id === madeId };
    // The record has expired, but the database has not removed it yet.
    await this.#container.put(item);
    return { record: item, isNew: true };
  }

  async find(): Promise<KeyRecord | undefined> {
    try {
      return (await this.#container.read(this.#id, this.#owner)).document;
    } catch (error) {
      if (error instanceof NotFound) return undefined;
      throw error;
    }
  }

  /** Assigns the key a new id because another document has the old one. Returns the new id. */
  async replace(madeId: string, bodyHash: string): Promise<string> {
    await this.#container.put(this.#item({ made_id: madeId, body_hash: bodyHash }));
    return madeId;
  }

  /** Records that the created document was permanently deleted, so a repeated POST does not create it again. */
  async close(madeId: string, bodyHash: string): Promise<void> {
    const made_deleted_at = new Date().toISOString();
    const item = this.#item({ made_id: madeId, body_hash: bodyHash, made_deleted_at });
    await this.#container.put(item);
  }

  #item(record: Omit<KeyRecord, 'id'>) {
    const partition = { [this.#partitionKey]: this.#owner };
    return { id: this.#id, ...partition, ...record, kind: KEY_KIND, ttl: ttlOf(KEY_DAYS * DAY_MS) };
  }
}

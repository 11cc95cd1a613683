import * as z from 'zod/mini';
import * as field from '../../contract/fields.ts';
import { type ItemKind, PARTITION_KEYS } from './containers.ts';
import type { StoreContext } from './context.ts';
import { CosmosContainer } from './cosmos-container.ts';
import { NotFound } from './errors.ts';
import { sha256 } from './ids.ts';
import { DAY_MS, ttlOf } from './lifetime.ts';

/** How long a POST may be sent again, in days. */
const KEY_DAYS = 7;

/** Which id an Idempotency-Key has made, from which body. It lies in its owner's partition. */
const KeyRecord = z.object({
  id: z.string(),
  made_id: z.string(),
  body_hash: field.sha256,
  /** Set when what it made was deleted for good. */
  made_deleted_at: z.optional(field.timestamp),
});
export type KeyRecord = z.infer<typeof KeyRecord>;

const KEY_KIND: ItemKind = 'key';

/** Where the records of a container's documents lie: snapshots have no partition by owner. */
const RECORDS_OF = { sessions: 'sessions', snapshots: 'snapshot_access_logs' } as const;

export type Keyed = keyof typeof RECORDS_OF;

/** What documents keep of the key that made them. */
export function keyHashOf(owner: string, key: string): string {
  return sha256(JSON.stringify([owner, key]));
}

/** The record of one Idempotency-Key of one user, known by its hash. */
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

  /** Claims the key for an id, unless an earlier call has. One round trip where none has. */
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

  /** Gives the key another id, since the one it had belongs to another document. Answers the new one. */
  async replace(madeId: string, bodyHash: string): Promise<string> {
    await this.#container.put(this.#item({ made_id: madeId, body_hash: bodyHash }));
    return madeId;
  }

  /** Says that what the key has made was deleted for good, so that its POST does not make it again. */
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

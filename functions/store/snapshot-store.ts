import type { ListDeletedQuery, ListSnapshotsQuery } from '../../contract/lists.ts';
import type {
  DeletedSnapshot,
  NewSnapshot,
  Snapshot,
  SnapshotMetadata,
} from '../../contract/snapshots.ts';
import { assertFits, contentOf, encodeContent, type Sent } from './content.ts';
import type { Reserve, StoreContext } from './context.ts';
import { CosmosContainer, type Row } from './cosmos-container.ts';
import { createOnce } from './create-once.ts';
import { Forbidden, NotFound } from './errors.ts';
import { DAY_MS, deletedAt, endOf } from './lifetime.ts';
import { listPage, type Page } from './list.ts';
import { withinQuota } from './quota.ts';
import {
  bodyHashOf,
  newSnapshotDocument,
  SnapshotDocument,
  SnapshotHead,
  toSnapshotMetadata,
} from './snapshot-document.ts';
import {
  deletedSnapshotList,
  deletedSnapshotRow,
  snapshotList,
  snapshotRow,
} from './snapshot-list.ts';
import { deleteForGood, ORIGIN_PATHS, putIntoTrash, takeOutOfTrash } from './trash.ts';

/** A stored snapshot with its ETag as in HTTP. */
export type StoredSnapshot = SnapshotDocument & { readonly etag: string };

/** A snapshot that is known to belong to the user. */
export interface OwnSnapshot {
  readonly id: string;
  readonly row: Row;
  readonly isDeleted: boolean;
}

/** Snapshots for one user, who can read anybody's, and list and delete only their own. */
export class SnapshotStore {
  readonly #context: StoreContext;
  readonly #container: CosmosContainer<SnapshotDocument>;

  constructor(context: StoreContext) {
    this.#context = context;
    this.#container = new CosmosContainer('snapshots', SnapshotDocument, context);
  }

  /** A repeated key and body return the same snapshot. Throws KeyReused, AlreadyDeleted, TooLarge, QuotaReached. */
  async create(snapshot: Sent<NewSnapshot>, key?: string): Promise<SnapshotDocument> {
    const content = await encodeContent(snapshot.content);
    const { user, settings, budget } = this.#context;
    const fresh = newSnapshotDocument(user, snapshot, content);
    assertFits(fresh);
    const quota = { max: settings.MAX_SNAPSHOTS_PER_USER, owner: user.id, where: [] };
    const stored = await createOnce(this.#container, this.#context, {
      key,
      bodyHash: bodyHashOf(fresh),
      make: (origin) => ({ ...fresh, ...origin }),
      withinQuota: (make) => withinQuota(this.#container, budget, quota, make),
      partitionOf: (id) => id,
      toMetadata: toSnapshotMetadata,
    });
    return stored.document;
  }

  /** Anybody's snapshot, as stored. Throws NotFound, Corrupt. */
  async read(id: string): Promise<StoredSnapshot> {
    const { document, etag } = await this.#container.read(id, id);
    return { ...document, etag };
  }

  /**
   * What deleting a user's own snapshot needs, without its content. Works in the trash and for unreadable ones.
   * Throws NotFound, and Forbidden if it belongs to somebody else (NotFound if that is to be hidden).
   */
  async findOwn(id: string, others?: 'hide from others'): Promise<OwnSnapshot> {
    const row = await this.#container.peek(id, id, ['owner_id', ...ORIGIN_PATHS]);
    const isDeleted = deletedAt(row) !== undefined;
    if (row.owner_id === this.#context.user.id) return { id, row, isDeleted };
    if (isDeleted || others) throw new NotFound('Not found.');
    throw new Forbidden('Only its owner can delete a snapshot. Nothing was changed.');
  }

  /** Moves it to the trash. Throws NotFound, PreconditionFailed. */
  delete({ id, row }: OwnSnapshot, ifMatch?: string): Promise<void> {
    const keptMs = Math.min(this.#context.settings.TRASH_DAYS * DAY_MS, endOf(row) - Date.now());
    return putIntoTrash(this.#container, { id, partition: id }, keptMs, ifMatch);
  }

  /** Deletes it permanently, whether or not it is in the trash. Throws NotFound, PreconditionFailed. */
  deleteForGood({ id, row }: OwnSnapshot, ifMatch?: string): Promise<void> {
    return deleteForGood(this.#container, this.#context, { id, partition: id }, row, ifMatch);
  }

  /** Takes it out of the trash. Returns it unchanged if it is not there. Throws NotFound, Corrupt. */
  async restore({ id }: OwnSnapshot): Promise<StoredSnapshot> {
    const place = { id, partition: id };
    const { document, etag } = await takeOutOfTrash(this.#container, place, SnapshotHead);
    return { ...document, etag };
  }

  /** The user's own; crosses partitions, does not load content. Throws BadCursor. */
  list(query: ListSnapshotsQuery): Promise<Page<SnapshotMetadata>> {
    return listPage(this.#container, snapshotList(this.#context.user.id, query), snapshotRow);
  }

  /** The user's own in the trash; crosses partitions, does not load content. Throws BadCursor. */
  listDeleted(query: ListDeletedQuery): Promise<Page<DeletedSnapshot>> {
    const list = deletedSnapshotList(this.#context.user.id, query);
    return listPage(this.#container, list, deletedSnapshotRow);
  }
}

/** A stored snapshot in the form of the API. Throws Corrupt. */
export async function toSnapshot(stored: StoredSnapshot, reserve?: Reserve): Promise<Snapshot> {
  return {
    metadata: toSnapshotMetadata(stored, stored.etag),
    content: await contentOf(stored, reserve),
  };
}

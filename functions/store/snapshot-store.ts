import type { ListSnapshotsQuery } from '../../contract/lists.ts';
import type { NewSnapshot, Snapshot, SnapshotMetadata } from '../../contract/snapshots.ts';
import { assertFits, decodeContent, encodeContent } from './content.ts';
import type { StoreContext } from './context.ts';
import { CosmosContainer } from './cosmos-container.ts';
import { createOnce } from './create-once.ts';
import { Forbidden } from './errors.ts';
import { listPage, type Page } from './list.ts';
import { stateHash } from './session-document.ts';
import { newSnapshotDocument, SnapshotDocument, toSnapshotMetadata } from './snapshot-document.ts';
import { snapshotList, snapshotRow } from './snapshot-list.ts';

/** Snapshots as one user meets them: anybody's to read, one's own to list and delete, none to change. */
export class SnapshotStore {
  readonly #context: StoreContext;
  readonly #container: CosmosContainer<SnapshotDocument>;

  constructor(context: StoreContext) {
    this.#context = context;
    this.#container = new CosmosContainer('snapshots', SnapshotDocument, context);
  }

  /** The same key and body answer the same snapshot. Throws KeyReused, TooLarge. */
  async create(snapshot: NewSnapshot, key?: string): Promise<SnapshotDocument> {
    const content = await encodeContent(snapshot.content);
    const fresh = newSnapshotDocument(this.#context.user, snapshot, content);
    assertFits(fresh);
    const { title, description } = fresh.metadata;
    const stored = await createOnce(this.#container, this.#context, {
      key,
      bodyHash: stateHash(title, description, content.hash),
      make: (origin) => ({ ...fresh, ...origin }),
      partitionOf: (id) => id,
      toMetadata: toSnapshotMetadata,
    });
    return stored.document;
  }

  /** A snapshot of anybody, as it is stored. Throws NotFound, Corrupt. */
  async read(id: string): Promise<SnapshotDocument & { readonly etag: string }> {
    const { document, etag } = await this.#container.read(id, id);
    return { ...document, etag };
  }

  /** Throws NotFound where there is none and Forbidden where it is somebody else's. */
  async assertOwn(id: string): Promise<void> {
    const { owner_id } = await this.read(id);
    if (owner_id !== this.#context.user.id) {
      throw new Forbidden('Only its owner can delete a snapshot. Nothing was changed.');
    }
  }

  /** Throws NotFound. Whose it is has to be asked before: see assertOwn. */
  delete(id: string): Promise<void> {
    return this.#container.delete(id, id);
  }

  /** The user's own; crosses partitions, never loading content. Throws BadCursor. */
  list(query: ListSnapshotsQuery): Promise<Page<SnapshotMetadata>> {
    return listPage(this.#container, snapshotList(this.#context.user.id, query), snapshotRow);
  }
}

/** The wire's form of a stored snapshot. Throws Corrupt. */
export async function toSnapshot(
  stored: SnapshotDocument & { readonly etag: string },
): Promise<Snapshot> {
  return {
    metadata: toSnapshotMetadata(stored, stored.etag),
    content: await decodeContent(stored),
  };
}

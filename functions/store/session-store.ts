import type { ListDeletedQuery, ListSessionsQuery } from '../../contract/lists.ts';
import type {
  DeletedSession,
  NewSession,
  Session,
  SessionMetadata,
  SessionUpdate,
} from '../../contract/sessions.ts';
import { assertFits, contentOf, encodeContent, type Sent } from './content.ts';
import type { StoreContext } from './context.ts';
import { CosmosContainer, type Row } from './cosmos-container.ts';
import { createOnce } from './create-once.ts';
import { PreconditionFailed } from './errors.ts';
import { DAY_MS } from './lifetime.ts';
import { listPage, type Page } from './list.ts';
import { withinQuota } from './quota.ts';
import {
  newSessionDocument,
  SessionDocument,
  SessionHead,
  toSessionMetadata,
} from './session-document.ts';
import { deletedSessionList, deletedSessionRow, sessionList, sessionRow } from './session-list.ts';
import { updateSession } from './session-update.ts';
import { deleteForGood, etagOf, ORIGIN_PATHS, putIntoTrash, takeOutOfTrash } from './trash.ts';

/** A session after an update; the content is decompressed on request. */
export interface UpdateResult {
  readonly metadata: SessionMetadata;
  content(): Promise<string>;
}

/** The sessions of one user. The user is the partition, so nobody else's sessions can be reached. */
export class SessionStore {
  readonly #context: StoreContext;
  readonly #owner: string;
  readonly #container: CosmosContainer<SessionDocument>;

  constructor(context: StoreContext) {
    this.#context = context;
    this.#owner = context.user.id;
    this.#container = new CosmosContainer('sessions', SessionDocument, context);
  }

  /**
   * One round trip, two with a key. A repeated key and body return the same session. Throws KeyReused,
   * AlreadyDeleted, TooLarge, QuotaReached.
   */
  async create(session: Sent<NewSession>, key?: string): Promise<SessionMetadata> {
    const content = await encodeContent(session.content);
    const fresh = newSessionDocument(this.#owner, session, content);
    assertFits(fresh);
    const quota = {
      max: this.#context.settings.MAX_SESSIONS_PER_USER,
      owner: this.#owner,
      partition: this.#owner,
      where: ['NOT IS_DEFINED(c.kind)'],
    };
    const stored = await createOnce(this.#container, this.#context, {
      key,
      bodyHash: fresh.metadata.state_hash,
      make: (origin) => ({ ...fresh, ...origin }),
      withinQuota: (make) => withinQuota(this.#container, this.#context.budget, quota, make),
      partitionOf: () => this.#owner,
      toMetadata: toSessionMetadata,
    });
    return toSessionMetadata(stored.document, stored.etag);
  }

  /** Throws NotFound, Corrupt. */
  async get(id: string): Promise<Session> {
    const stored = await this.#container.read(id, this.#owner);
    return {
      metadata: toSessionMetadata(stored.document, stored.etag),
      content: await contentOf(stored.document, this.#context.reserve),
    };
  }

  /** The metadata of a session, or 'not-modified' if it still has this `etag`. Throws NotFound, Corrupt. */
  async getMetadata(id: string, etag?: string): Promise<SessionMetadata | 'not-modified'> {
    const stored = await this.#container.readIfChanged(id, this.#owner, etag);
    if (stored === 'not-modified' || stored.etag === etag) return 'not-modified';
    return toSessionMetadata(stored.document, stored.etag);
  }

  /** The current ETag of a session. Throws NotFound, Corrupt. */
  async getEtag(id: string): Promise<string> {
    return (await this.#container.read(id, this.#owner)).etag;
  }

  /**
   * Changes the fields that `change` contains: three round trips, one of them for the history. If nothing
   * would change, nothing is written: one round trip. Throws NotFound, PreconditionFailed, TooLarge, Corrupt.
   */
  async update(id: string, change: Sent<SessionUpdate>, ifMatch?: string): Promise<UpdateResult> {
    const stored = await updateSession(this.#container, this.#context, id, change, ifMatch);
    return {
      metadata: toSessionMetadata(stored.document, stored.etag),
      // The update is saved, so the response is sent even if no memory becomes free in time.
      content: () => contentOf(stored.document, (bytes) => this.#reserveOrGoOn(bytes)),
    };
  }

  /** Moves a session to the trash: one round trip. Throws NotFound, PreconditionFailed. */
  async delete(id: string, ifMatch?: string): Promise<void> {
    const keptMs = this.#context.settings.TRASH_DAYS * DAY_MS;
    try {
      await putIntoTrash(this.#container, this.#place(id), keptMs, ifMatch);
    } catch (error) {
      // Reads the session to throw the error with its present state.
      if (error instanceof PreconditionFailed) await this.#assertEtag(id, ifMatch);
      throw error;
    }
  }

  /** Deletes a session permanently, whether or not it is in the trash. Throws NotFound, PreconditionFailed. */
  async deleteForGood(id: string, ifMatch?: string): Promise<void> {
    const row = await this.#assertEtag(id, ifMatch);
    await deleteForGood(this.#container, this.#context, this.#place(id), row, ifMatch);
  }

  /** Takes a session out of the trash. Returns it unchanged if it is not there. Throws NotFound. */
  async restore(id: string): Promise<SessionMetadata> {
    const { document, etag } = await takeOutOfTrash(this.#container, this.#place(id), SessionHead);
    return toSessionMetadata(document, etag);
  }

  /** Sessions in the trash. One round trip; does not load content. Throws BadCursor. */
  listDeleted(query: ListDeletedQuery): Promise<Page<DeletedSession>> {
    const list = deletedSessionList(this.#owner, query);
    return listPage(this.#container, list, deletedSessionRow, this.#owner);
  }

  /** One round trip; does not load content. Throws BadCursor. */
  list(query: ListSessionsQuery): Promise<Page<SessionMetadata>> {
    return listPage(this.#container, sessionList(this.#owner, query), sessionRow, this.#owner);
  }

  async #reserveOrGoOn(bytes: number): Promise<void> {
    await this.#context.reserve?.(bytes).catch(() => {});
  }

  #place(id: string) {
    return { id, partition: this.#owner };
  }

  /** The session without its content. Throws NotFound, and PreconditionFailed if `ifMatch` is not its ETag. */
  async #assertEtag(id: string, ifMatch: string | undefined): Promise<Row> {
    const paths = [...Object.keys(SessionHead.shape), ...ORIGIN_PATHS];
    const row = await this.#container.peek(id, this.#owner, paths);
    if (ifMatch !== undefined && ifMatch !== etagOf(row)) {
      const head = SessionHead.safeParse(row);
      throw new PreconditionFailed(head.data && toSessionMetadata(head.data, etagOf(row)));
    }
    return row;
  }
}

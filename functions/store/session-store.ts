import type { ListSessionsQuery } from '../../contract/lists.ts';
import type {
  NewSession,
  Session,
  SessionMetadata,
  SessionUpdate,
} from '../../contract/sessions.ts';
import { assertFits, decodeContent, encodeContent } from './content.ts';
import type { StoreContext } from './context.ts';
import { CosmosContainer } from './cosmos-container.ts';
import { createOnce } from './create-once.ts';
import { PreconditionFailed } from './errors.ts';
import { listPage, type Page } from './list.ts';
import { newSessionDocument, SessionDocument, toSessionMetadata } from './session-document.ts';
import { sessionList, sessionRow } from './session-list.ts';
import { updateSession } from './session-update.ts';

/** A session after an update; the content is only unpacked for those who ask. */
export interface UpdateResult {
  readonly metadata: SessionMetadata;
  content(): Promise<string>;
}

/** The sessions of one user. Nobody else's can be reached through it: the user is the partition. */
export class SessionStore {
  readonly #context: StoreContext;
  readonly #owner: string;
  readonly #container: CosmosContainer<SessionDocument>;

  constructor(context: StoreContext) {
    this.#context = context;
    this.#owner = context.user.id;
    this.#container = new CosmosContainer('sessions', SessionDocument, context);
  }

  /** One round trip. The same key and body answer the same session. Throws KeyReused, TooLarge. */
  async create(session: NewSession, key?: string): Promise<SessionMetadata> {
    const content = await encodeContent(session.content);
    const fresh = newSessionDocument(this.#owner, session, content);
    assertFits(fresh);
    const stored = await createOnce(this.#container, this.#context, {
      key,
      bodyHash: fresh.metadata.state_hash,
      make: (origin) => ({ ...fresh, ...origin }),
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
      content: await decodeContent(stored.document),
    };
  }

  /** Where a session stands, unless that is still what `etag` says. Throws NotFound, Corrupt. */
  async getMetadata(id: string, etag?: string): Promise<SessionMetadata | 'not-modified'> {
    const stored = await this.#container.readIfChanged(id, this.#owner, etag);
    if (stored === 'not-modified' || stored.etag === etag) return 'not-modified';
    return toSessionMetadata(stored.document, stored.etag);
  }

  /** The ETag of a session as it stands. Throws NotFound. */
  async getEtag(id: string): Promise<string> {
    return (await this.#container.read(id, this.#owner)).etag;
  }

  /**
   * Changes what `change` names. One round trip when all three fields are given and it wins. What
   * would change nothing writes nothing. Throws NotFound, PreconditionFailed, TooLarge, Corrupt.
   */
  async update(id: string, change: SessionUpdate, ifMatch?: string): Promise<UpdateResult> {
    const stored = await updateSession(this.#container, this.#context, id, change, ifMatch);
    return {
      metadata: toSessionMetadata(stored.document, stored.etag),
      content: () => decodeContent(stored.document),
    };
  }

  /** Throws NotFound, PreconditionFailed. */
  async delete(id: string, ifMatch?: string): Promise<void> {
    try {
      await this.#container.delete(id, this.#owner, ifMatch);
    } catch (error) {
      if (!(error instanceof PreconditionFailed)) throw error;
      const current = await this.#container.read(id, this.#owner);
      if (current.etag !== ifMatch) {
        throw new PreconditionFailed(toSessionMetadata(current.document, current.etag));
      }
      // The ETag was right and only its form was not the database's; the read has taught us that.
      await this.#container.delete(id, this.#owner, ifMatch);
    }
  }

  /** One round trip, never loading content. Throws BadCursor. */
  list(query: ListSessionsQuery): Promise<Page<SessionMetadata>> {
    return listPage(this.#container, sessionList(this.#owner, query), sessionRow, this.#owner);
  }
}

import * as z from 'zod/mini';
import { PAGE_SIZE_DEFAULT } from '../../contract/limits.ts';
import type { ListNewestQuery } from '../../contract/lists.ts';
import type { Session, SessionVersion } from '../../contract/sessions.ts';
import { shownTitle } from '../../contract/titles.ts';
import type { ItemKind } from './containers.ts';
import { contentOf } from './content.ts';
import type { Reserve, StoreContext } from './context.ts';
import { CosmosContainer, type Row } from './cosmos-container.ts';
import { readCursor, writeCursor } from './cursor.ts';
import { BadCursor, Corrupt, NotFound } from './errors.ts';
import { DAY_MS, deletedAt, isOver, LIFETIME_PATHS, ttlOf } from './lifetime.ts';
import type { Page } from './list.ts';
import { SessionDocument, SessionHead, toSessionMetadata } from './session-document.ts';

const { create_key_hash: _, create_body_hash: __, ...state } = SessionDocument.shape;

/** A version that a save has replaced, stored unchanged in the session's own partition. */
export const VersionDocument = z.object({
  ...state,
  /** Absent in the session itself, which is the current version. */
  version_of: z.optional(z.string()),
  replaced_at: z.optional(z.string()),
});
export type VersionDocument = z.infer<typeof VersionDocument>;

export const VERSION_KIND: ItemKind = 'version';

/** Session ids cannot contain "~", so no session has the id of a version. */
export function versionId(sessionId: string, version: number): string {
  return `${sessionId}~${version}`;
}

/** The versions of one user's sessions. */
export class SessionHistory {
  readonly #owner: string;
  readonly #days: number;
  readonly #reserve: Reserve | undefined;
  readonly #container: CosmosContainer<VersionDocument>;

  constructor(context: StoreContext) {
    this.#owner = context.user.id;
    this.#days = context.settings.HISTORY_DAYS;
    this.#reserve = context.reserve;
    this.#container = new CosmosContainer('sessions', VersionDocument, context);
  }

  /**
   * Keeps the present version of a session before it is overwritten. One round trip; none if the history
   * is disabled. If the write then fails, the kept copy equals the session and is not listed.
   */
  async keep(document: SessionDocument): Promise<void> {
    if (this.#days === 0) return;
    const { create_key_hash: _, create_body_hash: __, ...session } = document;
    await this.#container.createIfAbsent({
      ...session,
      id: versionId(document.id, document.metadata.version),
      kind: VERSION_KIND,
      version_of: document.id,
      replaced_at: new Date().toISOString(),
      ttl: ttlOf(this.#days * DAY_MS),
    } satisfies VersionDocument & { kind: ItemKind; ttl: number });
  }

  /** Two round trips; does not load content. Throws NotFound, BadCursor, Corrupt. */
  async list(id: string, query: ListNewestQuery): Promise<Page<SessionVersion>> {
    const head = await this.#head(id);
    const identity = JSON.stringify(['versions', this.#owner, id]);
    const after = query.cursor === undefined ? undefined : readCursor(query.cursor, identity).value;
    if (after !== undefined && typeof after !== 'number') throw new BadCursor();

    const pageSize = query.page_size ?? PAGE_SIZE_DEFAULT;
    const older = await this.#olderThan(id, after ?? head.metadata.version, pageSize + 1);
    const items = after === undefined ? [toVersion(head, true)] : [];
    let last = after ?? head.metadata.version;
    let leftOut = 0;
    const shown = older.slice(0, pageSize - items.length);
    for (const row of shown) {
      last = (row.metadata as { version: number }).version;
      const version = SessionHead.safeParse(row);
      if (version.success) items.push(toVersion(version.data, false));
      else leftOut++;
    }
    const isLast = older.length === shown.length;
    const pageToken = isLast ? null : writeCursor({ value: last, id: '' }, identity);
    return { items, pageToken, ...(leftOut > 0 ? { leftOut } : {}) };
  }

  /** One version, old or current, in two round trips. Throws NotFound, Corrupt. */
  async read(id: string, version: number): Promise<Session> {
    const head = await this.#head(id);
    const itemId = version === head.metadata.version ? id : versionId(id, version);
    const { document } = await this.#container.read(itemId, this.#owner);
    if (document.metadata.version !== version) return this.read(id, version);
    const { etag: _, ...metadata } = toSessionMetadata({ ...document, id }, '');
    return { metadata, content: await contentOf(document, this.#reserve) };
  }

  /** Deletes all versions of a session. */
  async clear(id: string): Promise<void> {
    const query = {
      query: 'SELECT c.id FROM c WHERE c.owner_id = @owner AND c.version_of = @session',
      parameters: this.#parameters(id),
    };
    const scope = { partition: this.#owner, pageSize: PAGE_OF_IDS };
    for await (const page of this.#container.query(query, scope)) {
      await Promise.all(page.map((row) => this.#delete(String((row as Row).id))));
    }
  }

  async #delete(versionId: string): Promise<void> {
    try {
      await this.#container.delete(versionId, this.#owner);
    } catch (error) {
      if (!(error instanceof NotFound)) throw error;
    }
  }

  async #head(id: string): Promise<SessionHead> {
    const row = await this.#container.peek(id, this.#owner, ['id', 'owner_id', 'metadata']);
    if (deletedAt(row)) throw new NotFound('Not found.');
    const head = SessionHead.safeParse(row);
    if (!head.success) throw new Corrupt(head.error);
    return head.data;
  }

  /** At least `wanted` versions, if there are that many. */
  async #olderThan(id: string, version: number, wanted: number): Promise<Row[]> {
    const lifetime = LIFETIME_PATHS.map((path) => `c.${path}`).join(', ');
    const query = {
      query:
        `SELECT c.id, c.owner_id, c.metadata, ${lifetime} FROM c WHERE c.owner_id = @owner AND ` +
        'c.version_of = @session AND c.metadata.version < @version ORDER BY c.metadata.version DESC',
      parameters: [...this.#parameters(id), { name: '@version', value: version }],
    };
    const rows: Row[] = [];
    const scope = { partition: this.#owner, pageSize: wanted };
    for await (const page of this.#container.query(query, scope)) {
      rows.push(...(page as Row[]).filter((row) => !isOver(row)));
      if (rows.length >= wanted) break;
    }
    return rows;
  }

  #parameters(id: string) {
    return [
      { name: '@owner', value: this.#owner },
      { name: '@session', value: id },
    ];
  }
}

const PAGE_OF_IDS = 20;

function toVersion({ metadata }: SessionHead, current: boolean): SessionVersion {
  return {
    version: metadata.version,
    title: shownTitle(metadata.title),
    description: metadata.description,
    updatedAt: metadata.updated_at,
    contentHash: metadata.content_hash,
    contentBytes: metadata.content_bytes,
    current,
  };
}

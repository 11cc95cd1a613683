import type { PatchOperation } from '@azure/cosmos';
import type { ListSnapshotAccessLogsQuery } from '../../contract/lists.ts';
import type { SnapshotAccessLog } from '../../contract/snapshots.ts';
import {
  AccessLogDocument,
  accessLogId,
  deletionPatch,
  newAccessLog,
} from './access-log-document.ts';
import { accessLogList, accessLogRow } from './access-log-list.ts';
import type { StoreContext } from './context.ts';
import { CosmosContainer } from './cosmos-container.ts';
import { Conflict, NotFound, PreconditionFailed, Unavailable } from './errors.ts';
import { listPage, type Page } from './list.ts';
import type { SnapshotHead } from './snapshot-document.ts';

/** Increments are not idempotent, so they are not retried after an unknown outcome. */
const SENT_ONCE = { repeatable: false };
/** The database knows "move"; the types of its SDK do not. */
const MOVE_LAST_VISIT = {
  op: 'move',
  from: '/last_visited_at',
  path: '/visited_before',
} as unknown as PatchOperation;
const SNAPSHOT_LIVES = 'FROM c WHERE c.snapshot_deleted = false';

/** A counted visit of a known visitor, with the time of the visit before it; unknown where the answer was lost. */
interface Counted {
  readonly visitedBefore: string | undefined;
}

type Counting = Counted | 'first visit' | 'marked as deleted';

/** Which snapshots one visitor has opened, and how often. */
export class SnapshotAccessLogStore {
  readonly #visitor: string;
  readonly #visitorName: string | null;
  readonly #container: CosmosContainer<AccessLogDocument>;

  constructor(context: StoreContext) {
    this.#visitor = context.user.id;
    this.#visitorName = context.user.name;
    this.#container = new CosmosContainer('snapshot_access_logs', AccessLogDocument, context);
  }

  /**
   * Counts a visit while the snapshot is being read: one round trip beside that for a known visitor, one
   * more after it for a first visit. Where `reading` finds no snapshot, the count is taken back and the
   * visitor's log is marked.
   */
  async logVisit(snapshotId: string, reading: Promise<SnapshotHead>): Promise<void> {
    const [counting, snapshot] = await Promise.all([
      this.#count(snapshotId),
      reading.catch((error: unknown) => {
        if (error instanceof NotFound) return undefined;
        throw error;
      }),
    ]);
    if (!snapshot) {
      if (typeof counting === 'object') await this.#takeBack(snapshotId, counting);
    } else if (counting === 'first visit') {
      if (!(await this.#createLog(snapshot))) await this.#count(snapshotId);
    } else if (counting === 'marked as deleted') {
      await this.#patch(snapshotId, [...this.#visitAt(now()), ...deletionPatch(null)]);
    }
  }

  /** The visit that making a snapshot is. Counts once, however often the same POST comes. */
  async logCreation(snapshot: SnapshotHead): Promise<void> {
    await this.#createLog(snapshot);
  }

  /** Takes a snapshot off the visitor's list, if it is there. */
  async delete(snapshotId: string): Promise<void> {
    try {
      await this.#container.delete(accessLogId(snapshotId, this.#visitor), this.#visitor);
    } catch (error) {
      if (!(error instanceof NotFound)) throw error;
    }
  }

  /** One round trip. Throws BadCursor. */
  list(query: ListSnapshotAccessLogsQuery): Promise<Page<SnapshotAccessLog>> {
    const list = accessLogList(this.#visitor, query);
    return listPage(this.#container, list, accessLogRow, this.#visitor);
  }

  async #count(snapshotId: string): Promise<Counting> {
    const visitedAt = now();
    try {
      return await this.#tryCount(snapshotId, visitedAt, SNAPSHOT_LIVES);
    } catch (error) {
      if (!(error instanceof Unavailable)) throw error;
    }
    // The outcome is unknown. If it was counted, the last visit is still this one.
    const unlessDone = `${SNAPSHOT_LIVES} AND c.last_visited_at != '${visitedAt}'`;
    const again = await this.#tryCount(snapshotId, visitedAt, unlessDone);
    return again === 'marked as deleted' ? { visitedBefore: undefined } : again;
  }

  async #tryCount(snapshotId: string, visitedAt: string, onlyIf: string): Promise<Counting> {
    try {
      const { document } = await this.#patch(snapshotId, this.#visitAt(visitedAt), onlyIf);
      return { visitedBefore: document.visited_before };
    } catch (error) {
      if (error instanceof NotFound) return 'first visit';
      if (error instanceof PreconditionFailed) return 'marked as deleted';
      throw error;
    }
  }

  async #takeBack(snapshotId: string, { visitedBefore }: Counted): Promise<void> {
    await this.#patch(snapshotId, [
      { op: 'incr', path: '/visits', value: -1 },
      ...(visitedBefore === undefined
        ? []
        : [{ op: 'set', path: '/last_visited_at', value: visitedBefore } as const]),
      ...deletionPatch(now()),
    ]);
  }

  /** Whether this visit is in the log then; it is not where another visit has made the log before. */
  async #createLog(snapshot: SnapshotHead): Promise<boolean> {
    const log = newAccessLog(snapshot, { id: this.#visitor, name: this.#visitorName });
    try {
      await this.#container.create(log, SENT_ONCE);
      return true;
    } catch (error) {
      if (error instanceof Conflict) return false;
      if (!(error instanceof Unavailable)) throw error;
    }
    // The outcome is unknown: a second try meets the log that the first has made.
    try {
      await this.#container.create(log);
      return true;
    } catch (error) {
      if (!(error instanceof Conflict)) throw error;
    }
    const { document } = await this.#container.read(log.id, this.#visitor);
    return document.first_visited_at === log.first_visited_at;
  }

  #patch(snapshotId: string, operations: PatchOperation[], onlyIf?: string) {
    const id = accessLogId(snapshotId, this.#visitor);
    const options = { ...SENT_ONCE, ...(onlyIf ? { onlyIf } : {}) };
    return this.#container.patch(id, this.#visitor, operations, options);
  }

  #visitAt(time: string): PatchOperation[] {
    return [
      MOVE_LAST_VISIT,
      { op: 'set', path: '/last_visited_at', value: time },
      { op: 'set', path: '/visitor_name', value: this.#visitorName },
      { op: 'incr', path: '/visits', value: 1 },
    ];
  }
}

function now(): string {
  return new Date().toISOString();
}

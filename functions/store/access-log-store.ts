import { randomUUID } from 'node:crypto';
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
const NOT_REPEATABLE = { repeatable: false };
/** The database supports "move"; the SDK's types omit it. */
const MOVE_LAST_VISIT = {
  op: 'move',
  from: '/last_visited_at',
  path: '/visited_before',
} as unknown as PatchOperation;
const NOT_MARKED = 'FROM c WHERE c.snapshot_deleted = false';

/** A counted visit of a known visitor and the time of the visit before it, unknown if the response was lost. */
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
   * Counts a visit while the snapshot is being read. A known visitor costs one round trip in parallel to
   * the read; a first visit costs one more after it. If `reading` finds no snapshot, the count is undone
   * and the visitor's log is marked as deleted.
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

  /** Logs the owner's first visit when a snapshot is created. Idempotent, so a repeated POST counts once. */
  async logCreation(snapshot: SnapshotHead): Promise<void> {
    await this.#createLog(snapshot);
  }

  /** Removes a snapshot from the visitor's list. Does nothing if it is not there. */
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
    const visit = randomUUID();
    const counting = this.#visitAt(now(), visit);
    try {
      return await this.#tryCount(snapshotId, counting, NOT_MARKED);
    } catch (error) {
      if (!(error instanceof Unavailable)) throw error;
    }
    // The outcome is unknown. If the visit was counted, it is still the last one.
    const unlessDone = `${NOT_MARKED} AND (NOT IS_DEFINED(c.last_visit) OR c.last_visit != '${visit}')`;
    const again = await this.#tryCount(snapshotId, counting, unlessDone);
    return again === 'marked as deleted' ? { visitedBefore: undefined } : again;
  }

  async #tryCount(
    snapshotId: string,
    counting: PatchOperation[],
    onlyIf: string,
  ): Promise<Counting> {
    try {
      const { document } = await this.#patch(snapshotId, counting, onlyIf);
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

  /** Whether the log counts this visit afterwards; false if another visit created the log first. */
  async #createLog(snapshot: SnapshotHead): Promise<boolean> {
    const log = newAccessLog(snapshot, { id: this.#visitor, name: this.#visitorName });
    try {
      await this.#container.create(log, NOT_REPEATABLE);
      return true;
    } catch (error) {
      if (error instanceof Conflict) return false;
      if (!(error instanceof Unavailable)) throw error;
    }
    // The outcome is unknown. If the first try created the log, the second gets a Conflict.
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
    const options = { ...NOT_REPEATABLE, ...(onlyIf ? { onlyIf } : {}) };
    return this.#container.patch(id, this.#visitor, operations, options);
  }

  #visitAt(time: string, visit = randomUUID()): PatchOperation[] {
    return [
      MOVE_LAST_VISIT,
      { op: 'set', path: '/last_visited_at', value: time },
      { op: 'set', path: '/last_visit', value: visit },
      { op: 'set', path: '/visitor_name', value: this.#visitorName },
      { op: 'incr', path: '/visits', value: 1 },
    ];
  }
}

function now(): string {
  return new Date().toISOString();
}

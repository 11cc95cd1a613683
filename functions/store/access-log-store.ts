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
import { Conflict, NotFound, PreconditionFailed } from './errors.ts';
import { listPage, type Page } from './list.ts';
import type { SnapshotHead } from './snapshot-document.ts';

/** A visit whose answer was lost may be missing, but none is counted twice. */
const SENT_ONCE = { repeatable: false };

/** Which snapshots one visitor has opened, and how often. */
export class SnapshotAccessLogStore {
  readonly #visitor: string;
  readonly #container: CosmosContainer<AccessLogDocument>;

  constructor(context: StoreContext) {
    this.#visitor = context.user.id;
    this.#container = new CosmosContainer('snapshot_access_logs', AccessLogDocument, context);
  }

  /**
   * Counts a visit while the snapshot is being read: one round trip beside that for a known visitor, one
   * more after it for a first visit. Where `reading` finds no snapshot, the visitor's log is marked.
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
      if (counting === 'counted') await this.#mark(snapshotId);
    } else if (counting === 'first visit') {
      if (!(await this.#createLog(snapshot, SENT_ONCE))) await this.#count(snapshotId);
    } else if (counting === 'marked as deleted') {
      await this.#patch(snapshotId, [...visitNow(), ...deletionPatch(null)]);
    }
  }

  /** The visit that making a snapshot is. Counts once, however often the same POST comes. */
  async logCreation(snapshot: SnapshotHead): Promise<void> {
    await this.#createLog(snapshot, { repeatable: true });
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

  async #count(snapshotId: string): Promise<'counted' | 'first visit' | 'marked as deleted'> {
    try {
      await this.#patch(snapshotId, visitNow(), 'FROM c WHERE c.snapshot_deleted = false');
      return 'counted';
    } catch (error) {
      if (error instanceof NotFound) return 'first visit';
      if (error instanceof PreconditionFailed) return 'marked as deleted';
      throw error;
    }
  }

  async #mark(snapshotId: string): Promise<void> {
    await this.#patch(snapshotId, deletionPatch(new Date().toISOString()));
  }

  /** False where the log is there already. */
  async #createLog(snapshot: SnapshotHead, sending: { repeatable: boolean }): Promise<boolean> {
    try {
      await this.#container.create(newAccessLog(snapshot, this.#visitor), sending);
      return true;
    } catch (error) {
      if (error instanceof Conflict) return false;
      throw error;
    }
  }

  #patch(snapshotId: string, operations: PatchOperation[], onlyIf?: string): Promise<unknown> {
    const id = accessLogId(snapshotId, this.#visitor);
    const options = { ...SENT_ONCE, ...(onlyIf ? { onlyIf } : {}) };
    return this.#container.patch(id, this.#visitor, operations, options);
  }
}

function visitNow(): PatchOperation[] {
  return [
    { op: 'incr', path: '/visits', value: 1 },
    { op: 'set', path: '/last_visited_at', value: new Date().toISOString() },
  ];
}

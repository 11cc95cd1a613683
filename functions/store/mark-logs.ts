import * as z from 'zod/mini';
import { AccessLogDocument, deletionPatch } from './access-log-document.ts';
import type { DatabaseContext } from './context.ts';
import { CosmosContainer } from './cosmos-container.ts';
import { NotFound } from './errors.ts';
import { deletedAt } from './lifetime.ts';
import { SnapshotDocument } from './snapshot-document.ts';

/** Message that a snapshot was deleted or restored, or is about to be. */
export interface Change {
  readonly snapshotId: string;
  readonly ownerId: string;
  /** ISO 8601; the same in every repetition of the message. */
  readonly deletedAt: string;
}

export interface Marking {
  readonly snapshot: 'alive' | 'gone';
  /** How many logs had to change. */
  readonly marked: number;
}

const LogKey = z.object({ id: z.string(), visitor_id: z.string() });

const PAGE_SIZE = 100;
/** How many logs are marked in parallel. */
const PARALLEL = 10;

/**
 * Updates the logs of everybody who has visited a snapshot to say whether it is deleted, and removes the
 * owner's own log if it is. Uses the snapshot's present state, so it may run repeatedly and in any order.
 */
export async function markLogs(change: Change, context: DatabaseContext): Promise<Marking> {
  const deletedAt = await deletionOf(change, context);
  const logs = new CosmosContainer('snapshot_access_logs', AccessLogDocument, context);
  const otherwise = {
    query:
      'SELECT c.id, c.visitor_id FROM c WHERE c.snapshot_id = @snapshot AND c.snapshot_deleted = @deleted',
    parameters: [
      { name: '@snapshot', value: change.snapshotId },
      { name: '@deleted', value: deletedAt === null },
    ],
  };
  const found: z.infer<typeof LogKey>[] = [];
  for await (const page of logs.query(otherwise, { pageSize: PAGE_SIZE })) {
    found.push(...page.map((row) => LogKey.parse(row)));
  }
  const shared = found.values();
  const mark = () => markEach(shared, logs, change.ownerId, deletedAt);
  await Promise.all(Array.from({ length: PARALLEL }, mark));
  return { snapshot: deletedAt === null ? 'alive' : 'gone', marked: found.length };
}

/** When the snapshot was deleted, ISO 8601; null if it exists. */
async function deletionOf(change: Change, context: DatabaseContext): Promise<string | null> {
  const { snapshotId } = change;
  const snapshots = new CosmosContainer('snapshots', SnapshotDocument, context);
  try {
    return deletedAt(await snapshots.peek(snapshotId, snapshotId, [])) ?? null;
  } catch (error) {
    if (error instanceof NotFound) return change.deletedAt;
    throw error;
  }
}

async function markEach(
  keys: Iterable<z.infer<typeof LogKey>>,
  logs: CosmosContainer<AccessLogDocument>,
  ownerId: string,
  deletedAt: string | null,
): Promise<void> {
  for (const { id, visitor_id } of keys) {
    try {
      if (visitor_id === ownerId && deletedAt !== null) await logs.delete(id, visitor_id);
      else await logs.mark(id, visitor_id, deletionPatch(deletedAt));
    } catch (error) {
      // The visitor has removed it from the list in the meantime.
      if (!(error instanceof NotFound)) throw error;
    }
  }
}

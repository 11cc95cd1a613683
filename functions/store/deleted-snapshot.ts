import * as z from 'zod/mini';
import { AccessLogDocument, deletionPatch } from './access-log-document.ts';
import type { DatabaseContext } from './context.ts';
import { CosmosContainer } from './cosmos-container.ts';
import { NotFound } from './errors.ts';
import { SnapshotDocument } from './snapshot-document.ts';

export interface Deletion {
  readonly snapshotId: string;
  readonly ownerId: string;
  /** ISO 8601; the same however often the logs are marked. */
  readonly deletedAt: string;
}

const LogKey = z.object({ id: z.string(), visitor_id: z.string() });

const PAGE_SIZE = 100;
/** How many logs are marked at once. */
const PARALLEL = 10;

/**
 * Marks the logs of everybody who has visited a snapshot that is gone, and removes the owner's own. Does
 * nothing while the snapshot lives, and may run again at any time. Answers how many there were.
 */
export async function markDeleted(
  deletion: Deletion,
  context: DatabaseContext,
): Promise<number | 'alive'> {
  const snapshots = new CosmosContainer('snapshots', SnapshotDocument, context);
  if (await snapshots.exists(deletion.snapshotId, deletion.snapshotId)) return 'alive';

  const logs = new CosmosContainer('snapshot_access_logs', AccessLogDocument, context);
  const unmarked = {
    query:
      'SELECT c.id, c.visitor_id FROM c WHERE c.snapshot_id = @snapshot AND c.snapshot_deleted = @deleted',
    parameters: [
      { name: '@snapshot', value: deletion.snapshotId },
      { name: '@deleted', value: false },
    ],
  };
  const found: z.infer<typeof LogKey>[] = [];
  for await (const page of logs.query(unmarked, { pageSize: PAGE_SIZE })) {
    found.push(...page.map((row) => LogKey.parse(row)));
  }
  const shared = found.values();
  await Promise.all(Array.from({ length: PARALLEL }, () => markEach(shared, logs, deletion)));
  return found.length;
}

async function markEach(
  keys: Iterable<z.infer<typeof LogKey>>,
  logs: CosmosContainer<AccessLogDocument>,
  { ownerId, deletedAt }: Deletion,
): Promise<void> {
  for (const { id, visitor_id } of keys) {
    try {
      if (visitor_id === ownerId) await logs.delete(id, visitor_id);
      else await logs.patch(id, visitor_id, deletionPatch(deletedAt));
    } catch (error) {
      // Taken off the list by its visitor in the meantime.
      if (!(error instanceof NotFound)) throw error;
    }
  }
}

import type { ListNewestQuery } from '../../contract/lists.ts';
import type { SnapshotVisit, SnapshotVisitPage } from '../../contract/snapshots.ts';
import { AccessLogDocument } from './access-log-document.ts';
import type { StoreContext } from './context.ts';
import { CosmosContainer } from './cosmos-container.ts';
import { listPage } from './list.ts';
import type { ListQuery } from './list-query.ts';

const ALL_AT_ONCE = 1_000;

/**
 * Everybody else's visits to a snapshot. They are in the visitors' partitions, so this crosses partitions.
 * The caller must check first who owns the snapshot. Throws BadCursor.
 */
export async function listVisits(
  snapshotId: string,
  query: ListNewestQuery,
  context: StoreContext,
): Promise<SnapshotVisitPage> {
  const logs = new CosmosContainer('snapshot_access_logs', AccessLogDocument, context);
  const [page, total] = await Promise.all([
    listPage(logs, visitList(snapshotId, context.user.id, query), visitRow),
    totalOf(logs, snapshotId, context.user.id),
  ]);
  return { ...page, ...total };
}

async function totalOf(
  logs: CosmosContainer<AccessLogDocument>,
  snapshotId: string,
  owner: string,
): Promise<{ visitors: number; visits: number }> {
  const query = {
    query:
      'SELECT VALUE c.visits FROM c WHERE c.snapshot_id = @snapshot AND c.visitor_id != @owner AND IS_NUMBER(c.visits)',
    parameters: [
      { name: '@snapshot', value: snapshotId },
      { name: '@owner', value: owner },
    ],
  };
  const total = { visitors: 0, visits: 0 };
  for await (const page of logs.query(query, { pageSize: ALL_AT_ONCE })) {
    total.visitors += page.length;
    total.visits += (page as number[]).reduce((sum, visits) => sum + visits, 0);
  }
  return total;
}

function visitList(snapshotId: string, owner: string, query: ListNewestQuery): ListQuery {
  return {
    owner: snapshotId,
    ownerPath: 'snapshot_id',
    select: Object.keys(AccessLogDocument.shape),
    sortBy: 'last_visited_at',
    direction: 'desc',
    filters: [{ path: 'visitor_id', is: '!=', value: owner }],
    pageSize: query.page_size,
    cursor: query.cursor,
  };
}

const visitRow = { schema: AccessLogDocument, toItem: toVisit };

function toVisit(log: AccessLogDocument): SnapshotVisit {
  return {
    visitorName: log.visitor_name ?? null,
    visits: log.visits,
    firstVisitedAt: log.first_visited_at,
    lastVisitedAt: log.last_visited_at,
  };
}

import type { Budget } from './budget.ts';
import type { CosmosContainer } from './cosmos-container.ts';
import { QuotaReached } from './errors.ts';
import { inTurn } from './turns.ts';

const PAGE_SIZE = 1_000;

/** What of a user is counted: the items of a container, without what is in the trash. */
export interface Quota {
  readonly owner: string;
  /** Most items that a user may have; undefined or 0 for any number. */
  readonly max: number | undefined;
  /** Conditions in Cosmos SQL that hold nothing a user wrote. */
  readonly where: readonly string[];
  /** Absent for a container where a user's items lie in many partitions. */
  readonly partition?: string;
}

/**
 * Makes one more item of a user, where that is allowed. Throws QuotaReached, Throttled. The requests of one user
 * to one process take turns, so that they end at the limit; those to several processes at the same moment may end
 * above it, by one for each further process.
 */
export async function withinQuota<T extends { id: string }, R>(
  container: CosmosContainer<T>,
  budget: Budget,
  quota: Quota,
  make: () => Promise<R>,
): Promise<R> {
  const { max, owner } = quota;
  if (!max) return make();
  return inTurn(JSON.stringify(['quota', container.name, owner]), budget, async () => {
    await assertBelow(container, max, quota);
    return make();
  });
}

async function assertBelow<T extends { id: string }>(
  container: CosmosContainer<T>,
  max: number,
  { owner, where, partition }: Quota,
): Promise<void> {
  const conditions = ['c.owner_id = @owner', 'NOT IS_DEFINED(c.deleted_at)', ...where];
  const query = {
    query: `SELECT c.id FROM c WHERE ${conditions.join(' AND ')}`,
    parameters: [{ name: '@owner', value: owner }],
  };
  let count = 0;
  const pages = { pageSize: PAGE_SIZE, ...(partition === undefined ? {} : { partition }) };
  for await (const rows of container.query(query, pages)) {
    count += rows.length;
    if (count >= max) throw new QuotaReached(max);
  }
}

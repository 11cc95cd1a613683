import type { Budget } from './budget.ts';
import type { CosmosContainer } from './cosmos-container.ts';
import { QuotaReached } from './errors.ts';
import { inTurn } from './turns.ts';

const PAGE_SIZE = 1_000;

/** Which of a user's items count: those of a container that are not in the trash. */
export interface Quota {
  readonly owner: string;
  /** Most items that a user may have; undefined or 0 means no limit. */
  readonly max: number | undefined;
  /** Conditions in Cosmos SQL; must not contain user input. */
  readonly where: readonly string[];
  /** Absent if a user's items are spread over many partitions. */
  readonly partition?: string;
}

/**
 * Runs `make` if the user may have one more item. Throws QuotaReached, Throttled. Requests of one user in one
 * process run one at a time, so the limit holds exactly; concurrent requests in other processes may exceed it by
 * one per process.
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

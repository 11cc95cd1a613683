import type { CosmosContainer } from './cosmos-container.ts';
import { QuotaReached } from './errors.ts';

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
 * Throws QuotaReached where a user has as many items as allowed. It looks before something is made, so
 * requests at the same moment may end a little above it.
 */
export async function assertQuota<T extends { id: string }>(
  container: CosmosContainer<T>,
  { owner, max, where, partition }: Quota,
): Promise<void> {
  if (!max) return;
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

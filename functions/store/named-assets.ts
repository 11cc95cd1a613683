import type { ContainerName } from './containers.ts';
import type { DatabaseContext } from './context.ts';
import { CosmosContainer } from './cosmos-container.ts';
import { SessionDocument } from './session-document.ts';

/** Containers whose items reference assets, including old versions and items in the trash. */
const CONTAINERS: readonly ContainerName[] = ['sessions', 'snapshots'];

const QUERY = 'SELECT c.asset_hashes FROM c WHERE IS_DEFINED(c.asset_hashes)';
const PAGE_SIZE = 500;
/** The scan gives up when it has less than this left, in ms. */
const RESERVE_MS = 15_000;

/**
 * Which of these hashes are referenced by any item. Scans sessions and snapshots once without loading
 * content. Undefined if time runs out before the end.
 */
export async function namedAssets(
  context: DatabaseContext,
  among: ReadonlySet<string>,
): Promise<ReadonlySet<string> | undefined> {
  const isLate = () => context.budget.remainingMs < RESERVE_MS;
  const named = new Set<string>();
  for (const name of CONTAINERS) {
    if (isLate()) return undefined;
    const container = new CosmosContainer(name, SessionDocument, context);
    for await (const page of container.query({ query: QUERY }, { pageSize: PAGE_SIZE })) {
      for (const { asset_hashes } of page as { asset_hashes: unknown }[]) {
        if (!Array.isArray(asset_hashes)) continue;
        for (const hash of asset_hashes) if (among.has(hash)) named.add(hash);
      }
      if (isLate()) return undefined;
    }
  }
  return named;
}

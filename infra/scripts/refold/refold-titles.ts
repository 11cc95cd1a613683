import type { Container, Database, PatchOperation } from '@azure/cosmos';
import { fold } from '../../../contract/titles.ts';
import { keepingEnd, type Life } from '../same-end.ts';

/** The partition key of each container, and the field with title and description. */
const containers = [
  { name: 'sessions', partitionKey: 'owner_id', metadata: 'metadata' },
  { name: 'snapshots', partitionKey: 'id', metadata: 'metadata' },
  { name: 'snapshot_access_logs', partitionKey: 'visitor_id', metadata: 'snapshot_metadata' },
] as const;

interface TitleRow extends Life {
  readonly id: string;
  readonly partition: string;
  readonly title: unknown;
  readonly folded: unknown;
  readonly description: unknown;
  readonly foldedDescription: unknown;
  readonly etag: string;
}

export interface RefoldReport {
  readonly container: string;
  /** Items with a title. */
  readonly seen: number;
  /** How many of them had a wrong or missing fold of title or description. */
  readonly stale: number;
}

/**
 * Rewrites wrong or missing folds of titles and descriptions. Items in the trash or with an expiry still expire
 * at the same time. With `apply` false it only counts.
 */
export async function refoldTitles(database: Database, apply: boolean): Promise<RefoldReport[]> {
  const reports: RefoldReport[] = [];
  for (const { name, partitionKey, metadata } of containers) {
    const container = database.container(name);
    let seen = 0;
    let stale = 0;
    for await (const row of titles(container, partitionKey, metadata)) {
      if (typeof row.title !== 'string') continue;
      seen += 1;
      const operations = staleFolds(row, metadata);
      if (operations.length === 0) continue;
      stale += 1;
      if (apply) await write(container, row, operations);
    }
    reports.push({ container: name, seen, stale });
  }
  return reports;
}

/** The changes that one item needs. */
function staleFolds(row: TitleRow, metadata: string): PatchOperation[] {
  const wanted = [
    ['title__lower', row.title, row.folded],
    ['description__lower', row.description, row.foldedDescription],
  ] as const;
  return wanted.flatMap(([name, text, folded]) =>
    typeof text === 'string' && fold(text) !== folded
      ? [{ op: 'set' as const, path: `/${metadata}/${name}`, value: fold(text) }]
      : [],
  );
}

async function* titles(container: Container, partitionKey: string, metadata: string) {
  const pages = container.items.query<TitleRow>(
    `SELECT c.id, c.${partitionKey} AS partition, c.${metadata}.title AS title, ` +
      `c.${metadata}.title__lower AS folded, ` +
      `c.${metadata}.description, c.${metadata}.description__lower AS foldedDescription, c._etag AS etag, c._ts, c.ttl FROM c`,
  );
  while (pages.hasMoreResults()) {
    const { resources } = await pages.fetchNext();
    yield* resources ?? [];
  }
}

/** Skips an item that was changed or deleted since it was read. */
async function write(container: Container, row: TitleRow, folds: readonly PatchOperation[]) {
  const accessCondition = { type: 'IfMatch', condition: row.etag };
  try {
    const operations = [...folds, ...keepingEnd(row)];
    await container.item(row.id, row.partition).patch(operations, { accessCondition });
  } catch (error) {
    const { code } = error as { code?: number };
    if (code !== 412 && code !== 404) throw error;
  }
}

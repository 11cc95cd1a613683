import type { Container, Database } from '@azure/cosmos';
import { fold } from '../../../contract/titles.ts';

/** Where each container has its titles, and what its partition key is. */
const containers = [
  { name: 'sessions', partitionKey: 'owner_id', metadata: 'metadata' },
  { name: 'snapshots', partitionKey: 'id', metadata: 'metadata' },
  { name: 'snapshot_access_logs', partitionKey: 'visitor_id', metadata: 'snapshot_metadata' },
] as const;

interface TitleRow {
  readonly id: string;
  readonly partition: string;
  readonly title: unknown;
  readonly folded: unknown;
  readonly etag: string;
}

export interface RefoldReport {
  readonly container: string;
  /** Items that have a title. */
  readonly seen: number;
  /** Those among them whose fold was another one. */
  readonly stale: number;
}

/** Writes the fold of every title that has another one. With `apply` false it only counts. */
export async function refoldTitles(database: Database, apply: boolean): Promise<RefoldReport[]> {
  const reports: RefoldReport[] = [];
  for (const { name, partitionKey, metadata } of containers) {
    const container = database.container(name);
    let seen = 0;
    let stale = 0;
    for await (const row of titles(container, partitionKey, metadata)) {
      if (typeof row.title !== 'string') continue;
      seen += 1;
      const folded = fold(row.title);
      if (folded === row.folded) continue;
      stale += 1;
      if (apply) await write(container, row, `/${metadata}/title__lower`, folded);
    }
    reports.push({ container: name, seen, stale });
  }
  return reports;
}

async function* titles(container: Container, partitionKey: string, metadata: string) {
  const pages = container.items.query<TitleRow>(
    `SELECT c.id, c.${partitionKey} AS partition, c.${metadata}.title AS title, ` +
      `c.${metadata}.title__lower AS folded, c._etag AS etag FROM c`,
  );
  while (pages.hasMoreResults()) {
    const { resources } = await pages.fetchNext();
    yield* resources ?? [];
  }
}

/** Leaves alone what was changed or deleted since it was read. */
async function write(container: Container, row: TitleRow, path: string, folded: string) {
  const accessCondition = { type: 'IfMatch', condition: row.etag };
  try {
    await container
      .item(row.id, row.partition)
      .patch([{ op: 'set', path, value: folded }], { accessCondition });
  } catch (error) {
    const { code } = error as { code?: number };
    if (code !== 412 && code !== 404) throw error;
  }
}

import { describe, expect, it } from 'vitest';
import type {
  ListSessionsQuery,
  ListSnapshotAccessLogsQuery,
  ListSnapshotsQuery,
} from '../contract/lists.ts';
import { accessLogList } from '../functions/store/access-log-list.ts';
import type { ListQuery } from '../functions/store/list-query.ts';
import { deletedSessionList, sessionList } from '../functions/store/session-list.ts';
import { deletedSnapshotList, snapshotList } from '../functions/store/snapshot-list.ts';
import { readJson } from './testing/read-json.ts';

interface Container {
  readonly id: string;
  readonly defaultTtl: number;
  readonly partitionKey: { readonly paths: readonly string[]; readonly version: number };
  readonly indexingPolicy: {
    readonly includedPaths: readonly { readonly path: string }[];
    readonly excludedPaths: readonly { readonly path: string }[];
    readonly compositeIndexes: readonly (readonly { path: string; order: string }[])[];
  };
}

/** Every sort name of each list; the compiler reports missing and superfluous ones. */
type Sorts<Query extends { sort_by?: string | undefined }> = Record<
  NonNullable<Query['sort_by']>,
  true
>;
const sessionSorts: Sorts<ListSessionsQuery> = {
  'metadata.title': true,
  'metadata.created_at': true,
  'metadata.updated_at': true,
  'metadata.version': true,
};
const snapshotSorts: Sorts<ListSnapshotsQuery> = {
  title: true,
  created_at: true,
  updated_at: true,
  title_lower: true,
  'metadata.title': true,
  'metadata.created_at': true,
  'metadata.updated_at': true,
  'metadata.title_lower': true,
};
const accessLogSorts: Sorts<ListSnapshotAccessLogsQuery> = {
  visits: true,
  last_visited_at: true,
  'snapshot_metadata.title': true,
  'snapshot_metadata.title__lower': true,
  'snapshot_metadata.created_at': true,
  'snapshot_metadata.owner_name': true,
};

type MakeList = (owner: string, query: { sort_by: never; sort_lowercase: boolean }) => ListQuery;
const lists: readonly [string, MakeList, object][] = [
  ['sessions', sessionList, sessionSorts],
  ['snapshots', snapshotList, snapshotSorts],
  ['snapshot_access_logs', accessLogList, accessLogSorts],
];

/** Lists with a fixed order. */
const moreLists: Readonly<Record<string, readonly ListQuery[]>> = {
  sessions: [deletedSessionList('owner', {})],
  snapshots: [deletedSnapshotList('owner', {})],
};

const { containers } = readJson<{ containers: readonly Container[] }>(
  'infra/cosmos-containers.json',
);

describe.each(lists)('The container %s', (id, makeList, sorts) => {
  const { partitionKey, indexingPolicy, defaultTtl } = containers.find(
    (candidate) => candidate.id === id,
  ) as Container;
  const sorted = Object.keys(sorts).flatMap((sort) =>
    [false, true].map((lower) =>
      makeList('owner', { sort_by: sort as never, sort_lowercase: lower }),
    ),
  );
  const queries = [...sorted, ...(moreLists[id] ?? [])];
  const indexed = indexingPolicy.includedPaths.map(({ path }) => path);

  it('has a composite index of each sort field with the id, and no other', () => {
    const composite = indexingPolicy.compositeIndexes.map(([first, second, ...more]) => {
      expect([second?.path, second?.order, ...more]).toEqual(['/id', first?.order]);
      return first?.path;
    });
    expect(new Set(composite)).toEqual(new Set(queries.map(({ sortBy }) => slashed(sortBy))));
  });

  it('indexes the owner, each sort field and each filter', () => {
    const used = queries.flatMap(({ ownerPath, sortBy, filters }) => [
      ownerPath,
      sortBy,
      ...filters.flatMap((filter) => ('or' in filter ? [filter.path, filter.or] : [filter.path])),
    ]);
    // Cosmos DB always indexes the id.
    const missing = [...new Set(used)].filter(
      (path) => path !== 'id' && !indexed.includes(`${slashed(String(path))}/?`),
    );
    expect(missing).toEqual([]);
  });

  it('indexes nothing else: neither the content nor unused fields', () => {
    expect(indexingPolicy.excludedPaths).toEqual([{ path: '/*' }]);
    expect(indexed.every((path) => path.endsWith('/?'))).toBe(true);
    expect(indexed.some((path) => path.startsWith('/content'))).toBe(false);
  });

  it('lets the database remove items with a ttl, and no others', () => {
    expect(defaultTtl).toBe(-1);
  });

  it('allows partition keys as long as the longest user id', () => {
    expect(partitionKey.version).toBe(2);
  });
});

describe('The containers', () => {
  it('are partitioned by owner, by id and by visitor', () => {
    expect(containers.map(({ id, partitionKey: { paths } }) => [id, ...paths])).toEqual([
      ['sessions', '/owner_id'],
      ['snapshots', '/id'],
      ['snapshot_access_logs', '/visitor_id'],
    ]);
  });
});

function slashed(path: string): string {
  return `/${path.replaceAll('.', '/')}`;
}

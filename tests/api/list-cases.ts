/** What each list can be asked for, with the expected result. */
import {
  ListSessionsQuery,
  ListSnapshotAccessLogsQuery,
  ListSnapshotsQuery,
} from '../../contract/lists.ts';
import { SnapshotAccessLogStore } from '../../functions/store/access-log-store.ts';
import { SessionStore } from '../../functions/store/session-store.ts';
import { SnapshotStore } from '../../functions/store/snapshot-store.ts';
import { accessLogSeeds, day, sessionSeeds, snapshotSeeds } from './list-seeds.ts';
import type { OwnDatabase } from './own-database.ts';

export type Query = Readonly<Record<string, string>>;
export type Seed = Readonly<Record<string, unknown>>;

export interface Page {
  readonly items: readonly object[];
  readonly pageToken: string | null;
  readonly total?: number;
}

export interface List {
  readonly name: string;
  readonly seeds: readonly Seed[];
  readonly container: string;
  readonly list: (database: OwnDatabase, query: Query) => Promise<Page>;
  /** The id of the seed that an item came from. */
  readonly idOf: (item: never) => string;
  /** Values of `sort_by`, each with the path it sorts by. */
  readonly sorts: Readonly<Record<string, string>>;
  readonly filters: readonly (readonly [
    name: string,
    query: Query,
    keeps: (seed: Seed) => boolean,
  ])[];
}

/** Three of the seeds by id, and one id that does not exist. */
const asked = [3, 500, 997].map((index) => sessionSeeds('owner')[index]?.id ?? '');
const idsQuery: Query = { filter_ids: [...asked, 'nobody-has-it'].join(',') };
const isAsked = (id: unknown) => asked.includes(String(id));

export const lists: readonly List[] = [
  {
    name: 'list-sessions',
    seeds: sessionSeeds('owner'),
    container: 'sessions',
    list: (database, query) =>
      new SessionStore(database.contextFor('owner')).list(ListSessionsQuery.parse(query)),
    idOf: (item: { id: string }) => item.id,
    sorts: {
      'metadata.title': 'metadata.title',
      'metadata.created_at': 'metadata.created_at',
      'metadata.updated_at': 'metadata.updated_at',
      'metadata.version': 'metadata.version',
    },
    filters: [
      ['a title', { filter_title: 'ALPHA' }, (seed) => titleOf(seed).includes('alpha')],
      [
        'a title or a description',
        { filter_text: 'Rare' },
        (seed) => textOf(seed).includes('rare'),
      ],
      ['a tag', { filter_text: '#hm' }, (seed) => /#hm\b/.test(textOf(seed))],
      ['ids', idsQuery, ({ id }) => isAsked(id)],
      [
        'the first day',
        { filter_updated_to: day(0) },
        (seed) => at(seed, 'metadata.updated_at') <= day(0),
      ],
      [
        'a title and a time',
        { filter_title: 'rare', filter_updated_from: '2026-01-02T01:00:00+01:00' },
        (seed) =>
          titleOf(seed).includes('rare') &&
          at(seed, 'metadata.updated_at') >= '2026-01-02T00:00:00.000Z',
      ],
    ],
  },
  {
    name: 'list-snapshots',
    seeds: snapshotSeeds('owner'),
    container: 'snapshots',
    list: (database, query) =>
      new SnapshotStore(database.contextFor('owner')).list(ListSnapshotsQuery.parse(query)),
    idOf: (item: { id: string }) => item.id,
    sorts: {
      title: 'metadata.title',
      created_at: 'metadata.created_at',
      updated_at: 'metadata.created_at',
      title_lower: 'metadata.title__lower',
      'metadata.title': 'metadata.title',
      'metadata.title_lower': 'metadata.title__lower',
    },
    filters: [
      ['a title', { filter_title: '%_["' }, (seed) => titleOf(seed).includes('%_["')],
      ['a description', { filter_text: 'STRASSE' }, (seed) => textOf(seed).includes('strasse')],
      ['ids', idsQuery, ({ id }) => isAsked(id)],
      [
        'one day',
        { filter_created_from: day(1), filter_created_to: day(1) },
        (seed) => at(seed, 'metadata.created_at') === day(1),
      ],
    ],
  },
  {
    name: 'list-snapshot-access-logs',
    seeds: accessLogSeeds('visitor'),
    container: 'snapshot_access_logs',
    list: (database, query) =>
      new SnapshotAccessLogStore(database.contextFor('visitor')).list(
        ListSnapshotAccessLogsQuery.parse(query),
      ),
    idOf: (item: { snapshotId: string }) => `${item.snapshotId}__visitor`,
    sorts: {
      visits: 'visits',
      last_visited_at: 'last_visited_at',
      'snapshot_metadata.title': 'snapshot_metadata.title',
      'snapshot_metadata.title__lower': 'snapshot_metadata.title__lower',
      'snapshot_metadata.created_at': 'snapshot_metadata.created_at',
      'snapshot_metadata.owner_name': 'snapshot_metadata.owner_name',
    },
    filters: [
      ['a title', { filter_title: 'beta' }, (seed) => titleOf(seed).includes('beta')],
      ['a description', { filter_text: 'süden' }, (seed) => textOf(seed).includes('süden')],
      ['a tag', { filter_text: '#hm' }, (seed) => /#hm\b/.test(textOf(seed))],
      ['ids', idsQuery, (seed) => isAsked(seed.snapshot_id)],
      [
        'when it was made',
        { filter_created_from: day(2), filter_created_to: day(2) },
        (seed) => at(seed, 'snapshot_metadata.created_at') === day(2),
      ],
      [
        'the last visit',
        { filter_last_visited_from: day(1), filter_last_visited_to: day(1) },
        (seed) => at(seed, 'last_visited_at') === day(1),
      ],
      [
        'whose it is',
        { filter_owner_id: 'owner-3' },
        (seed) => at(seed, 'snapshot_owner_id') === 'owner-3',
      ],
      [
        'deleted ones',
        { filter_snapshot_deleted: 'true' },
        (seed) => seed.snapshot_deleted === true,
      ],
      [
        'everything at once',
        {
          filter_title: 'a',
          filter_created_from: day(0),
          filter_last_visited_to: day(2),
          filter_owner_id: 'owner-1',
          filter_snapshot_deleted: 'false',
        },
        (seed) =>
          titleOf(seed).includes('a') &&
          at(seed, 'last_visited_at') <= day(2) &&
          at(seed, 'snapshot_owner_id') === 'owner-1' &&
          seed.snapshot_deleted === false,
      ],
    ],
  },
];

export function titleOf(seed: Seed): string {
  return String(at(seed, 'metadata.title__lower') ?? at(seed, 'snapshot_metadata.title__lower'));
}

/** The texts that search reads: the title, and the folded description if there is one. */
function textOf(seed: Seed): string {
  const metadata = (seed.metadata ?? seed.snapshot_metadata) as { description__lower?: string };
  return `${titleOf(seed)}\n${metadata.description__lower ?? ''}`;
}

/** The value at a path; typed as string because most are. */
export function at(seed: Seed, path: string): string {
  const value = path
    .split('.')
    .reduce<unknown>((inner, name) => (inner as Seed | undefined)?.[name], seed);
  return value as string;
}

/** The three lists of the cloud, filled so that every column gives a different order. */
import { randomUUID } from 'node:crypto';
import type { Locator, Page } from 'playwright-core';
import { accessLogSeeds, sessionSeeds, snapshotSeeds } from '../api/list-seeds.ts';
import { openManagement, rowsOf, seed } from './management-steps.ts';
import type { Person } from './people.ts';

export interface SortedList {
  readonly name: string;
  readonly noun: string;
  /** Creates a document for each tree. */
  seed(person: Person): Promise<void>;
  open(page: Page): Promise<Locator>;
  /** What each column shows for each tree, in the order of `trees`; the last column is the default order. */
  readonly columns: Readonly<Record<string, readonly (string | number | null)[]>>;
}

export const trees = ['birch', 'Alder', 'Dogwood', 'cedar'];
const ranks = [2, 1, 4, 3];
const created = ['2026-03-01', '2026-01-01', '2026-02-01', '2026-04-01'];
const latest = ['2026-06-02', '2026-06-04', '2026-06-03', '2026-06-01'];
const owners = ['Cara', null, 'Abel', 'Bo'];
const counts = [11, 3, 2, 7];
const noon = (day: string | undefined) => `${day}T12:00:00.000Z`;
const titled = (index: number) => ({
  title: trees[index] ?? '',
  title__lower: trees[index]?.toLowerCase() ?? '',
  created_at: noon(created[index]),
});
const upTo = <T>(all: readonly T[]) => all.slice(0, trees.length);

export const sortedLists: readonly SortedList[] = [
  {
    name: 'Sessions',
    noun: 'sessions',
    seed: ({ user }) =>
      seed(
        'sessions',
        upTo(sessionSeeds(user.userId)).map((document, index) => ({
          ...document,
          metadata: {
            ...document.metadata,
            ...titled(index),
            updated_at: noon(latest[index]),
            version: counts[index],
          },
        })),
      ),
    open: (page) => openManagement(page, 'Sessions'),
    columns: { Title: ranks, Version: counts, Created: created, 'Last saved': latest },
  },
  {
    name: 'Visited snapshots',
    noun: 'snapshots',
    seed: ({ user }) =>
      seed(
        'snapshot_access_logs',
        upTo(accessLogSeeds(user.userId)).map((document, index) => ({
          ...document,
          snapshot_metadata: {
            ...document.snapshot_metadata,
            ...titled(index),
            owner_name: owners[index],
          },
          visits: counts[index],
          last_visited_at: noon(latest[index]),
        })),
      ),
    open: (page) => openManagement(page, 'Snapshots'),
    columns: {
      Title: ranks,
      Owner: owners,
      Created: created,
      Visits: counts,
      'Last visit': latest,
    },
  },
  {
    name: 'Snapshots made by me',
    noun: 'snapshots',
    seed: ({ user }) =>
      seed(
        'snapshots',
        upTo(snapshotSeeds(user.userId)).map((document, index) => ({
          ...document,
          id: `${document.id}${randomUUID().slice(0, 8)}`,
          metadata: { ...document.metadata, ...titled(index) },
        })),
      ),
    open: async (page) => {
      const dialog = await openManagement(page, 'Snapshots', 'empty');
      await dialog.getByRole('radio', { name: 'Made by me' }).check();
      await rowsOf(dialog).first().waitFor();
      return dialog;
    },
    columns: { Title: ranks, Created: created },
  },
];

/** The trees sorted from the smallest value; an absent name comes first. */
export function ascending(values: readonly (string | number | null)[]): string[] {
  const of = (tree: string) => values[trees.indexOf(tree)] ?? '';
  return trees.toSorted((a, b) => (of(a) < of(b) ? -1 : 1));
}

export const isText = (column: string) => column === 'Title' || column === 'Owner';

import type { SnapshotAccessLog } from '../../../contract/snapshots.ts';
import type { Fact } from './fact.ts';

export type VisitSort =
  | 'snapshot_metadata.title__lower'
  | 'snapshot_metadata.owner_name'
  | 'snapshot_metadata.created_at'
  | 'visits'
  | 'last_visited_at';

/** What is said of the snapshots that this user has visited. */
export function visitFacts(userId: string): readonly Fact<SnapshotAccessLog, VisitSort>[] {
  return [
    {
      sortBy: 'snapshot_metadata.owner_name',
      title: 'Owner',
      kind: 'text',
      of: ({ snapshotMetadata }) => ownerWords(snapshotMetadata, userId),
    },
    {
      sortBy: 'snapshot_metadata.created_at',
      title: 'Created',
      kind: 'date',
      of: ({ snapshotMetadata }) => snapshotMetadata.createdAt,
    },
    { sortBy: 'visits', title: 'Visits', kind: 'number', of: ({ visits }) => visits },
    {
      sortBy: 'last_visited_at',
      title: 'Last visit',
      kind: 'date',
      of: ({ lastVisitedAt }) => lastVisitedAt,
    },
  ];
}

/** By the name first, as the list is sorted. */
function ownerWords(
  { ownerId, ownerName }: SnapshotAccessLog['snapshotMetadata'],
  userId: string,
): string {
  if (ownerId === userId) return ownerName ? `${ownerName} (you)` : 'You';
  return ownerName ?? 'Not known';
}

import type { SnapshotAccessLog } from '../../../contract/snapshots.ts';
import { useApp } from '../app/app-model.ts';
import { IconButton } from '../components/button.tsx';
import { explainLibraryError } from '../words/explain-library-error.ts';
import { type Fact, FactCells, FactLine } from './facts.tsx';
import {
  DeleteButton,
  ListRow,
  type RowPlace,
  SnapshotLink,
  SnapshotTitle,
  SnapshotVisitors,
} from './list-row.tsx';

/** One visited snapshot of the list. */
export function VisitRow({
  log,
  facts,
  isOwn,
  place,
  onClose,
}: {
  log: SnapshotAccessLog;
  facts: readonly Fact<SnapshotAccessLog, string>[];
  isOwn: boolean;
  place: RowPlace;
  onClose(): void;
}) {
  const { ports, toasts } = useApp();
  const { snapshotId, snapshotDeleted } = log;
  const { title, description } = log.snapshotMetadata;
  const forget = () =>
    ports.library.forgetVisit(snapshotId).catch((error: unknown) => {
      toasts.show({ tone: 'danger', text: `Not removed. ${explainLibraryError(error)}` });
    });
  return (
    <ListRow title={title} place={place}>
      <th scope="row">
        {snapshotDeleted ? (
          <div class="management-deleted">
            <span class="management-title truncate">{title}</span>
            <span class="management-badge" title="Deleted by its owner">
              Deleted
            </span>
          </div>
        ) : (
          <SnapshotTitle id={snapshotId} title={title} onClose={onClose} />
        )}
        <FactLine facts={facts} item={log} note={description} />
      </th>
      <FactCells facts={facts} item={log} />
      <td class="management-actions">
        {isOwn && !snapshotDeleted && <SnapshotVisitors id={snapshotId} title={title} />}
        {!snapshotDeleted && <SnapshotLink id={snapshotId} title={title} />}
        {isOwn && !snapshotDeleted && <DeleteButton title={title} place={place} />}
        {(!isOwn || snapshotDeleted) && (
          <IconButton
            icon="x"
            label={`Remove ${title} from my list`}
            onClick={() => void forget()}
          />
        )}
      </td>
    </ListRow>
  );
}

type VisitSort =
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

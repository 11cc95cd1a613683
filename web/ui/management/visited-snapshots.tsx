import { useSignal } from '@preact/signals';
import type { ComponentChildren } from 'preact';
import type { SnapshotAccessLog } from '../../../contract/snapshots.ts';
import { useApp } from '../app/app-model.ts';
import { IconButton } from '../components/button.tsx';
import { explainLibraryError } from '../words/explain-problem.ts';
import { expiredSince } from '../words/format.ts';
import { CloudList } from './cloud-list.tsx';
import {
  DeleteButton,
  type Fact,
  FactCells,
  FactLine,
  ListRow,
  noteOf,
  type RowPlace,
  SnapshotLink,
  SnapshotTitle,
  SnapshotVisitors,
} from './list-row.tsx';

/** Every snapshot that the person has visited, with number and time of visits; deleted ones are marked. */
export function VisitedSnapshots({ view, onClose }: { view: ComponentChildren; onClose(): void }) {
  const { library, user } = useApp().ports;
  const hideDeleted = useSignal(false);
  const facts = visitFacts(user.id);
  const isOwn = (log: SnapshotAccessLog) => log.snapshotMetadata.ownerId === user.id;
  const isDeletable = (log: SnapshotAccessLog) => isOwn(log) && !isGone(log);
  return (
    <CloudList
      label="Snapshots"
      noun="snapshot"
      dateLabel="Visited"
      empty={`Snapshots that you make or visit appear here${hideDeleted.value ? '; deleted ones are hidden' : ''}.`}
      of="snapshots"
      variant={hideDeleted.value ? 'visited, there' : 'visited'}
      titleSort="snapshot_metadata.title__lower"
      facts={facts}
      sortedBy="last_visited_at"
      choices={
        <>
          {view}
          <label class="management-check">
            <input
              type="checkbox"
              checked={hideDeleted.value}
              onChange={() => {
                hideDeleted.value = !hideDeleted.value;
              }}
            />
            Hide deleted
          </label>
        </>
      }
      keyOf={({ snapshotId }) => snapshotId}
      load={({ from, to, ...query }, signal) =>
        library.visits(
          {
            ...query,
            filter_last_visited_from: from,
            filter_last_visited_to: to,
            filter_snapshot_deleted: hideDeleted.value ? false : undefined,
          },
          signal,
        )
      }
      row={(log, place) => (
        <VisitRow
          key={log.snapshotId}
          log={log}
          facts={facts}
          isOwn={isOwn(log)}
          place={place}
          onClose={onClose}
        />
      )}
      removalOf={(selected) => ({
        ...(selected.some(isDeletable)
          ? { action: 'Delete' }
          : { action: 'Remove', end: 'from my list' }),
        gone: (logs) =>
          logs.every(isDeletable)
            ? 'in the trash'
            : logs.some(isDeletable)
              ? 'in the trash or off your list'
              : 'off your list',
        question: (logs) => questionOf(logs.filter(isDeletable).length, logs.length),
        remove: (log) =>
          isDeletable(log)
            ? library.deleteSnapshot(log.snapshotId)
            : library.forgetVisit(log.snapshotId),
        // A removed visit cannot be restored; it comes back with the next visit.
        ...(selected.every(isDeletable) && {
          restore: (log: SnapshotAccessLog) => library.restoreSnapshot(log.snapshotId),
        }),
      })}
    />
  );
}

/** Whether the snapshot was deleted or has expired. */
function isGone({ snapshotDeleted, snapshotMetadata }: SnapshotAccessLog): boolean {
  return snapshotDeleted || expiredSince(snapshotMetadata.expiresAt) !== null;
}

function questionOf(deleted: number, all: number): string {
  const own =
    'The links to your own snapshots stop working for everybody. They stay in the trash for a while.';
  const others = "Other people's are only taken off your list; their links go on working.";
  return [deleted > 0 && own, deleted < all && others].filter(Boolean).join(' ');
}

/** One visited snapshot of the list. */
function VisitRow({
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
  const { snapshotId } = log;
  const { title, expiresAt } = log.snapshotMetadata;
  const gone = isGone(log);
  const isExpired = expiredSince(expiresAt) !== null;
  const forget = () =>
    ports.library.forgetVisit(snapshotId).catch((error: unknown) => {
      toasts.show({ tone: 'danger', text: `Not removed. ${explainLibraryError(error)}` });
    });
  return (
    <ListRow title={title} place={place}>
      <th scope="row">
        {gone ? (
          <div class="management-deleted">
            <span class="management-title truncate">{title}</span>
            {isExpired ? (
              <span class="management-badge" title="Its link has expired">
                Expired
              </span>
            ) : (
              <span class="management-badge" title="Deleted by its owner">
                Deleted
              </span>
            )}
          </div>
        ) : (
          <SnapshotTitle id={snapshotId} title={title} onClose={onClose} />
        )}
        <FactLine facts={facts} item={log} place={place} {...noteOf(log.snapshotMetadata)} />
      </th>
      <FactCells facts={facts} item={log} />
      <td class="management-actions">
        {isOwn && !gone && <SnapshotVisitors id={snapshotId} title={title} />}
        {!gone && <SnapshotLink id={snapshotId} title={title} />}
        {isOwn && !gone && <DeleteButton title={title} place={place} />}
        {(!isOwn || gone) && (
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

/** The columns of visited snapshots. */
function visitFacts(userId: string): readonly Fact<SnapshotAccessLog, VisitSort>[] {
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

/** The name comes first, because the list is sorted by it. */
function ownerWords(
  { ownerId, ownerName }: SnapshotAccessLog['snapshotMetadata'],
  userId: string,
): string {
  if (ownerId === userId) return ownerName ? `${ownerName} (you)` : 'You';
  return ownerName ?? 'Not known';
}

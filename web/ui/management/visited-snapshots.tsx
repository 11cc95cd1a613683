import { useSignal } from '@preact/signals';
import type { ComponentChildren } from 'preact';
import type { SnapshotAccessLog } from '../../../contract/snapshots.ts';
import { useApp } from '../app/app-model.ts';
import { CloudList } from './cloud-list.tsx';
import { VisitRow, visitFacts } from './visit-row.tsx';

/** Every snapshot one has visited, with how often and when, deleted ones marked. */
export function VisitedSnapshots({ view, onClose }: { view: ComponentChildren; onClose(): void }) {
  const { library, user } = useApp().ports;
  const hideDeleted = useSignal(false);
  const facts = visitFacts(user.id);
  const isOwn = (log: SnapshotAccessLog) => log.snapshotMetadata.ownerId === user.id;
  const isDeletable = (log: SnapshotAccessLog) => isOwn(log) && !log.snapshotDeleted;
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
        action: selected.some(isDeletable) ? 'Delete' : 'Remove from my list',
        question: (logs) => questionOf(logs.filter(isDeletable).length, logs.length),
        remove: (log) =>
          isDeletable(log)
            ? library.deleteSnapshot(log.snapshotId)
            : library.forgetVisit(log.snapshotId),
        // A visit that was taken off the list comes back with the next one.
        ...(selected.every(isDeletable) && {
          restore: (log: SnapshotAccessLog) => library.restoreSnapshot(log.snapshotId),
        }),
      })}
    />
  );
}

function questionOf(deleted: number, all: number): string {
  const own =
    'The links to your own snapshots stop working for everybody. They stay in the trash for a while.';
  const others = "Other people's are only taken off your list; their links go on working.";
  return [deleted > 0 && own, deleted < all && others].filter(Boolean).join(' ');
}

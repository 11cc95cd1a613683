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
      removalOf={(logs) => removalOf(logs.filter(isDeletable).length, logs.length)}
      remove={(log) =>
        isDeletable(log)
          ? library.deleteSnapshot(log.snapshotId)
          : library.forgetVisit(log.snapshotId)
      }
    />
  );
}

function removalOf(deleted: number, all: number): { action: string; question: string } {
  const own = 'Your own snapshots are deleted for everybody, and their links stop working.';
  const others = "Other people's are only taken off your list; their links go on working.";
  return {
    action: deleted > 0 ? 'Delete' : 'Remove from my list',
    question: [deleted > 0 && own, deleted < all && others].filter(Boolean).join(' '),
  };
}

import { useSignal } from '@preact/signals';
import type { ComponentChildren } from 'preact';
import type { SnapshotAccessLog } from '../../../contract/snapshots.ts';
import { useApp } from '../app-model.ts';
import { dayEnd, dayStart, type Filter } from './filter.ts';
import { ListBody } from './list-body.tsx';
import { ListToolbar } from './list-toolbar.tsx';
import { SelectCell } from './select-cell.tsx';
import { SelectionBar } from './selection-bar.tsx';
import { SortHeader } from './sort-header.tsx';
import { useList } from './use-list.ts';
import { useSelection } from './use-selection.ts';
import { VisitRow } from './visit-row.tsx';

type SortBy =
  | 'snapshot_metadata.title__lower'
  | 'snapshot_metadata.created_at'
  | 'visits'
  | 'last_visited_at';

const PAGE_SIZE = 50;
const initialFilter: Filter<SortBy> = {
  title: '',
  from: '',
  to: '',
  sortBy: 'last_visited_at',
  direction: 'desc',
};

/** Every snapshot one has visited, with how often and when, deleted ones marked. */
export function VisitedSnapshots({
  choice,
  onClose,
}: {
  choice: ComponentChildren;
  onClose(): void;
}) {
  const { library } = useApp().ports;
  const { user } = useApp().ports;
  const filter = useSignal(initialFilter);
  const hideDeleted = useSignal(false);
  const onFilter = (next: Filter<SortBy>) => {
    filter.value = next;
  };
  const list = useList<SnapshotAccessLog>(
    ['snapshots', 'visited', filter.value, hideDeleted.value],
    (cursor, signal) => {
      const { title, from, to, sortBy, direction } = filter.value;
      return library.visits(
        {
          cursor,
          page_size: PAGE_SIZE,
          sort_by: sortBy,
          sort_direction: direction,
          filter_title: title,
          filter_last_visited_from: dayStart(from),
          filter_last_visited_to: dayEnd(to),
          filter_snapshot_deleted: hideDeleted.value ? false : undefined,
        },
        signal,
      );
    },
    false,
  );
  const isOwn = (log: SnapshotAccessLog) => log.snapshotMetadata.ownerId === user.id;
  const isDeletable = (log: SnapshotAccessLog) => isOwn(log) && !log.snapshotDeleted;
  const selection = useSelection(list.items, ({ snapshotId }) => snapshotId);
  const sort = { filter: filter.value, onFilter };

  return (
    <>
      <ListToolbar
        filter={filter.value}
        dateLabel="Visited"
        isRefreshing={list.isRefreshing}
        onFilter={onFilter}
        onRefresh={list.refresh}
      >
        {choice}
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
      </ListToolbar>
      <ListBody
        label="Snapshots"
        list={list}
        items={list.items}
        empty="Snapshots that you make or visit appear here."
        header={
          <tr>
            <SelectCell
              label="Select all shown snapshots"
              checked={selection.items.length > 0}
              indeterminate={selection.isPartial}
              onToggle={selection.toggleAll}
            />
            <SortHeader {...sort} column="snapshot_metadata.title__lower">
              Title
            </SortHeader>
            <SortHeader {...sort} column="snapshot_metadata.created_at" class="management-date">
              Created
            </SortHeader>
            <SortHeader {...sort} column="visits" class="management-number">
              Visits
            </SortHeader>
            <SortHeader {...sort} column="last_visited_at" class="management-date">
              Last visit
            </SortHeader>
            <th scope="col" class="management-actions">
              <span class="visually-hidden">What to do</span>
            </th>
          </tr>
        }
      >
        {(log, ariaRowIndex) => (
          <VisitRow
            key={log.snapshotId}
            log={log}
            isOwn={isOwn(log)}
            ariaRowIndex={ariaRowIndex}
            isSelected={selection.has(log)}
            onToggle={() => selection.toggle(log)}
            onClose={onClose}
          />
        )}
      </ListBody>
      <SelectionBar
        selection={selection}
        noun="snapshot"
        action={selection.items.some(isDeletable) ? 'Delete' : 'Remove from my list'}
        question={(items) => questionOf(items.filter(isDeletable).length, items.length)}
        remove={(log) =>
          isDeletable(log)
            ? library.deleteSnapshot(log.snapshotId)
            : library.forgetVisit(log.snapshotId)
        }
      />
    </>
  );
}

function questionOf(deleted: number, all: number): string {
  const own = 'Your own snapshots are deleted for everybody, and their links stop working.';
  const others = "Other people's are only taken off your list; their links go on working.";
  return [deleted > 0 && own, deleted < all && others].filter(Boolean).join(' ');
}

import { useSignal } from '@preact/signals';
import type { ComponentChildren } from 'preact';
import type { SnapshotMetadata } from '../../../contract/snapshots.ts';
import { useApp } from '../app-model.ts';
import { IconButton } from '../components/button.tsx';
import { dateTime, shortDateTime } from '../components/format.ts';
import { copyLink, leaveFor, snapshotUrl } from '../shell/commands.ts';
import { dayEnd, dayStart, type Filter } from './filter.ts';
import { ListBody } from './list-body.tsx';
import { ListToolbar } from './list-toolbar.tsx';
import { SelectCell } from './select-cell.tsx';
import { SelectionBar } from './selection-bar.tsx';
import { SortHeader } from './sort-header.tsx';
import { Note, TitleLink } from './title-link.tsx';
import { useList } from './use-list.ts';
import { useSelection } from './use-selection.ts';

type SortBy = 'title_lower' | 'created_at';

const PAGE_SIZE = 50;
const initialFilter: Filter<SortBy> = {
  title: '',
  from: '',
  to: '',
  sortBy: 'created_at',
  direction: 'desc',
};

/** The snapshots one has made, whether visited or not. */
export function OwnSnapshots({ choice, onClose }: { choice: ComponentChildren; onClose(): void }) {
  const app = useApp();
  const { library } = app.ports;
  const filter = useSignal(initialFilter);
  const onFilter = (next: Filter<SortBy>) => {
    filter.value = next;
  };
  const list = useList<SnapshotMetadata>(
    ['snapshots', 'own', filter.value],
    (cursor, signal) => {
      const { title, from, to, sortBy, direction } = filter.value;
      return library.snapshots(
        {
          cursor,
          page_size: PAGE_SIZE,
          sort_by: sortBy,
          sort_direction: direction,
          filter_title: title,
          filter_created_from: dayStart(from),
          filter_created_to: dayEnd(to),
        },
        signal,
      );
    },
    false,
  );
  const selection = useSelection(list.items, ({ id }) => id);
  const sort = { filter: filter.value, onFilter };

  return (
    <>
      <ListToolbar
        filter={filter.value}
        dateLabel="Created"
        isRefreshing={list.isRefreshing}
        onFilter={onFilter}
        onRefresh={list.refresh}
      >
        {choice}
      </ListToolbar>
      <ListBody
        label="Snapshots made by me"
        list={list}
        items={list.items}
        empty="Snapshots that you make appear here."
        header={
          <tr>
            <SelectCell
              label="Select all shown snapshots"
              checked={selection.items.length > 0}
              indeterminate={selection.isPartial}
              onToggle={selection.toggleAll}
            />
            <SortHeader {...sort} column="title_lower">
              Title
            </SortHeader>
            <SortHeader {...sort} column="created_at" class="management-date">
              Created
            </SortHeader>
            <th scope="col" class="management-actions">
              <span class="visually-hidden">What to do</span>
            </th>
          </tr>
        }
      >
        {(snapshot, ariaRowIndex) => (
          <tr
            key={snapshot.id}
            class="management-row"
            aria-rowindex={ariaRowIndex}
            aria-selected={selection.has(snapshot)}
          >
            <SelectCell
              label={`Select ${snapshot.title}`}
              checked={selection.has(snapshot)}
              onToggle={() => selection.toggle(snapshot)}
            />
            <th scope="row">
              <TitleLink
                href={snapshotUrl(snapshot.id)}
                title={snapshot.title}
                note={<Note date={snapshot.createdAt} text={snapshot.description} />}
                onOpen={() => {
                  onClose();
                  leaveFor(app, { kind: 'snapshot', id: snapshot.id });
                }}
              />
            </th>
            <td class="management-date numeric" title={dateTime(snapshot.createdAt)}>
              {shortDateTime(snapshot.createdAt)}
            </td>
            <td class="management-actions">
              <IconButton
                icon="link"
                label={`Copy the link to ${snapshot.title}`}
                onClick={() => void copyLink(app, snapshotUrl(snapshot.id))}
              />
            </td>
          </tr>
        )}
      </ListBody>
      <SelectionBar
        selection={selection}
        noun="snapshot"
        action="Delete"
        question={() => 'They are deleted for everybody, and their links stop working.'}
        remove={({ id }) => library.deleteSnapshot(id)}
      />
    </>
  );
}

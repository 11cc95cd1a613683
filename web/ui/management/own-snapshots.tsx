import type { ComponentChildren } from 'preact';
import type { SnapshotMetadata } from '../../../contract/snapshots.ts';
import { useApp } from '../app-model.ts';
import { CloudList, type Column } from './cloud-list.tsx';
import { DateCell } from './date-cell.tsx';
import { ListRow } from './list-row.tsx';
import { SnapshotLink } from './snapshot-link.tsx';
import { Note, SnapshotTitle } from './title-link.tsx';

type SortBy = 'title_lower' | 'created_at';

const columns: readonly Column<SortBy>[] = [
  { sortBy: 'title_lower', title: 'Title' },
  { sortBy: 'created_at', title: 'Created', class: 'management-date' },
];

/** The snapshots one has made, whether visited or not. */
export function OwnSnapshots({ view, onClose }: { view: ComponentChildren; onClose(): void }) {
  const { library } = useApp().ports;
  return (
    <CloudList<SnapshotMetadata, SortBy>
      label="Snapshots made by me"
      noun="snapshot"
      dateLabel="Created"
      empty="Snapshots that you make appear here."
      listKey={['snapshots', 'own']}
      columns={columns}
      sortedBy="created_at"
      refetchByItself={false}
      choices={view}
      keyOf={({ id }) => id}
      load={({ from, to, ...query }, signal) =>
        library.snapshots({ ...query, filter_created_from: from, filter_created_to: to }, signal)
      }
      row={({ id, title, description, createdAt }, place) => (
        <ListRow key={id} title={title} place={place}>
          <th scope="row">
            <SnapshotTitle
              id={id}
              title={title}
              note={<Note date={createdAt} text={description} />}
              onClose={onClose}
            />
          </th>
          <DateCell date={createdAt} />
          <td class="management-actions">
            <SnapshotLink id={id} title={title} />
          </td>
        </ListRow>
      )}
      removalOf={() => ({
        action: 'Delete',
        question: 'They are deleted for everybody, and their links stop working.',
      })}
      remove={({ id }) => library.deleteSnapshot(id)}
    />
  );
}

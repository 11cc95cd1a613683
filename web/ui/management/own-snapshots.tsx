import type { ComponentChildren } from 'preact';
import type { SnapshotMetadata } from '../../../contract/snapshots.ts';
import { useApp } from '../app/app-model.ts';
import { CloudList } from './cloud-list.tsx';
import type { Fact } from './fact.ts';
import { FactCells, FactLine } from './fact-cells.tsx';
import { ListRow } from './list-row.tsx';
import { SnapshotLink } from './snapshot-link.tsx';
import { SnapshotTitle } from './title-link.tsx';

type SortBy = 'title_lower' | 'created_at';

const facts: readonly Fact<SnapshotMetadata, SortBy>[] = [
  { sortBy: 'created_at', title: 'Created', kind: 'date', of: ({ createdAt }) => createdAt },
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
      titleSort="title_lower"
      facts={facts}
      sortedBy="created_at"
      refetchByItself={false}
      choices={view}
      keyOf={({ id }) => id}
      load={({ from, to, ...query }, signal) =>
        library.snapshots({ ...query, filter_created_from: from, filter_created_to: to }, signal)
      }
      row={(snapshot, place) => {
        const { id, title, description } = snapshot;
        return (
          <ListRow key={id} title={title} place={place}>
            <th scope="row">
              <SnapshotTitle id={id} title={title} onClose={onClose} />
              <FactLine facts={facts} item={snapshot} note={description} />
            </th>
            <FactCells facts={facts} item={snapshot} />
            <td class="management-actions">
              <SnapshotLink id={id} title={title} />
            </td>
          </ListRow>
        );
      }}
      removalOf={() => ({
        action: 'Delete',
        question: 'They are deleted for everybody, and their links stop working.',
      })}
      remove={({ id }) => library.deleteSnapshot(id)}
    />
  );
}

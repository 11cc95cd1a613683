import { useSignal } from '@preact/signals';
import type { ComponentChildren } from 'preact';
import type { SnapshotMetadata } from '../../../contract/snapshots.ts';
import { useApp } from '../app/app-model.ts';
import { CloudList } from './cloud-list.tsx';
import {
  DeleteButton,
  type Fact,
  FactCells,
  FactLine,
  ListRow,
  noteOf,
  SnapshotLink,
  SnapshotTitle,
  SnapshotVisitors,
} from './list-row.tsx';
import { VisitedSnapshots } from './visited-snapshots.tsx';

/** Snapshots: those one has visited, one's own among them, or only those one has made. */
export function SnapshotsTab({ onClose }: { onClose(): void }) {
  const view = useSignal<'visited' | 'own'>('visited');
  const choices = (
    <fieldset class="management-view">
      <legend class="visually-hidden">Which snapshots</legend>
      {(['visited', 'own'] as const).map((value) => (
        <label key={value}>
          <input
            type="radio"
            name="snapshots-view"
            checked={view.value === value}
            onChange={() => {
              view.value = value;
            }}
          />
          {value === 'visited' ? 'Visited, own and shared' : 'Made by me'}
        </label>
      ))}
    </fieldset>
  );
  return view.value === 'visited' ? (
    <VisitedSnapshots view={choices} onClose={onClose} />
  ) : (
    <OwnSnapshots view={choices} onClose={onClose} />
  );
}

type SortBy = 'title_lower' | 'created_at';

const facts: readonly Fact<SnapshotMetadata, SortBy>[] = [
  { sortBy: 'created_at', title: 'Created', kind: 'date', of: ({ createdAt }) => createdAt },
];

/** The snapshots one has made, whether visited or not. */
function OwnSnapshots({ view, onClose }: { view: ComponentChildren; onClose(): void }) {
  const { library } = useApp().ports;
  return (
    <CloudList<SnapshotMetadata, SortBy>
      label="Snapshots made by me"
      noun="snapshot"
      dateLabel="Created"
      empty="Snapshots that you make appear here."
      of="snapshots"
      variant="own"
      titleSort="title_lower"
      facts={facts}
      sortedBy="created_at"
      choices={view}
      keyOf={({ id }) => id}
      load={({ from, to, ...query }, signal) =>
        library.snapshots({ ...query, filter_created_from: from, filter_created_to: to }, signal)
      }
      row={(snapshot, place) => {
        const { id, title } = snapshot;
        return (
          <ListRow key={id} title={title} place={place}>
            <th scope="row">
              <SnapshotTitle id={id} title={title} onClose={onClose} />
              <FactLine facts={facts} item={snapshot} note={noteOf(snapshot)} />
            </th>
            <FactCells facts={facts} item={snapshot} />
            <td class="management-actions">
              <SnapshotVisitors id={id} title={title} />
              <SnapshotLink id={id} title={title} />
              <DeleteButton title={title} place={place} />
            </td>
          </ListRow>
        );
      }}
      removalOf={() => ({
        action: 'Delete',
        gone: () => 'in the trash',
        question: () =>
          'Their links stop working for everybody. They stay in the trash for a while.',
        remove: ({ id }) => library.deleteSnapshot(id),
        restore: ({ id }) => library.restoreSnapshot(id),
      })}
    />
  );
}

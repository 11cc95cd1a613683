import { useSignal } from '@preact/signals';
import type { ComponentChildren } from 'preact';
import { useId } from 'preact/hooks';
import type { SnapshotMetadata } from '../../../contract/snapshots.ts';
import { useApp } from '../app/app-model.ts';
import { Dialog } from '../components/dialog.tsx';
import { focusNeighbour } from '../components/focus.ts';
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
import { SessionsTab } from './sessions-tab.tsx';
import { TrashTab } from './trash-tab.tsx';
import { VisitedSnapshots } from './visited-snapshots.tsx';

const tabs = { sessions: 'Sessions', snapshots: 'Snapshots', trash: 'Trash' } as const;
type Tab = keyof typeof tabs;
const names: readonly Tab[] = ['sessions', 'snapshots', 'trash'];

/** Sessions, snapshots and trash in the cloud: find, open, rename, share, delete, restore. */
export function PersistenceManagementDialog({ tab, onClose }: { tab: Tab; onClose(): void }) {
  const current = useSignal(tab);
  const id = useId();
  return (
    <Dialog title="Sessions and snapshots" size="large" onClose={onClose}>
      <div
        class="management-tabs"
        role="tablist"
        aria-label="Sessions and snapshots"
        onKeyDown={(event) => {
          const buttons = event.currentTarget.querySelectorAll<HTMLElement>('[role=tab]');
          focusNeighbour(event, [...buttons])?.click();
        }}
      >
        {names.map((name) => (
          <button
            key={name}
            type="button"
            role="tab"
            id={`${id}-${name}`}
            aria-selected={current.value === name}
            aria-controls={`${id}-panel`}
            tabIndex={current.value === name ? 0 : -1}
            class="management-tab"
            onClick={() => {
              current.value = name;
            }}
          >
            {tabs[name]}
          </button>
        ))}
      </div>
      <div
        id={`${id}-panel`}
        class="management-panel"
        role="tabpanel"
        aria-labelledby={`${id}-${current.value}`}
      >
        {current.value === 'sessions' && <SessionsTab onClose={onClose} />}
        {current.value === 'snapshots' && <SnapshotsTab onClose={onClose} />}
        {current.value === 'trash' && <TrashTab />}
      </div>
    </Dialog>
  );
}

/** Snapshots: all that the person has visited, including their own, or only those they made. */
function SnapshotsTab({ onClose }: { onClose(): void }) {
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

type SnapshotSort = 'title_lower' | 'created_at';

const snapshotFacts: readonly Fact<SnapshotMetadata, SnapshotSort>[] = [
  { sortBy: 'created_at', title: 'Created', kind: 'date', of: ({ createdAt }) => createdAt },
];

/** The snapshots that the person made, visited or not. */
function OwnSnapshots({ view, onClose }: { view: ComponentChildren; onClose(): void }) {
  const { library } = useApp().ports;
  return (
    <CloudList<SnapshotMetadata, SnapshotSort>
      label="Snapshots made by me"
      noun="snapshot"
      dateLabel="Created"
      empty="Snapshots that you make appear here."
      of="snapshots"
      variant="own"
      titleSort="title_lower"
      facts={snapshotFacts}
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
              <FactLine facts={snapshotFacts} item={snapshot} place={place} {...noteOf(snapshot)} />
            </th>
            <FactCells facts={snapshotFacts} item={snapshot} />
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

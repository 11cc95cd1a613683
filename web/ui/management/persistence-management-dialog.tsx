import { useSignal } from '@preact/signals';
import type { ComponentChildren } from 'preact';
import { useId } from 'preact/hooks';
import type { SessionMetadata } from '../../../contract/sessions.ts';
import type { SnapshotMetadata } from '../../../contract/snapshots.ts';
import type { BufferSummary } from '../../kernel/index.ts';
import { useApp } from '../app/app-model.ts';
import { useLoaded, useLookAgain } from '../app/loading.tsx';
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
import { SessionRow } from './session-row.tsx';
import { TrashTab } from './trash-tab.tsx';
import { VisitedSnapshots } from './visited-snapshots.tsx';

const tabs = { sessions: 'Sessions', snapshots: 'Snapshots', trash: 'Trash' } as const;
type Tab = keyof typeof tabs;
const names: readonly Tab[] = ['sessions', 'snapshots', 'trash'];

/** Everything in the cloud: find, open, rename, share, delete, bring back. */
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

type SessionSort =
  | 'metadata.title'
  | 'metadata.version'
  | 'metadata.created_at'
  | 'metadata.updated_at';

const sessionFacts: readonly Fact<SessionMetadata, SessionSort>[] = [
  {
    sortBy: 'metadata.version',
    title: 'Version',
    kind: 'number',
    of: ({ version }) => version,
  },
  {
    sortBy: 'metadata.created_at',
    title: 'Created',
    kind: 'date',
    of: ({ createdAt }) => createdAt,
  },
  {
    sortBy: 'metadata.updated_at',
    title: 'Last saved',
    kind: 'date',
    of: ({ updatedAt }) => updatedAt,
  },
];

/** The sessions in the cloud. */
function SessionsTab({ onClose }: { onClose(): void }) {
  const { ports, workbench } = useApp();
  const { library, device } = ports;
  const { looks } = useLookAgain();
  const elsewhere = useLoaded(() => workbench.persistence.unsavedElsewhere(), [looks]);
  const unsaved = elsewhere.kind === 'loaded' ? elsewhere.value : [];
  return (
    <CloudList<SessionMetadata, SessionSort>
      label="Sessions"
      noun="session"
      dateLabel="Saved"
      empty="Sessions that you save appear here."
      of="sessions"
      titleSort="metadata.title"
      facts={sessionFacts}
      sortedBy="metadata.updated_at"
      again={[looks, device.online.value]}
      keyOf={({ id }) => id}
      load={({ from, to, ...query }, signal) =>
        library.sessions(
          {
            ...query,
            sort_lowercase: query.sort_by === 'metadata.title',
            filter_updated_from: from,
            filter_updated_to: to,
          },
          signal,
        )
      }
      row={(session, place) => (
        <SessionRow
          key={session.id}
          session={session}
          facts={sessionFacts}
          place={place}
          onClose={onClose}
        />
      )}
      removalOf={() => ({
        action: 'Delete',
        gone: () => 'in the trash',
        question: (sessions) => question(sessions, unsaved),
        remove: library.deleteSession,
        restore: ({ id }) => library.restoreSession(id),
      })}
    />
  );
}

const NAMED_SESSIONS = 3;

/** `unsaved`: what other tabs of this browser have open with changes that are not saved. */
function question(sessions: readonly SessionMetadata[], unsaved: readonly BufferSummary[]): string {
  const names = sessions.slice(0, NAMED_SESSIONS).map(({ title }) => `"${title}"`);
  const others = sessions.length - names.length;
  const more = others > 0 ? ` and ${others} more` : '';
  const them = sessions.length === 1 ? 'it' : 'them';
  const open = sessions.filter(({ id }) => unsaved.some(({ sessionId }) => sessionId === id));
  const titles = open.map(({ title }) => `"${title}"`).join(', ');
  const leads = open.length === 1 ? 'its address leads' : 'their addresses lead';
  const warning =
    open.length === 0
      ? ''
      : ` Another tab has ${titles} open with changes that are not saved: they stay there and on this device, where ${leads} to them.`;
  return `Put ${names.join(', ')}${more} into the trash? Snapshots of ${them} stay.${warning}`;
}

/** Snapshots: those one has visited, one's own among them, or only those one has made. */
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

/** The snapshots one has made, whether visited or not. */
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
              <FactLine facts={snapshotFacts} item={snapshot} note={noteOf(snapshot)} />
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

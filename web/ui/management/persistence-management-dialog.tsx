import { useSignal } from '@preact/signals';
import { useId } from 'preact/hooks';
import { Dialog } from '../components/dialog.tsx';
import { focusNeighbour } from '../components/focus.ts';
import { SessionsTab } from './sessions-tab.tsx';
import { SnapshotsTab } from './snapshots-tab.tsx';
import { TrashTab } from './trash-tab.tsx';

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

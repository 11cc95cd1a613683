import { effect, useSignal } from '@preact/signals';
import { QueryClientProvider } from '@tanstack/preact-query';
import { useEffect, useId } from 'preact/hooks';
import { useApp } from '../app/app-model.ts';
import type { ServerChanges } from '../app/ports.ts';
import { Dialog } from '../components/dialog.tsx';
import { focusNeighbour } from '../components/focus.ts';
import { queryClient } from './query-client.ts';
import { SessionsTab } from './sessions-tab.tsx';
import { SnapshotsTab } from './snapshots-tab.tsx';

const tabs = { sessions: 'Sessions', snapshots: 'Snapshots' } as const;
type Tab = keyof typeof tabs;
const names: readonly Tab[] = ['sessions', 'snapshots'];

/** Everything in the cloud: find, open, rename, share, delete. */
export function PersistenceManagementDialog({ tab, onClose }: { tab: Tab; onClose(): void }) {
  const { serverChanges } = useApp().ports;
  const current = useSignal(tab);
  const id = useId();
  useEffect(() => invalidateOn(serverChanges), [serverChanges]);
  return (
    <QueryClientProvider client={queryClient}>
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
          {current.value === 'sessions' ? (
            <SessionsTab onClose={onClose} />
          ) : (
            <SnapshotsTab onClose={onClose} />
          )}
        </div>
      </Dialog>
    </QueryClientProvider>
  );
}

/** Asks again for what is shown, and marks what is not, whenever something in the cloud changed. */
function invalidateOn(changes: ServerChanges): () => void {
  const stops = names.map((name) => {
    let seen = changes[name].peek();
    return effect(() => {
      if (changes[name].value === seen) return;
      seen = changes[name].value;
      void queryClient.invalidateQueries({ queryKey: [name] });
    });
  });
  return () => {
    for (const stop of stops) stop();
  };
}

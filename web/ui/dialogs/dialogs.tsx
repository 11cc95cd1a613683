import { useEffect } from 'preact/hooks';
import { hasUnsavedChanges } from '../../kernel/state.ts';
import { useApp } from '../app-model.ts';
import { lazy } from '../components/lazy.tsx';

const OpenedDialogs = lazy(() =>
  import('./opened-dialogs.tsx').then((module) => module.OpenedDialogs),
);
const PersistenceManagementDialog = lazy(() =>
  import('../management/persistence-management-dialog.tsx').then(
    (module) => module.PersistenceManagementDialog,
  ),
);

/**
 * The dialog on screen, if any: what somebody opened, or else what the state asks for. One at a
 * time; their code is loaded with the first one.
 */
export function Dialogs() {
  const { workbench, dialog } = useApp();
  const state = workbench.lifecycle.value;
  const opened = dialog.value;
  const close = () => {
    dialog.value = null;
  };
  const isConflict =
    state.kind === 'Loaded' &&
    state.mode === 'session' &&
    state.remote.kind === 'conflict' &&
    state.remote.attention === 'open';
  // Where nothing is at stake, the banner is enough.
  const isCalm = isConflict && !hasUnsavedChanges(state);
  useEffect(() => {
    if (isCalm) void workbench.persistence.resolve('notNow');
  }, [isCalm]);
  if (opened?.kind === 'management') {
    return <PersistenceManagementDialog tab={opened.tab} onClose={close} />;
  }
  const asks = state.kind === 'LocalRecovery' || (isConflict && !isCalm);
  return opened || asks ? <OpenedDialogs opened={opened} onClose={close} /> : null;
}

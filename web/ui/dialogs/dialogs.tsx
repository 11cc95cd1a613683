import { asksToResolve } from '../../kernel/index.ts';
import { useApp } from '../app/app-model.ts';
import { DialogLoadFailure, lazy } from '../app/lazy.tsx';

const OpenedDialogs = lazy(
  async () => (await import('./opened-dialogs.tsx')).OpenedDialogs,
  DialogLoadFailure,
);
const PersistenceManagementDialog = lazy(
  async () =>
    (await import('../management/persistence-management-dialog.tsx')).PersistenceManagementDialog,
  DialogLoadFailure,
);

/**
 * The dialog on screen, if any: the one a person opened, or else the one the state requires. One at a
 * time. The code of all dialogs is loaded with the first one.
 */
export function Dialogs() {
  const { workbench, dialog } = useApp();
  const state = workbench.lifecycle.value;
  const opened = dialog.value;
  const close = () => {
    dialog.value = null;
  };
  if (opened?.kind === 'management') {
    return <PersistenceManagementDialog tab={opened.tab} onClose={close} />;
  }
  if (opened) return <OpenedDialogs opened={opened} onClose={close} />;
  if (state.kind === 'LocalRecovery') {
    return <OpenedDialogs opened={null} onClose={() => void workbench.persistence.notNow()} />;
  }
  return asksToResolve(state) ? (
    <OpenedDialogs opened={null} onClose={() => void workbench.persistence.resolve('notNow')} />
  ) : null;
}

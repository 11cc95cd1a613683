import { useSignal } from '@preact/signals';
import { hasUnsavedChanges } from '../../kernel/state.ts';
import { useApp } from '../app-model.ts';
import { Choice } from '../components/choice.tsx';
import { Dialog } from '../components/dialog.tsx';
import { ConfirmDeleteAllDialog } from './confirm-delete-all-dialog.tsx';

/** Signing out with unsaved work: save it, keep it on this device, or delete it. */
export function SignOutDialog({ onClose }: { onClose(): void }) {
  const app = useApp();
  const { workbench, ports } = app;
  const busy = useSignal(false);
  const isDeleting = useSignal(false);
  const state = workbench.lifecycle.value;
  const isNeverSaved =
    state.kind === 'Loaded' && state.mode === 'session' && state.persisted === null;

  const leaveAfter = (work: () => Promise<boolean>) => async () => {
    if (busy.value) return;
    busy.value = true;
    if (await work()) ports.signIn.leaveToSignOut();
    busy.value = false;
  };
  const saveFirst = () => {
    app.dialog.value = { kind: 'save', as: 'leaving' };
  };
  const save = leaveAfter(async () => {
    const result = await workbench.saveCurrentSession();
    if (result.kind === 'failed') app.dialog.value = { kind: 'problem', problem: result.problem };
    return result.kind === 'saved';
  });
  const keep = leaveAfter(() => workbench.persistence.flush());
  const remove = leaveAfter(async () => {
    await workbench.persistence.clearDevice();
    return true;
  });

  if (isDeleting.value) {
    return (
      <ConfirmDeleteAllDialog
        busy={busy.value}
        onConfirm={() => void remove()}
        onClose={() => {
          isDeleting.value = false;
        }}
      />
    );
  }
  return (
    <Dialog title="Sign out with unsaved work?" onClose={onClose}>
      <p>There is work of yours on this device that is not in the cloud.</p>
      {hasUnsavedChanges(state) && (
        <Choice
          icon="save"
          title="Save the open session, then sign out"
          onClick={isNeverSaved ? saveFirst : () => void save()}
        >
          What is on screen goes to the cloud. Other unsaved work stays on this device.
        </Choice>
      )}
      <Choice icon="device" title="Keep it on this device and sign out" onClick={() => void keep()}>
        It is offered to you when you sign in here again. Nobody else who signs in here sees it, but
        on a shared computer it stays on the disk.
      </Choice>
      <div class="dialog-danger">
        <Choice
          icon="trash"
          title="Delete it and sign out..."
          onClick={() => {
            isDeleting.value = true;
          }}
        >
          Everything kept on this device for you is deleted for good. What is in the cloud stays.
        </Choice>
      </div>
    </Dialog>
  );
}

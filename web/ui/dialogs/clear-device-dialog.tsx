import { useSignal } from '@preact/signals';
import { useApp } from '../app/app-model.ts';
import { Button } from '../components/button.tsx';
import { Dialog } from '../components/dialog.tsx';

/** Deletes everything kept on this device for this person, after saying what that is. */
export function ClearDeviceDialog({ onClose }: { onClose(): void }) {
  const { workbench, toasts } = useApp();
  const busy = useSignal(false);
  const clear = async () => {
    busy.value = true;
    await workbench.persistence.clearDevice();
    onClose();
    toasts.show({ tone: 'success', text: 'Nothing of yours is kept on this device any more.' });
  };
  return (
    <Dialog
      title="Clear what is kept on this device?"
      onClose={onClose}
      actions={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button variant="danger" busy={busy.value} onClick={() => void clear()}>
            Delete from this device
          </Button>
        </>
      }
    >
      <p>Deleted from this device, for good:</p>
      <ul class="dialog-details">
        <li>changes that were never saved to the cloud, also those on screen</li>
        <li>kept copies of the last 30 days, and what is left of damaged work</li>
      </ul>
      <p>
        Sessions and snapshots in the cloud stay as they are. You go back to the start page. Other
        people's work on this device is not touched, nor is what another tab of yours has open.
      </p>
    </Dialog>
  );
}

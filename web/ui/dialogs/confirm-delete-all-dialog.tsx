import { hasUnsavedChanges } from '../../kernel/state.ts';
import { useApp } from '../app-model.ts';
import { Button } from '../components/button.tsx';
import { Dialog } from '../components/dialog.tsx';
import { counted } from '../components/format.ts';
import { useLoaded } from '../start/use-loaded.ts';

/** The last question before somebody leaves and nothing of theirs stays on this device. */
export function ConfirmDeleteAllDialog({
  busy,
  onConfirm,
  onClose,
}: {
  busy: boolean;
  onConfirm(): void;
  onClose(): void;
}) {
  const { persistence, lifecycle } = useApp().workbench;
  const found = useLoaded(
    () => Promise.all([persistence.recoverable(), persistence.keptCopies()]),
    [],
  );
  const state = lifecycle.value;
  const open = state.kind === 'Loaded' && state.mode === 'session' && hasUnsavedChanges(state);
  const bases = open ? [state.persisted] : [];
  const [buffers, copies] = found.kind === 'loaded' ? found.value : [[], []];
  return (
    <Dialog
      title="Delete everything kept on this device?"
      onClose={onClose}
      actions={
        <>
          <Button autofocus onClick={onClose}>
            Keep
          </Button>
          <Button variant="danger" busy={busy} onClick={onConfirm}>
            Delete for good and sign out
          </Button>
        </>
      }
    >
      <p>Deleted from this device, for good:</p>
      <ul class="dialog-details">
        {lossWords([...bases, ...buffers.map(({ base }) => base)], copies.length).map((line) => (
          <li key={line}>{line}</li>
        ))}
      </ul>
      <p>What is in the cloud stays as it was last saved.</p>
    </Dialog>
  );
}

/** One line for each kind of thing that goes. `bases`: what each unsaved session was last saved as. */
function lossWords(bases: readonly unknown[], copies: number): readonly string[] {
  const neverSaved = bases.filter((base) => base === null).length;
  const changed = bases.length - neverSaved;
  return [
    neverSaved > 0 && `${counted(neverSaved, 'session')} never saved, of which nothing is left`,
    changed > 0 && `the unsaved changes to ${counted(changed, 'session')}`,
    copies > 0 && `${counted(copies, 'copy', 'copies')} set aside in the last 30 days`,
  ].filter((line) => line !== false);
}

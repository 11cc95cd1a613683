import { hasUnsavedChanges } from '../../kernel/index.ts';
import { useApp } from '../app/app-model.ts';
import { useLoaded } from '../app/use-loaded.ts';
import { counted } from '../words/format.ts';
import { ConfirmDialog } from './confirm-dialogs.tsx';

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
    () =>
      Promise.all([
        persistence.recoverable(),
        persistence.keptCopies(),
        persistence.damaged(),
        persistence.unsavedElsewhere(),
      ]),
    [],
  );
  const state = lifecycle.value;
  const open = state.kind === 'Loaded' && state.mode === 'session' && hasUnsavedChanges(state);
  const bases = open ? [state.persisted] : [];
  const [buffers, copies, damaged, elsewhere] =
    found.kind === 'loaded' ? found.value : [[], [], [], []];
  const losses = lossWords(
    [...bases, ...buffers.map(({ base }) => base)],
    copies.length,
    damaged.length,
  );
  return (
    <ConfirmDialog
      title="Delete everything kept on this device?"
      action="Delete for good and sign out"
      busy={busy}
      onConfirm={onConfirm}
      onClose={onClose}
    >
      <p>Deleted from this device, for good:</p>
      <ul class="dialog-details">
        {losses.map((line) => (
          <li key={line}>{line}</li>
        ))}
      </ul>
      <p>
        What is in the cloud stays as it was last saved.
        {elsewhere.length > 0 && ' What another tab has open stays on this device too.'}
      </p>
    </ConfirmDialog>
  );
}

/** One line for each kind of thing that goes. `bases`: what each unsaved session was last saved as. */
function lossWords(bases: readonly unknown[], copies: number, damaged: number): readonly string[] {
  const neverSaved = bases.filter((base) => base === null).length;
  const changed = bases.length - neverSaved;
  return [
    neverSaved > 0 && `${counted(neverSaved, 'session')} never saved, of which nothing is left`,
    changed > 0 && `the unsaved changes to ${counted(changed, 'session')}`,
    copies > 0 && `${counted(copies, 'kept copy', 'kept copies')} of the last 30 days`,
    damaged > 0 && `what is left of ${counted(damaged, 'damaged session')}`,
  ].filter((line) => line !== false);
}

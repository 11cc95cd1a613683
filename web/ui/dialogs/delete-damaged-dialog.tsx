import type { DamagedBuffer } from '../../kernel/index.ts';
import { useApp } from '../app/app-model.ts';
import { ConfirmDeleteDialog } from './confirm-delete-dialog.tsx';
import { damagedWords, titleOf } from './damaged-buffers.tsx';

/** Deletes damaged work once that was asked for twice. */
export function DeleteDamagedDialog({
  damaged,
  onClose,
}: {
  damaged: DamagedBuffer;
  onClose(): void;
}) {
  const { persistence } = useApp().workbench;
  return (
    <ConfirmDeleteDialog
      title={titleOf(damaged)}
      onConfirm={async () => {
        await persistence.deleteDamaged(damaged.id);
        onClose();
      }}
      onClose={onClose}
    >
      {damagedWords(damaged)}.
    </ConfirmDeleteDialog>
  );
}

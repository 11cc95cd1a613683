import type { DamagedBuffer } from '../../kernel/index.ts';
import { useApp } from '../app/app-model.ts';
import { Button, IconButton } from '../components/button.tsx';
import { shortDateTime } from '../words/format.ts';
import { ConfirmDeleteDialog } from './confirm-dialogs.tsx';
import { downloadRest } from './recovery.ts';

/** What could not be read any more: set aside until somebody deletes it, and downloadable as it is. */
export function DamagedBuffers({
  found,
  onDelete,
}: {
  found: readonly DamagedBuffer[];
  onDelete(damaged: DamagedBuffer): void;
}) {
  const app = useApp();
  if (found.length === 0) return null;
  const download = (id: string) => {
    const reading = app.workbench.persistence.readDamaged(id);
    void downloadRest(app, `damaged-${id}.json`, reading);
  };
  return (
    <section class="dialog-section">
      <h3>Damaged</h3>
      <p class="muted">
        These could not be opened whole, so they are left alone until you delete them. A download
        holds whatever can be read.
      </p>
      <ul class="dialog-list">
        {found.map((damaged) => (
          <li key={damaged.id}>
            <span>
              <strong>{titleOf(damaged)}</strong>
              <span class="muted small"> {damagedWords(damaged)}</span>
            </span>
            <span class="dialog-row-actions">
              <Button
                icon="download"
                aria-label={`Download ${titleOf(damaged)}`}
                onClick={() => download(damaged.id)}
              >
                Download
              </Button>
              <IconButton
                icon="trash"
                label={`Delete ${titleOf(damaged)}...`}
                onClick={() => onDelete(damaged)}
              />
            </span>
          </li>
        ))}
      </ul>
    </section>
  );
}

function titleOf({ title }: DamagedBuffer): string {
  return title ?? 'Without a title';
}

/** What is wrong with it, and since when as far as that is known. */
function damagedWords({ why, foundAtMs }: DamagedBuffer): string {
  const what = why.replace(/\.$/, '');
  return foundAtMs === null ? what : `${what}, found ${shortDateTime(foundAtMs)}`;
}

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

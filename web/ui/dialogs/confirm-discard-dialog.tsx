import type { BufferSummary } from '../../kernel/ports/journal.ts';
import { Button } from '../components/button.tsx';
import { Dialog } from '../components/dialog.tsx';
import { counted } from '../components/format.ts';

/** The last question before unsaved work is deleted. */
export function ConfirmDiscardDialog({
  buffers,
  onConfirm,
  onClose,
}: {
  buffers: readonly BufferSummary[];
  onConfirm(): void;
  onClose(): void;
}) {
  const isNeverSaved = buffers.some(({ base }) => base === null);
  return (
    <Dialog
      title={`Discard ${buffers.length === 1 ? 'the changes' : counted(buffers.length, 'session')}?`}
      onClose={onClose}
      actions={
        <>
          <Button autofocus onClick={onClose}>
            Keep
          </Button>
          <Button variant="danger" onClick={onConfirm}>
            Discard for good
          </Button>
        </>
      }
    >
      <p>The unsaved changes to these are deleted from this device for good:</p>
      <ul class="dialog-details">
        {buffers.map(({ bufferId, title, base }) => (
          <li key={bufferId}>
            {title}
            {base === null && ' (never saved: nothing of it is left)'}
          </li>
        ))}
      </ul>
      <p>
        {isNeverSaved
          ? 'What was saved before stays in the cloud.'
          : 'The sessions stay in the cloud as they were last saved.'}
      </p>
    </Dialog>
  );
}

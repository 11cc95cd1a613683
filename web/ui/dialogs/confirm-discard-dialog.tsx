import type { BufferSummary } from '../../kernel/index.ts';
import { counted } from '../components/format.ts';
import { ConfirmDialog } from './confirm-dialog.tsx';

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
  const inCloud = cloudWords(buffers);
  return (
    <ConfirmDialog
      title={`Discard ${buffers.length === 1 ? 'the changes' : counted(buffers.length, 'session')}?`}
      action="Discard for good"
      onConfirm={onConfirm}
      onClose={onClose}
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
      {inCloud && <p>{inCloud}</p>}
    </ConfirmDialog>
  );
}

/** What the cloud holds of them; nothing where none was ever saved. */
function cloudWords(buffers: readonly BufferSummary[]): string | null {
  const saved = buffers.filter(({ base }) => base !== null).length;
  if (saved === 0) return null;
  if (saved < buffers.length) return 'What was saved before stays in the cloud.';
  return saved === 1
    ? 'The session stays in the cloud as it was last saved.'
    : 'The sessions stay in the cloud as they were last saved.';
}

import { useSignal } from '@preact/signals';
import type { BufferSummary } from '../../kernel/ports/journal.ts';
import type { Problem } from '../../kernel/problem.ts';
import { useApp } from '../app-model.ts';
import { Button } from '../components/button.tsx';
import { Dialog } from '../components/dialog.tsx';
import { shortDateTime } from '../components/format.ts';
import { BufferPreview } from './buffer-preview.tsx';
import { ProblemNote } from './problem-note.tsx';

const NOTHING_DELETED =
  'Nothing was deleted: what is damaged can be downloaded under "Set aside in the last 30 days" in the menu.';

/** The address names a session of which this device holds unsaved changes. */
export function ActiveSessionRecoveryDialog({
  buffer,
  onClose,
}: {
  buffer: BufferSummary;
  onClose(): void;
}) {
  const { persistence } = useApp().workbench;
  const problem = useSignal<Problem | null>(null);
  const recover = async () => {
    problem.value = await persistence.recover(buffer.bufferId);
  };
  return (
    <Dialog
      title="Recover unsaved changes?"
      onClose={onClose}
      actions={
        <>
          <Button
            variant="caution"
            class="ui-dialog-aside"
            onClick={() => void persistence.discard([buffer.bufferId])}
          >
            Discard changes
          </Button>
          <Button onClick={onClose}>Not now</Button>
          <Button variant="primary" autofocus onClick={() => void recover()}>
            Recover changes
          </Button>
        </>
      }
    >
      <p>
        <strong>{buffer.title}</strong> was changed on this device{' '}
        {shortDateTime(buffer.lastModifiedMs)} and not saved since.
        {buffer.base && (
          <>
            {' '}
            The changes are based on version {buffer.base.version}, saved{' '}
            {shortDateTime(buffer.base.updatedAt)}.
          </>
        )}
      </p>
      {problem.value && <ProblemNote problem={problem.value} work={NOTHING_DELETED} />}
      <BufferPreview bufferId={buffer.bufferId} />
      <dl class="dialog-outcomes">
        <dt>Recover changes</dt>
        <dd>
          opens your unsaved changes. The cloud stays as it is until you save; if somebody saved in
          the meantime, you are asked before anything is overwritten.
        </dd>
        <dt>Discard changes</dt>
        <dd>deletes them from this device for good and opens the session as it is in the cloud.</dd>
        <dt>Not now</dt>
        <dd>opens the session as it is in the cloud and offers the changes again next time.</dd>
      </dl>
    </Dialog>
  );
}

import { useSignal } from '@preact/signals';
import type { BufferSummary, Problem } from '../../kernel/index.ts';
import { useApp } from '../app/app-model.ts';
import { Button } from '../components/button.tsx';
import { Dialog } from '../components/dialog.tsx';
import { shortDateTime } from '../words/format.ts';
import { BufferPreview } from './buffer-table.tsx';
import { ConfirmDiscardDialog } from './confirm-dialogs.tsx';
import { RecoveryProblem } from './damaged-buffers.tsx';
import { discard, isNoLongerOffered } from './recovery.ts';

const DAMAGED_AT = 'under "Kept copies of the last 30 days" in the menu';

/** Shown if the address names a session with unsaved changes on this device. */
export function ActiveSessionRecoveryDialog({
  buffer,
  onClose,
}: {
  buffer: BufferSummary;
  onClose(): void;
}) {
  const app = useApp();
  const { bufferId, title } = buffer;
  const problem = useSignal<Problem | null>(null);
  const isDiscarding = useSignal(false);
  /** What follows if the changes are not recovered. */
  const after = buffer.base
    ? 'opens the session as it is in the cloud'
    : 'leaves the session deleted';
  const recover = async () => {
    problem.value = await app.workbench.persistence.recover(bufferId);
  };
  if (isDiscarding.value) {
    return (
      <ConfirmDiscardDialog
        buffers={[buffer]}
        onConfirm={() => void discard(app, [buffer])}
        onClose={() => {
          isDiscarding.value = false;
        }}
      />
    );
  }
  if (problem.value && isNoLongerOffered(problem.value)) {
    return (
      <Dialog
        title="The unsaved changes cannot be recovered here"
        onClose={onClose}
        actions={
          <Button variant="primary" onClick={onClose}>
            Open the session as it is in the cloud
          </Button>
        }
      >
        <RecoveryProblem
          bufferId={bufferId}
          title={title}
          problem={problem.value}
          damagedAt={DAMAGED_AT}
        />
      </Dialog>
    );
  }
  return (
    <Dialog
      title="Recover unsaved changes?"
      onClose={onClose}
      actions={
        <>
          <Button
            variant="caution"
            class="ui-dialog-aside"
            onClick={() => {
              isDiscarding.value = true;
            }}
          >
            Discard changes...
          </Button>
          <Button onClick={onClose}>Not now</Button>
          <Button variant="primary" autofocus onClick={() => void recover()}>
            Recover changes
          </Button>
        </>
      }
    >
      {problem.value && (
        <RecoveryProblem
          bufferId={bufferId}
          title={title}
          problem={problem.value}
          damagedAt={DAMAGED_AT}
        />
      )}
      <p>
        <strong>{title}</strong> was changed on this device {shortDateTime(buffer.lastModifiedMs)}{' '}
        and not saved since.
        {!buffer.base && ' Since then the session was deleted from the cloud.'}
        {buffer.base && (
          <>
            {' '}
            The changes are based on version {buffer.base.version}, saved{' '}
            {shortDateTime(buffer.base.updatedAt)}.
          </>
        )}
      </p>
      {!problem.value && (
        <BufferPreview
          bufferId={bufferId}
          onFailed={(found) => {
            problem.value = found;
          }}
        />
      )}
      <dl class="dialog-outcomes">
        <dt>Recover changes</dt>
        <dd>
          opens your unsaved changes. Nothing changes in the cloud until you save; if somebody saved
          in the meantime, you are asked before anything is overwritten.
        </dd>
        <dt>Discard changes</dt>
        <dd>{after}, and keeps the changes among the kept copies for 30 days.</dd>
        <dt>Not now</dt>
        <dd>{after}, and offers the changes again next time.</dd>
      </dl>
    </Dialog>
  );
}

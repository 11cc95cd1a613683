import { useSignal } from '@preact/signals';
import { useEffect } from 'preact/hooks';
import type { BufferSummary } from '../../kernel/ports/journal.ts';
import type { Problem } from '../../kernel/problem.ts';
import { useApp } from '../app-model.ts';
import { Button } from '../components/button.tsx';
import { Dialog } from '../components/dialog.tsx';
import { EmptyState } from '../components/empty-state.tsx';
import { useLoaded } from '../start/use-loaded.ts';
import { BufferRow } from './buffer-row.tsx';
import { ConfirmDiscardDialog } from './confirm-discard-dialog.tsx';
import { DamagedBuffers } from './damaged-buffers.tsx';
import { ProblemNote } from './problem-note.tsx';

const NOTHING_DELETED = 'Nothing was deleted: what is damaged is listed below.';

/** Everything unsaved that this device holds and no living tab works on. */
export function MultiSessionsRecoveryDialog({ onClose }: { onClose(): void }) {
  const { workbench, dialog } = useApp();
  const { persistence } = workbench;
  const changed = useSignal(0);
  const toDiscard = useSignal<readonly BufferSummary[]>([]);
  const problem = useSignal<Problem | null>(null);
  const look = () => {
    changed.value += 1;
  };
  useEffect(() => {
    // A buffer that another tab has opened meanwhile is no longer offered.
    document.addEventListener('visibilitychange', look);
    return () => document.removeEventListener('visibilitychange', look);
  }, [changed]);
  const found = useLoaded(
    () => Promise.all([persistence.recoverable(), persistence.damaged()]),
    [changed.value],
  );
  const [buffers, damaged] = found.kind === 'loaded' ? found.value : [[], []];

  const recover = async (bufferId: string) => {
    problem.value = await persistence.recover(bufferId);
    if (problem.value === null) dialog.value = null;
    else look();
  };
  const discard = async () => {
    await persistence.discard(toDiscard.value.map(({ bufferId }) => bufferId));
    toDiscard.value = [];
    look();
  };

  if (toDiscard.value.length > 0) {
    return (
      <ConfirmDiscardDialog
        buffers={toDiscard.value}
        onConfirm={() => void discard()}
        onClose={() => {
          toDiscard.value = [];
        }}
      />
    );
  }
  return (
    <Dialog
      title="Recover unsaved work"
      size="large"
      onClose={onClose}
      actions={
        <>
          {buffers.length > 1 && (
            <Button
              variant="caution"
              class="ui-dialog-aside"
              onClick={() => {
                toDiscard.value = buffers;
              }}
            >
              Discard all...
            </Button>
          )}
          <Button onClick={onClose}>Not now</Button>
        </>
      }
    >
      {problem.value && <ProblemNote problem={problem.value} work={NOTHING_DELETED} />}
      {found.kind === 'loaded' && buffers.length === 0 ? (
        <EmptyState icon="check" title="Nothing to recover" />
      ) : (
        <>
          <p class="muted">
            These sessions were changed on this device and not saved. Recovering one opens it as you
            left it; the cloud stays as it is until you save. What you leave here is offered again.
          </p>
          <table class="dialog-table">
            <thead>
              <tr>
                <th scope="col">Session</th>
                <th scope="col">Created</th>
                <th scope="col">Last modified</th>
                <th scope="col">Last saved</th>
                <th scope="col">Size</th>
                <th scope="col">
                  <span class="visually-hidden">What to do</span>
                </th>
              </tr>
            </thead>
            <tbody>
              {buffers.map((buffer) => (
                <BufferRow
                  key={buffer.bufferId}
                  buffer={buffer}
                  onRecover={() => void recover(buffer.bufferId)}
                  onUnreadable={look}
                  onDiscard={() => {
                    toDiscard.value = [buffer];
                  }}
                />
              ))}
            </tbody>
          </table>
        </>
      )}
      <DamagedBuffers found={damaged} />
    </Dialog>
  );
}

import { useSignal } from '@preact/signals';
import type { BufferSummary, DamagedBuffer } from '../../kernel/index.ts';
import { useApp } from '../app/app-model.ts';
import { leave } from '../app/leaving.ts';
import { useLookAgain, useWorkOnDevice } from '../app/loading.tsx';
import { Button } from '../components/button.tsx';
import { Dialog } from '../components/dialog.tsx';
import { EmptyState } from '../components/empty-state.tsx';
import { BufferTable } from './buffer-table.tsx';
import { ConfirmDiscardDialog } from './confirm-dialogs.tsx';
import {
  DamagedBuffers,
  DeleteDamagedDialog,
  type NotRecovered,
  RecoveryProblem,
} from './damaged-buffers.tsx';
import { MergeBuffersDialog } from './merge-buffers-dialog.tsx';
import { discard } from './recovery.ts';

/** Lists all unsaved work on this device that no running tab has open. */
export function MultiSessionsRecoveryDialog({ onClose }: { onClose(): void }) {
  const app = useApp();
  const { persistence } = app.workbench;
  const { looks, look } = useLookAgain();
  const toDiscard = useSignal<readonly BufferSummary[]>([]);
  const toCompare = useSignal<readonly [BufferSummary, BufferSummary] | null>(null);
  const toDelete = useSignal<DamagedBuffer | null>(null);
  const notRecovered = useSignal<NotRecovered | null>(null);
  const found = useWorkOnDevice([looks]);
  const { buffers, damaged } = found.kind === 'loaded' ? found.value : NOTHING;

  const recover = async ({ bufferId, title }: BufferSummary) => {
    if (!(await leave(app))) return;
    const problem = await persistence.recover(bufferId);
    notRecovered.value = problem && { bufferId, title, problem };
    if (problem) look();
    else app.dialog.value = null;
  };

  if (toDiscard.value.length > 0) {
    const close = () => {
      toDiscard.value = [];
    };
    return (
      <ConfirmDiscardDialog
        buffers={toDiscard.value}
        onConfirm={async () => {
          await discard(app, toDiscard.value);
          close();
          look();
        }}
        onClose={close}
      />
    );
  }
  if (toCompare.value) {
    const [newer, older] = toCompare.value;
    return (
      <MergeBuffersDialog
        newer={newer}
        older={older}
        onClose={() => {
          toCompare.value = null;
          look();
        }}
      />
    );
  }
  if (toDelete.value) {
    return (
      <DeleteDamagedDialog
        damaged={toDelete.value}
        onClose={() => {
          toDelete.value = null;
          look();
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
          <Button onClick={onClose}>{buffers.length > 0 ? 'Not now' : 'Close'}</Button>
        </>
      }
    >
      {notRecovered.value && <RecoveryProblem {...notRecovered.value} damagedAt="below" />}
      {found.kind === 'loaded' && buffers.length === 0 ? (
        <EmptyState icon="check" title="Nothing to recover" />
      ) : (
        <BufferTable
          buffers={buffers}
          onRecover={(buffer) => void recover(buffer)}
          onUnreadable={look}
          onCompare={(...both) => {
            toCompare.value = both;
          }}
          onDiscard={(buffer) => {
            toDiscard.value = [buffer];
          }}
        />
      )}
      <DamagedBuffers
        found={damaged}
        onDelete={(one) => {
          toDelete.value = one;
        }}
      />
    </Dialog>
  );
}

const NOTHING = { buffers: [], damaged: [] };

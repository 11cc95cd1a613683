import { useSignal } from '@preact/signals';
import type { ComponentChildren } from 'preact';
import type { BufferSummary, Problem } from '../../kernel/index.ts';
import { type AppModel, useApp } from '../app/app-model.ts';
import { SINCE_KEY } from '../app/page-events.ts';
import { downloadSession } from '../app/session-file.ts';
import { Button } from '../components/button.tsx';
import { Dialog } from '../components/dialog.tsx';
import { counted, setDates } from '../words/format.ts';
import { ProblemNote } from './problem-dialog.tsx';

/** Asks before something is deleted or discarded. Enter and Escape cancel. */
export function ConfirmDialog({
  title,
  action,
  busy = false,
  onConfirm,
  onClose,
  children,
}: {
  title: string;
  /** Label of the button that confirms. */
  action: string;
  busy?: boolean;
  onConfirm(): void;
  onClose(): void;
  children: ComponentChildren;
}) {
  return (
    <Dialog
      title={title}
      onClose={onClose}
      actions={
        <>
          <Button autofocus onClick={onClose}>
            Cancel
          </Button>
          <Button variant="danger" busy={busy} onClick={onConfirm}>
            {action}
          </Button>
        </>
      }
    >
      {children}
    </Dialog>
  );
}

/** Asks before a kept copy or damaged work is deleted from this device. */
export function ConfirmDeleteDialog({
  title,
  onConfirm,
  onClose,
  children,
}: {
  /** Title of what is deleted. */
  title: string;
  onConfirm(): void;
  onClose(): void;
  /** Its description. */
  children: ComponentChildren;
}) {
  return (
    <ConfirmDialog
      title={`Delete "${title}"?`}
      action="Delete for good"
      onConfirm={onConfirm}
      onClose={onClose}
    >
      <p>{children}</p>
      <p>It is deleted from this device for good. Nothing in the cloud is touched.</p>
    </ConfirmDialog>
  );
}

/** Asks before unsaved work is discarded, which makes it a kept copy. */
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
      action="Discard"
      onConfirm={onConfirm}
      onClose={onClose}
    >
      <p>
        The unsaved changes to these sessions are no longer offered. For 30 days they are among the
        kept copies, in the menu:
      </p>
      <ul class="dialog-details">
        {buffers.map(({ bufferId, title, base, sessionId }) => (
          <li key={bufferId}>
            {title}
            {base === null &&
              (sessionId
                ? ' (deleted from the cloud)'
                : ' (never saved as far as this device knows)')}
          </li>
        ))}
      </ul>
      {inCloud && <p>{inCloud}</p>}
    </ConfirmDialog>
  );
}

/** Says what stays in the cloud; null if none of the sessions was ever saved. */
function cloudWords(buffers: readonly BufferSummary[]): string | null {
  const saved = buffers.filter(({ base }) => base !== null).length;
  if (saved === 0) return null;
  if (saved < buffers.length) return 'What was saved before stays in the cloud.';
  return saved === 1
    ? 'The session stays in the cloud as it was last saved.'
    : 'The sessions stay in the cloud as they were last saved.';
}

/** Deletes everything kept on this device for this person. Returns why nothing was deleted, or null. */
export async function clearDevice({ workbench, ports }: AppModel): Promise<Problem | null> {
  const problem = await workbench.persistence.clearDevice();
  if (problem) return problem;
  const { device, user } = ports;
  device.forget((key) => key !== SINCE_KEY && !isSomebodyElses(key, user.id));
  setDates({ style: 'locale' });
  return null;
}

/** Keys of data that belongs to one person end with that person's id. */
function isSomebodyElses(key: string, userId: string): boolean {
  return key.includes(':') && !key.endsWith(`:${userId}`);
}

/** Explains what clearing this device deletes, and does it. */
export function ClearDeviceDialog({ onClose }: { onClose(): void }) {
  const app = useApp();
  const busy = useSignal(false);
  const refused = useSignal<Problem | null>(null);
  const clear = async () => {
    busy.value = true;
    refused.value = await clearDevice(app);
    busy.value = false;
    if (refused.value) return;
    onClose();
    app.toasts.show({ tone: 'success', text: 'Your data was deleted from this device.' });
  };
  return (
    <Dialog
      title="Clear what is kept on this device?"
      onClose={onClose}
      actions={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button variant="danger" busy={busy.value} onClick={() => void clear()}>
            Delete from this device
          </Button>
        </>
      }
    >
      {refused.value && <ProblemNote problem={refused.value} work="Nothing was deleted." />}
      <p>Deleted from this device, for good:</p>
      <ul class="dialog-details">
        <li>changes that were never saved to the cloud, including those on screen</li>
        <li>kept copies of the last 30 days, and what is left of damaged work</li>
        <li>favourites, the date format, and what imports and the start page remember</li>
      </ul>
      <p>
        Sessions and snapshots in the cloud stay as they are. You go back to the start page and stay
        signed in. Other people's work on this device, sessions open in your other tabs, and the
        theme are not touched.
      </p>
    </Dialog>
  );
}

/** Asks before the person leaves work that this device could not keep. Enter and Escape stay. */
export function LeavingDialog({
  onAnswer,
  onClose,
}: {
  onAnswer(leave: boolean): void;
  onClose(): void;
}) {
  const app = useApp();
  const answer = (leave: boolean) => {
    onClose();
    onAnswer(leave);
  };
  return (
    <Dialog
      title="Leave without the latest changes?"
      onClose={() => answer(false)}
      actions={
        <>
          <Button autofocus onClick={() => answer(false)}>
            Stay
          </Button>
          <Button icon="download" onClick={() => void downloadSession(app)}>
            Download
          </Button>
          <Button variant="danger" onClick={() => answer(true)}>
            Leave and lose them
          </Button>
        </>
      }
    >
      <p>
        The latest changes are only in this page: this device could not keep them. Stay and save
        them to the cloud, or download them as a file.
      </p>
    </Dialog>
  );
}

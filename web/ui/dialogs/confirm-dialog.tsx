import type { ComponentChildren } from 'preact';
import { Button } from '../components/button.tsx';
import { Dialog } from '../components/dialog.tsx';

/** The last question before something is deleted for good. Keeping it is what Enter and Escape do. */
export function ConfirmDialog({
  title,
  action,
  busy = false,
  onConfirm,
  onClose,
  children,
}: {
  title: string;
  /** What the button that deletes says. */
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
            Keep
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

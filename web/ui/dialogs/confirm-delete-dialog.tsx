import type { ComponentChildren } from 'preact';
import { ConfirmDialog } from './confirm-dialog.tsx';

/** The last question before one thing that was set aside is deleted. */
export function ConfirmDeleteDialog({
  title,
  onConfirm,
  onClose,
  children,
}: {
  /** What the thing is called. */
  title: string;
  onConfirm(): void;
  onClose(): void;
  /** What exactly it is. */
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

import { Dialog } from '../components/dialog.tsx';

/** Sessions and snapshots in the cloud. */
export function PersistenceManagementDialog({
  onClose,
}: {
  tab: 'sessions' | 'snapshots';
  onClose(): void;
}) {
  return (
    <Dialog title="Sessions and snapshots" size="large" onClose={onClose}>
      <p>Loading...</p>
    </Dialog>
  );
}

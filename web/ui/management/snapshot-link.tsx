import { useApp } from '../app/app-model.ts';
import { copyLink, snapshotUrl } from '../app/commands.ts';
import { IconButton } from '../components/button.tsx';

/** The button that copies a snapshot's link. */
export function SnapshotLink({ id, title }: { id: string; title: string }) {
  const app = useApp();
  return (
    <IconButton
      icon="link"
      label={`Copy the link to ${title}`}
      onClick={() => void copyLink(app, snapshotUrl(id))}
    />
  );
}

import { useApp } from '../app-model.ts';
import { IconButton } from '../components/button.tsx';
import { copyLink, snapshotUrl } from '../shell/commands.ts';

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

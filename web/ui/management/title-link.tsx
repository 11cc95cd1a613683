import { useApp } from '../app/app-model.ts';
import { snapshotUrl } from '../app/commands.ts';
import { leaveFor } from '../app/leaving.ts';
import { onPlainClick } from '../components/plain-click.ts';

/** A title that opens what it names here, or in a new tab as any link does. */
export function TitleLink({
  href,
  title,
  onOpen,
}: {
  href: string;
  title: string;
  onOpen(): void;
}) {
  return (
    <a class="management-title truncate" href={href} title={title} onClick={onPlainClick(onOpen)}>
      {title}
    </a>
  );
}

/** A snapshot's title, which opens it and closes the list. */
export function SnapshotTitle({
  id,
  title,
  onClose,
}: {
  id: string;
  title: string;
  onClose(): void;
}) {
  const app = useApp();
  const open = () => {
    onClose();
    void leaveFor(app, { kind: 'snapshot', id });
  };
  return <TitleLink href={snapshotUrl(id)} title={title} onOpen={open} />;
}

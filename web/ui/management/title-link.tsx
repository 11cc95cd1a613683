import type { ComponentChildren } from 'preact';
import { useApp } from '../app-model.ts';
import { shortDateTime } from '../components/format.ts';
import { onPlainClick } from '../components/plain-click.ts';
import { leaveFor, snapshotUrl } from '../shell/commands.ts';

/** A title that opens what it names here, or in a new tab as any link does. */
export function TitleLink({
  href,
  title,
  note,
  onOpen,
}: {
  href: string;
  title: string;
  note: ComponentChildren;
  onOpen(): void;
}) {
  return (
    <div class="management-title">
      <a class="truncate" href={href} title={title} onClick={onPlainClick(onOpen)}>
        {title}
      </a>
      <span class="muted small truncate">{note}</span>
    </div>
  );
}

/** A snapshot's title, which opens it and closes the list. */
export function SnapshotTitle({
  id,
  title,
  note,
  onClose,
}: {
  id: string;
  title: string;
  note: ComponentChildren;
  onClose(): void;
}) {
  const app = useApp();
  const open = () => {
    onClose();
    leaveFor(app, { kind: 'snapshot', id });
  };
  return <TitleLink href={snapshotUrl(id)} title={title} note={note} onOpen={open} />;
}

/** What stands under a title: on narrow screens the date first, since its column is gone there. */
export function Note({ date, text }: { date: string; text: string | null }) {
  return (
    <>
      <span class="management-narrow numeric">
        {shortDateTime(date)}
        {text && ', '}
      </span>
      {text}
    </>
  );
}

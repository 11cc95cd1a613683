import type { ComponentChildren } from 'preact';
import { onPlainClick } from '../components/plain-click.ts';

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
      {note && <span class="muted small truncate">{note}</span>}
    </div>
  );
}

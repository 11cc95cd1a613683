import type { ComponentChildren } from 'preact';
import { shortDateTime } from '../components/format.ts';
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
      <span class="muted small truncate">{note}</span>
    </div>
  );
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

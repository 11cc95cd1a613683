import type { ComponentChildren, Ref } from 'preact';
import { useApp } from '../app/app-model.ts';
import { copyLink, snapshotUrl } from '../app/commands.ts';
import { leaveFor } from '../app/leaving.ts';
import { IconButton } from '../components/button.tsx';
import { onPlainClick } from '../components/plain-click.ts';
import { SelectCell } from './list-header.tsx';

/** What a row needs to know of its place in the list. */
export interface RowPlace {
  readonly ariaRowIndex: number;
  readonly isSelected: boolean;
  onToggle(): void;
  /** Asks whether this one is to be deleted. */
  onDelete(): void;
}

/** A row of a list, with the checkbox that selects it. `children` are its other cells. */
export function ListRow({
  title,
  place,
  rowRef,
  children,
}: {
  title: string;
  place: RowPlace;
  rowRef?: Ref<HTMLTableRowElement>;
  children: ComponentChildren;
}) {
  const { ariaRowIndex, isSelected, onToggle } = place;
  return (
    <tr
      {...(rowRef && { ref: rowRef })}
      class="management-row"
      aria-rowindex={ariaRowIndex}
      aria-selected={isSelected}
    >
      <SelectCell label={`Select ${title}`} checked={isSelected} onToggle={onToggle} />
      {children}
    </tr>
  );
}

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

/** The button that shows who opened a snapshot of one's own. */
export function SnapshotVisitors({ id, title }: { id: string; title: string }) {
  const { dialog } = useApp();
  return (
    <IconButton
      icon="eye"
      label={`Who opened ${title}`}
      onClick={() => {
        dialog.value = { kind: 'visits', snapshot: { id, title } };
      }}
    />
  );
}

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

/** Asks whether this row's thing is to be deleted. */
export function DeleteButton({ title, place }: { title: string; place: RowPlace }) {
  return <IconButton icon="trash" label={`Delete ${title}...`} onClick={place.onDelete} />;
}

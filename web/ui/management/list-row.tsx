import type { ComponentChildren, Ref } from 'preact';
import type { SnapshotMetadata } from '../../../contract/snapshots.ts';
import { useApp } from '../app/app-model.ts';
import { leaveFor } from '../app/leaving.ts';
import { copyLink } from '../app/link-dialog.tsx';
import { snapshotUrl } from '../app/links.ts';
import { IconButton } from '../components/button.tsx';
import { onPlainClick } from '../components/focus.ts';
import { expiredSince, shortDateTime } from '../words/format.ts';
import { FavouriteButton } from './favourites.tsx';
import { tagsIn } from './filter.ts';
import { SelectCell } from './list-header.tsx';

/** Position, selection and actions of a row. */
export interface RowPlace {
  readonly ariaRowIndex: number;
  readonly isSelected: boolean;
  onToggle(): void;
  /** Whether the row is a favourite; absent in lists without favourites. */
  readonly favourite?: { readonly is: boolean; onToggle(): void };
  /** Asks the person to confirm that this row is deleted. */
  onDelete(): void;
  /** Shows only items with a tag; absent in lists without this filter. */
  onTag?(tag: string): void;
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
  const { ariaRowIndex, isSelected, onToggle, favourite } = place;
  return (
    <tr
      {...(rowRef && { ref: rowRef })}
      class="management-row"
      translate={false}
      aria-rowindex={ariaRowIndex}
      aria-selected={isSelected}
    >
      <SelectCell label={`Select ${title}`} checked={isSelected} onToggle={onToggle}>
        {favourite && <FavouriteButton title={title} {...favourite} />}
      </SelectCell>
      {children}
    </tr>
  );
}

/** A title that is a link: opens the item in this page, or in a new tab like any link. */
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

/** Button that shows who opened the person's own snapshot. */
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

/** Button that copies a snapshot's link. */
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

/** Button that asks to delete a row's item. */
export function DeleteButton({ title, place }: { title: string; place: RowPlace }) {
  return <IconButton icon="trash" label={`Delete ${title}...`} onClick={place.onDelete} />;
}

/** A field that a list can be sorted by. */
export interface SortField<SortBy extends string> {
  readonly sortBy: SortBy;
  /** "Last saved" */
  readonly title: string;
  /** Texts sort ascending at first, numbers and dates descending. */
  readonly kind: 'text' | 'number' | 'date';
}

/** A property shown beside an item's title: as a column or, on narrow screens, below the title. */
export interface Fact<Item, SortBy extends string> extends SortField<SortBy> {
  /** A name, a count, or a time in ISO 8601. */
  of(item: Item): string | number;
}

function factText<Item>(fact: Fact<Item, string>, item: Item): string {
  const value = fact.of(item);
  return fact.kind === 'date' ? shortDateTime(value) : String(value);
}

/** CSS class of a fact's column, which sets its width in `management.css`. */
export function factClass({ kind }: SortField<string>): string {
  return `management-fact management-${kind}`;
}

interface FactsProps<Item> {
  readonly facts: readonly Fact<Item, string>[];
  readonly item: Item;
}

/** One cell for each fact of an item. */
export function FactCells<Item>({ facts, item }: FactsProps<Item>) {
  return facts.map((fact) => {
    const text = factText(fact, item);
    return (
      <td key={fact.sortBy} class={`${factClass(fact)} truncate`} title={text}>
        {text}
      </td>
    );
  });
}

interface FactLineProps<Item> extends FactsProps<Item> {
  place: RowPlace;
  /** Its tags are shown before the rest. */
  description: string | null;
  note?: string | null;
}

/** The line below a title: tags, a note and, on narrow screens, the facts. */
export function FactLine<Item>(props: FactLineProps<Item>) {
  const { facts, item, place, description } = props;
  const { tags, rest } = tagsIn(description);
  const note = [props.note, rest].filter(Boolean).join('. ');
  return (
    <p class="management-facts small">
      {facts.map((fact) => (
        <span key={fact.sortBy} class="management-narrow truncate">
          <span class="muted">{fact.title}</span> {factText(fact, item)}
        </span>
      ))}
      {tags.length > 0 && (
        <span class="management-tags">
          {tags.map((tag) => (
            <button
              key={tag}
              type="button"
              class="management-tag"
              title={`Search for ${tag}`}
              onClick={() => place.onTag?.(tag)}
            >
              {tag}
            </button>
          ))}
        </span>
      )}
      {note && (
        <span class="muted truncate management-note" title={note}>
          {note}
        </span>
      )}
    </p>
  );
}

/** The note below a snapshot's title: until when its link works, and its description; null if neither. */
export function noteOf({
  description,
  expiresAt,
}: Pick<SnapshotMetadata, 'description' | 'expiresAt'>) {
  const expired = expiredSince(expiresAt);
  const until = expiresAt ? `Link works until ${shortDateTime(expiresAt)}` : null;
  return { description, note: expired ? `Expired ${expired}` : until };
}

import type { ComponentChildren, Ref } from 'preact';
import { SelectCell } from './select-cell.tsx';

/** What a row needs to know of its place in the list. */
export interface RowPlace {
  readonly ariaRowIndex: number;
  readonly isSelected: boolean;
  onToggle(): void;
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

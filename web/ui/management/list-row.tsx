import type { ComponentChildren, Ref } from 'preact';
import type { RowPlace } from './cloud-list.tsx';
import { SelectCell } from './select-cell.tsx';

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

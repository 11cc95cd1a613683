import { type Fact, factClass, type SortField } from './fact.ts';
import type { Filter } from './filter.ts';
import { SelectCell } from './select-cell.tsx';
import { SortHeader } from './sort-header.tsx';
import type { Selection } from './use-selection.ts';

/** The row of headers: each sorts by its column, and the first selects all rows. */
export function ListHeader<Item, SortBy extends string>({
  noun,
  title,
  facts,
  selection,
  ...order
}: {
  /** "session" */
  noun: string;
  title: SortField<SortBy>;
  facts: readonly Fact<Item, SortBy>[];
  selection: Selection<Item>;
  filter: Filter<SortBy>;
  onFilter(filter: Filter<SortBy>): void;
}) {
  return (
    <tr>
      <SelectCell
        label={`Select all shown ${noun}s`}
        checked={selection.items.length > 0}
        indeterminate={selection.isPartial}
        onToggle={selection.toggleAll}
      />
      <SortHeader field={title} {...order} />
      {facts.map((fact) => (
        <SortHeader key={fact.sortBy} field={fact} class={factClass(fact)} {...order} />
      ))}
      <th scope="col" class="management-actions">
        <span class="visually-hidden">What to do</span>
      </th>
    </tr>
  );
}

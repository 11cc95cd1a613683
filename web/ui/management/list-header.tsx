import { useSignal } from '@preact/signals';
import type { ComponentChildren } from 'preact';
import { useId } from 'preact/hooks';
import { IconButton } from '../components/button.tsx';
import { Icon } from '../components/icon.tsx';
import { type Filter, sortedBy } from './filter.ts';
import { type Fact, factClass, type SortField } from './list-row.tsx';

/** The header row: a checkbox that selects all rows, and a sort button for each column. */
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
        <span class="visually-hidden">Actions</span>
      </th>
    </tr>
  );
}

/** A column header that sorts by its column. */
function SortHeader<SortBy extends string>({
  field,
  filter,
  onFilter,
  class: className,
}: {
  field: SortField<SortBy>;
  filter: Filter<SortBy>;
  onFilter(filter: Filter<SortBy>): void;
  class?: string;
}) {
  const isSorted = filter.sortBy === field.sortBy;
  const order = filter.direction === 'asc' ? 'ascending' : 'descending';
  return (
    <th scope="col" class={className} aria-sort={isSorted ? order : 'none'}>
      <button
        type="button"
        class="management-sort"
        onClick={() => onFilter(sortedBy(filter, field))}
      >
        {field.title}
        {isSorted && (
          <Icon name={filter.direction === 'asc' ? 'arrow-up' : 'arrow-down'} size={12} />
        )}
      </button>
    </th>
  );
}

/** Sorts the list on narrow screens, where most column headers are hidden. */
export function SortChoice<SortBy extends string>({
  fields,
  filter,
  onFilter,
}: {
  fields: readonly SortField<SortBy>[];
  filter: Filter<SortBy>;
  onFilter(filter: Filter<SortBy>): void;
}) {
  const id = useId();
  const isAscending = filter.direction === 'asc';
  const choose = (sortBy: string) => {
    const field = fields.find((candidate) => candidate.sortBy === sortBy);
    if (field) onFilter(sortedBy(filter, field));
  };
  return (
    <div class="management-sort-choice">
      <label class="small" for={id}>
        Sort by
      </label>
      <select
        id={id}
        class="ui-input"
        value={filter.sortBy}
        onChange={(event) => choose(event.currentTarget.value)}
      >
        {fields.map(({ sortBy, title }) => (
          <option key={sortBy} value={sortBy}>
            {title}
          </option>
        ))}
      </select>
      <IconButton
        icon={isAscending ? 'arrow-up' : 'arrow-down'}
        label={`Sorted ${isAscending ? 'ascending' : 'descending'}; reverse the order`}
        onClick={() => choose(filter.sortBy)}
      />
    </div>
  );
}

/** A cell with the checkbox that selects a row or all rows; `children` are shown beside it. */
export function SelectCell({
  label,
  checked,
  indeterminate = false,
  onToggle,
  children,
}: {
  label: string;
  checked: boolean;
  indeterminate?: boolean;
  onToggle(): void;
  children?: ComponentChildren;
}) {
  return (
    <td class="management-select">
      <input
        type="checkbox"
        aria-label={label}
        checked={checked}
        indeterminate={indeterminate}
        onChange={onToggle}
      />
      {children}
    </td>
  );
}

export interface Selection<Item> {
  readonly items: readonly Item[];
  /** Some but not all are selected. */
  readonly isPartial: boolean;
  has(item: Item): boolean;
  toggle(item: Item): void;
  /** Selects all items, or none if all are selected. */
  toggleAll(): void;
  /** Deselects the given items; without an argument, all. */
  clear(items?: readonly Item[]): void;
}

/** The selected items among those shown. An item that is no longer shown is not selected either. */
export function useSelection<Item>(
  shown: readonly Item[],
  keyOf: (item: Item) => string,
): Selection<Item> {
  const keys = useSignal<ReadonlySet<string>>(new Set());
  const items = shown.filter((item) => keys.value.has(keyOf(item)));
  return {
    items,
    isPartial: items.length > 0 && items.length < shown.length,
    has: (item) => keys.value.has(keyOf(item)),
    toggle(item) {
      const next = new Set(keys.value);
      if (!next.delete(keyOf(item))) next.add(keyOf(item));
      keys.value = next;
    },
    toggleAll() {
      keys.value = new Set(items.length === shown.length ? [] : shown.map(keyOf));
    },
    clear(cleared) {
      const left = new Set(cleared && keys.value);
      for (const item of cleared ?? []) left.delete(keyOf(item));
      keys.value = left;
    },
  };
}

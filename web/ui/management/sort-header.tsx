import { Icon } from '../components/icon.tsx';
import type { SortField } from './fact.ts';
import { type Filter, sortedBy } from './filter.ts';

/** A column's header that sorts by it. */
export function SortHeader<SortBy extends string>({
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

import { Icon } from '../components/icon.tsx';
import { type Filter, sortedBy } from './filter.ts';

/** A column's header that sorts by it. */
export function SortHeader<SortBy extends string>({
  column,
  filter,
  onFilter,
  children,
  class: className,
}: {
  column: SortBy;
  filter: Filter<SortBy>;
  onFilter(filter: Filter<SortBy>): void;
  children: string;
  class?: string;
}) {
  const isSorted = filter.sortBy === column;
  const order = filter.direction === 'asc' ? 'ascending' : 'descending';
  return (
    <th scope="col" class={className} aria-sort={isSorted ? order : 'none'}>
      <button
        type="button"
        class="management-sort"
        onClick={() => onFilter(sortedBy(filter, column))}
      >
        {children}
        {isSorted && (
          <Icon name={filter.direction === 'asc' ? 'arrow-up' : 'arrow-down'} size={12} />
        )}
      </button>
    </th>
  );
}

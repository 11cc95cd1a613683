import { useId } from 'preact/hooks';
import { IconButton } from '../components/button.tsx';
import type { SortField } from './fact.ts';
import { type Filter, sortedBy } from './filter.ts';

/** Sorts a list where most of its columns, and so their headers, are hidden: on narrow screens. */
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
        label={`Sorted ${isAscending ? 'ascending' : 'descending'}, turn round`}
        onClick={() => choose(filter.sortBy)}
      />
    </div>
  );
}

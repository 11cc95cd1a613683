import { Button } from '../components/button.tsx';
import { EmptyState } from '../components/empty-state.tsx';
import { type Filter, noneFoundWords } from './filter.ts';

/** Why a list has no rows: nothing was found, or there is nothing yet. */
export function EmptyList({
  filter,
  empty,
  onClear,
}: {
  filter: Filter<string>;
  /** Said where nothing is filtered. */
  empty: string;
  onClear(): void;
}) {
  const words = noneFoundWords(filter);
  return words === null ? (
    <EmptyState icon="search" title="Nothing here yet">
      {empty}
    </EmptyState>
  ) : (
    <EmptyState
      icon="search"
      title="Nothing found"
      actions={<Button onClick={onClear}>Clear search and dates</Button>}
    >
      {words}
    </EmptyState>
  );
}

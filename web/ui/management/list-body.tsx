import type { ComponentChildren } from 'preact';
import type { List } from '../app/loading.tsx';
import { LibraryProblem } from '../app/loading.tsx';
import { Banner } from '../components/banner.tsx';
import { Button } from '../components/button.tsx';
import { EmptyState } from '../components/empty-state.tsx';
import { VirtualRows } from '../components/virtual-rows.tsx';
import { counted } from '../words/format.ts';
import { type Filter, noneFoundWords } from './filter.ts';

/** Where facts have columns, as `management.css` has it; elsewhere rows are higher. */
const ROW_HEIGHT_PX = 52;

/** The rows of a list, or why there are none. */
export function ListBody<Item>({
  label,
  list,
  empty,
  header,
  children,
}: {
  label: string;
  list: List<Item>;
  /** What stands in place of rows where there are none. */
  empty: ComponentChildren;
  header: ComponentChildren;
  children(item: Item, ariaRowIndex: number): ComponentChildren;
}) {
  const isEmpty = list.items.length === 0 && !list.hasMore;
  return (
    <>
      {list.state === 'failed' && <LibraryProblem error={list.error} onRetry={list.refresh} />}
      {list.leftOut > 0 && (
        <Banner tone="warning">
          {list.leftOut === 1 ? 'One entry' : `${list.leftOut} entries`} could not be read and{' '}
          {list.leftOut === 1 ? 'is' : 'are'} not shown.
        </Banner>
      )}
      {list.state === 'loading' && <p class="muted">Loading...</p>}
      {list.state === 'loaded' && isEmpty
        ? empty
        : list.state !== 'loading' && (
            <VirtualRows
              label={label}
              count={list.items.length}
              hasMore={list.hasMore}
              rowHeight={ROW_HEIGHT_PX}
              measured={true}
              header={header}
              onNearEnd={list.loadMore}
            >
              {(index, ariaRowIndex) => {
                const item = list.items[index];
                return item === undefined ? null : children(item, ariaRowIndex);
              }}
            </VirtualRows>
          )}
    </>
  );
}

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

/** How many there are, as far as that is known without asking for more. */
export function ListCount({ list, noun }: { list: List<unknown>; noun: string }) {
  return (
    <p class="management-count small muted" translate={false} role="status">
      {list.state === 'loaded' && countWords(list.items.length, list.hasMore, noun)}
    </p>
  );
}

/** "12 sessions"; "First 50 sessions" where more come as one scrolls. */
export function countWords(loaded: number, hasMore: boolean, noun: string): string {
  return `${hasMore ? 'First ' : ''}${counted(loaded, noun)}`;
}

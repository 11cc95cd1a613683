import { useSignal } from '@preact/signals';
import type { ComponentChildren } from 'preact';
import { useEffect } from 'preact/hooks';
import type { List } from '../app/loading.tsx';
import { LibraryProblem } from '../app/loading.tsx';
import { Banner } from '../components/banner.tsx';
import { Button } from '../components/button.tsx';
import { EmptyState } from '../components/empty-state.tsx';
import { VirtualRows } from '../components/virtual-rows.tsx';
import { counted } from '../words/format.ts';
import { type Filter, noneFoundWords } from './filter.ts';
import { type Selection, useSelection } from './list-header.tsx';
import type { RowPlace } from './list-row.tsx';
import { type Removal, SelectionBar } from './selection-bar.tsx';

/** As in `management.css`, where facts have columns; on narrow screens rows are higher. */
const ROW_HEIGHT_PX = 52;

/** A list with its count, its rows, and actions for the selected rows. */
export function SelectableList<Item>({
  noun,
  list,
  bar,
  header,
  row,
  keyOf,
  removalOf,
  ...body
}: {
  label: string;
  /** "session", for one item. */
  noun: string;
  list: List<Item>;
  /** Shown instead of rows if there are none. */
  empty: ComponentChildren;
  /** Content beside the count. `ask` asks the person to confirm that items are deleted, which need not be shown. */
  bar(selection: Selection<Item>, ask: (items: readonly Item[]) => void): ComponentChildren;
  header(selection: Selection<Item>): ComponentChildren;
  row(item: Item, place: RowPlace): ComponentChildren;
  keyOf(item: Item): string;
  /** How the selected items are deleted. */
  removalOf(items: readonly Item[]): Removal<Item>;
}) {
  /** The items that the person is asked to confirm the deletion of; null if none. */
  const asked = useSignal<readonly Item[] | null>(null);
  const selection = useSelection(list.items, keyOf);
  const ask = (items: readonly Item[]) => {
    asked.value = items;
  };
  const selectAll = useSelectAll(list, selection);
  return (
    <>
      <div class="management-bar">
        <ListCount list={list} noun={noun} />
        {bar(selection, ask)}
      </div>
      <ListBody {...body} list={list} header={header(selection)}>
        {(item, ariaRowIndex) =>
          row(item, {
            ariaRowIndex,
            isSelected: selection.has(item),
            onToggle: () => selection.toggle(item),
            onDelete: () => ask([item]),
          })
        }
      </ListBody>
      <SelectionBar
        selection={selection}
        selectAll={selectAll}
        asked={asked}
        noun={noun}
        removal={removalOf(asked.value ?? selection.items)}
      />
    </>
  );
}

/** Button that selects all items of a list, also those not loaded yet; null unless all that are loaded are selected. */
function useSelectAll<Item>(list: List<Item>, selection: Selection<Item>): ComponentChildren {
  const isWanted = useSignal(false);
  const isReady = isWanted.value && !list.hasMore && !list.isRefreshing;
  const isOver = selection.items.length === 0 || list.state === 'failed';
  useEffect(() => {
    if (isReady && !isOver && selection.isPartial) selection.toggleAll();
    if (isReady || isOver) isWanted.value = false;
  }, [isReady, isOver]);
  if (!list.hasMore || selection.isPartial || isOver) return null;
  const all = () => {
    isWanted.value = true;
    list.loadAll();
  };
  return (
    <Button busy={isWanted.value} onClick={all}>
      Select all {list.total ?? ''}
    </Button>
  );
}

/** The rows of a list, or the reason why there are none. */
function ListBody<Item>({
  label,
  list,
  empty,
  header,
  children,
}: {
  label: string;
  list: List<Item>;
  /** Shown instead of rows if there are none. */
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

/** Says that nothing was found, or that there is nothing yet. */
export function EmptyList({
  filter,
  empty,
  onClear,
}: {
  filter: Filter<string>;
  /** Shown if there is no filter. */
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

/** The number of items, also those not loaded yet. */
function ListCount({ list, noun }: { list: List<unknown>; noun: string }) {
  return (
    <p class="management-count small muted" translate={false} role="status">
      {list.state === 'loaded' && countWords(list, noun)}
    </p>
  );
}

/** "12 sessions"; "First 50 sessions" if there are more and the cloud has not counted them. */
export function countWords(
  { items, hasMore, total }: Pick<List<unknown>, 'items' | 'hasMore' | 'total'>,
  noun: string,
): string {
  if (!hasMore) return counted(items.length, noun);
  return total === undefined ? `First ${counted(items.length, noun)}` : counted(total, noun);
}

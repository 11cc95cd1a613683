import type { ComponentChildren } from 'preact';
import { LibraryProblem } from '../app/library-problem.tsx';
import { Banner } from '../components/banner.tsx';
import { VirtualRows } from '../components/virtual-rows.tsx';
import type { List } from './use-list.ts';

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

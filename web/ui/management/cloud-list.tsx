import { useSignal } from '@preact/signals';
import type { ComponentChildren } from 'preact';
import type { Page } from '../ports.ts';
import { EmptyList } from './empty-list.tsx';
import { dayEnd, dayStart, type Filter } from './filter.ts';
import { ListBody } from './list-body.tsx';
import { ListToolbar } from './list-toolbar.tsx';
import { SelectCell } from './select-cell.tsx';
import { SelectionBar } from './selection-bar.tsx';
import { SortHeader } from './sort-header.tsx';
import { useList } from './use-list.ts';
import { useSelection } from './use-selection.ts';

/** One page of a list, asked for. */
export interface PageQuery<SortBy extends string> {
  readonly cursor: string | undefined;
  readonly page_size: number;
  readonly sort_by: SortBy;
  readonly sort_direction: 'asc' | 'desc';
  readonly filter_title: string;
  /** The first and the last instant of the chosen days. */
  readonly from: string | undefined;
  readonly to: string | undefined;
}

export interface Column<SortBy extends string> {
  readonly sortBy: SortBy;
  readonly title: string;
  /** Its width, and whether it is there on narrow screens. */
  readonly class?: string;
}

/** What a row needs to know of its place in the list. */
export interface RowPlace {
  readonly ariaRowIndex: number;
  readonly isSelected: boolean;
  onToggle(): void;
}

export interface CloudListProps<Item, SortBy extends string> {
  /** What it lists, and what one of them is called: "Sessions", "session". */
  readonly label: string;
  readonly noun: string;
  /** What the days are of: "Saved". */
  readonly dateLabel: string;
  /** Said while there is nothing to list. */
  readonly empty: string;
  /** Names the list and what `load` depends on beside the query; the first is what is invalidated. */
  readonly listKey: readonly ['sessions' | 'snapshots', ...unknown[]];
  readonly columns: readonly Column<SortBy>[];
  /** The column that sorts it at first, from the top down. */
  readonly sortedBy: SortBy;
  readonly refetchByItself: boolean;
  /** More choices for the toolbar. */
  readonly choices?: ComponentChildren;
  keyOf(item: Item): string;
  load(query: PageQuery<SortBy>, signal: AbortSignal): Promise<Page<Item>>;
  row(item: Item, place: RowPlace): ComponentChildren;
  /** What happens to the selected items: the button's word, the question before, and the deed. */
  removalOf(items: readonly Item[]): { readonly action: string; readonly question: string };
  remove(item: Item): Promise<void>;
}

const PAGE_SIZE = 50;

/** A list of the cloud: searched, filtered by days, sorted, selected from, loaded as one scrolls. */
export function CloudList<Item, SortBy extends string>(props: CloudListProps<Item, SortBy>) {
  const { label, noun, columns } = props;
  const filter = useSignal<Filter<SortBy>>({
    title: '',
    from: '',
    to: '',
    sortBy: props.sortedBy,
    direction: 'desc',
  });
  const onFilter = (next: Filter<SortBy>) => {
    filter.value = next;
  };
  const cleared = useSignal(0);
  const onClear = () => {
    onFilter({ ...filter.value, title: '', from: '', to: '' });
    cleared.value += 1;
  };
  const list = useList<Item>(
    [...props.listKey, filter.value],
    (cursor, signal) => props.load(queryOf(filter.value, cursor), signal),
    props.refetchByItself,
  );
  const selection = useSelection(list.items, props.keyOf);

  return (
    <>
      <ListToolbar
        key={cleared.value}
        takesFocus={cleared.value > 0}
        filter={filter.value}
        dateLabel={props.dateLabel}
        isRefreshing={list.isRefreshing}
        onFilter={onFilter}
        onRefresh={list.refresh}
      >
        {props.choices}
      </ListToolbar>
      <ListBody
        label={label}
        list={list}
        empty={<EmptyList filter={filter.value} empty={props.empty} onClear={onClear} />}
        header={
          <tr>
            <SelectCell
              label={`Select all shown ${noun}s`}
              checked={selection.items.length > 0}
              indeterminate={selection.isPartial}
              onToggle={selection.toggleAll}
            />
            {columns.map(({ sortBy, title, ...rest }) => (
              <SortHeader
                key={sortBy}
                column={sortBy}
                filter={filter.value}
                onFilter={onFilter}
                {...rest}
              >
                {title}
              </SortHeader>
            ))}
            <th scope="col" class="management-actions">
              <span class="visually-hidden">What to do</span>
            </th>
          </tr>
        }
      >
        {(item, ariaRowIndex) =>
          props.row(item, {
            ariaRowIndex,
            isSelected: selection.has(item),
            onToggle: () => selection.toggle(item),
          })
        }
      </ListBody>
      <SelectionBar
        selection={selection}
        noun={noun}
        {...props.removalOf(selection.items)}
        remove={props.remove}
      />
    </>
  );
}

function queryOf<SortBy extends string>(
  { title, from, to, sortBy, direction }: Filter<SortBy>,
  cursor: string | undefined,
): PageQuery<SortBy> {
  return {
    cursor,
    page_size: PAGE_SIZE,
    sort_by: sortBy,
    sort_direction: direction,
    filter_title: title,
    from: dayStart(from),
    to: dayEnd(to),
  };
}

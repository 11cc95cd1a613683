import { useSignal } from '@preact/signals';
import type { ComponentChildren } from 'preact';
import type { Page } from '../app/ports.ts';
import { useList } from '../app/use-list.ts';
import type { Fact, SortField } from './facts.tsx';
import { type Filter, type PageQuery, pageQuery } from './filter.ts';
import { EmptyList, ListBody, ListCount } from './list-body.tsx';
import { ListHeader, SortChoice } from './list-header.tsx';
import type { RowPlace } from './list-row.tsx';
import { ListToolbar } from './list-toolbar.tsx';
import { type Removal, SelectionBar, useSelection } from './selection-bar.tsx';

interface CloudListProps<Item, SortBy extends string> {
  /** What it lists, and what one of them is called: "Sessions", "session". */
  readonly label: string;
  readonly noun: string;
  /** What the days are of: "Saved". */
  readonly dateLabel: string;
  /** Said while there is nothing to list. */
  readonly empty: string;
  readonly of: 'sessions' | 'snapshots';
  /** What `load` depends on beside the query. */
  readonly variant?: string;
  /** What sorts it by title. */
  readonly titleSort: SortBy;
  readonly facts: readonly Fact<Item, SortBy>[];
  /** The fact that sorts it at first, from the top down. */
  readonly sortedBy: SortBy;
  /** Values whose change asks again for the same list. */
  readonly again?: readonly unknown[];
  /** More choices for the toolbar. */
  readonly choices?: ComponentChildren;
  keyOf(item: Item): string;
  load(query: PageQuery<SortBy>, signal: AbortSignal): Promise<Page<Item>>;
  row(item: Item, place: RowPlace): ComponentChildren;
  /** What happens to the selected items. */
  removalOf(items: readonly Item[]): Removal<Item>;
}

/** A list of the cloud: searched, filtered by days, sorted, selected from, loaded as one scrolls. */
export function CloudList<Item, SortBy extends string>(props: CloudListProps<Item, SortBy>) {
  const { label, noun, facts } = props;
  const title: SortField<SortBy> = { sortBy: props.titleSort, title: 'Title', kind: 'text' };
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
  const order = { filter: filter.value, onFilter };
  const cleared = useSignal(0);
  const onClear = () => {
    onFilter({ ...filter.value, title: '', from: '', to: '' });
    cleared.value += 1;
  };
  const list = useList<Item>({
    of: props.of,
    query: [props.variant, filter.value],
    again: props.again ?? [],
    load: (cursor, signal) => props.load(pageQuery(filter.value, cursor), signal),
  });
  /** What is to be deleted, while somebody is asked about it. */
  const asked = useSignal<readonly Item[] | null>(null);
  const selection = useSelection(list.items, props.keyOf);

  return (
    <>
      <ListToolbar
        key={cleared.value}
        takesFocus={cleared.value > 0}
        dateLabel={props.dateLabel}
        isRefreshing={list.isRefreshing}
        onRefresh={list.refresh}
        {...order}
      >
        {props.choices}
      </ListToolbar>
      <div class="management-bar">
        <ListCount list={list} noun={noun} />
        <SortChoice fields={[title, ...facts]} {...order} />
      </div>
      <ListBody
        label={label}
        list={list}
        empty={<EmptyList filter={filter.value} empty={props.empty} onClear={onClear} />}
        header={
          <ListHeader noun={noun} title={title} facts={facts} selection={selection} {...order} />
        }
      >
        {(item, ariaRowIndex) =>
          props.row(item, {
            ariaRowIndex,
            isSelected: selection.has(item),
            onToggle: () => selection.toggle(item),
            onDelete() {
              asked.value = [item];
            },
          })
        }
      </ListBody>
      <SelectionBar
        selection={selection}
        asked={asked}
        noun={noun}
        removal={props.removalOf(asked.value ?? selection.items)}
      />
    </>
  );
}

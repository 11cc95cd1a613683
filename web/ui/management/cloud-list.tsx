import { useSignal } from '@preact/signals';
import type { ComponentChildren } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import { useList } from '../app/loading.tsx';
import type { Page } from '../app/ports.ts';
import { IconButton } from '../components/button.tsx';
import { Field } from '../components/field.tsx';
import { favouritesFirst, useFavourites } from './favourites.tsx';
import { type Filter, type PageQuery, pageQuery } from './filter.ts';
import { EmptyList, SelectableList } from './list-body.tsx';
import { ListHeader, SortChoice } from './list-header.tsx';
import type { Fact, RowPlace, SortField } from './list-row.tsx';
import type { Removal } from './selection-bar.tsx';

interface CloudListProps<Item, SortBy extends string> {
  /** "Sessions", and "session" for one item. */
  readonly label: string;
  readonly noun: string;
  /** What the date filter is about: "Saved". */
  readonly dateLabel: string;
  /** Shown if the list is empty without a filter. */
  readonly empty: string;
  readonly of: 'sessions' | 'snapshots';
  /** Identifies what `load` depends on in addition to the query. */
  readonly variant?: string;
  /** The sort field for titles. */
  readonly titleSort: SortBy;
  readonly facts: readonly Fact<Item, SortBy>[];
  /** The initial sort field, descending. */
  readonly sortedBy: SortBy;
  /** A change of these values loads the same list again. */
  readonly again?: readonly unknown[];
  /** Additional controls in the toolbar. */
  readonly choices?: ComponentChildren;
  keyOf(item: Item): string;
  load(query: PageQuery<SortBy>, signal: AbortSignal): Promise<Page<Item>>;
  row(item: Item, place: RowPlace): ComponentChildren;
  /** How the selected items are deleted. */
  removalOf(items: readonly Item[]): Removal<Item>;
}

/** A list from the cloud with search, date filter, sorting and selection. Favourites come first; pages load while scrolling. */
export function CloudList<Item, SortBy extends string>(props: CloudListProps<Item, SortBy>) {
  const { label, noun, facts } = props;
  const title: SortField<SortBy> = { sortBy: props.titleSort, title: 'Title', kind: 'text' };
  const filter = useSignal<Filter<SortBy>>({
    text: '',
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
  const show = (shown: Pick<Filter<SortBy>, 'text' | 'from' | 'to'>) => {
    onFilter({ ...filter.value, ...shown });
    cleared.value += 1;
  };
  const onClear = () => show({ text: '', from: '', to: '' });
  useEffect(() => {
    // A new search starts at its first row.
    document.querySelector('.management-panel .ui-rows')?.scrollTo(0, 0);
  }, [filter.value]);
  const favourites = useFavourites(props.of);
  const list = useList<Item>({
    of: props.of,
    query: [props.variant, filter.value],
    again: [...(props.again ?? []), favourites.ids.join()],
    load: (cursor, signal) =>
      favouritesFirst(favourites.ids, cursor, props.keyOf, (from, ids) =>
        props.load(pageQuery(filter.value, from, ids), signal),
      ),
  });

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
      <SelectableList
        label={label}
        noun={noun}
        list={list}
        empty={<EmptyList filter={filter.value} empty={props.empty} onClear={onClear} />}
        bar={() => (
          <>
            {favourites.ids.length > 0 && (
              <span class="small muted">Favourites come first, on this device only</span>
            )}
            <SortChoice fields={[title, ...facts]} {...order} />
          </>
        )}
        header={(selection) => (
          <ListHeader noun={noun} title={title} facts={facts} selection={selection} {...order} />
        )}
        row={(item, place) => {
          const id = props.keyOf(item);
          const onToggle = () => favourites.toggle(id);
          return props.row(item, {
            ...place,
            favourite: { is: favourites.ids.includes(id), onToggle },
            onTag: (tag) => show({ ...filter.value, text: tag }),
          });
        }}
        keyOf={props.keyOf}
        removalOf={props.removalOf}
      />
    </>
  );
}

/** Delay between the last key press and the request. */
const SEARCH_DEBOUNCE_MS = 250;

/** Limits the date fields to years of four digits; without a limit browsers accept six. */
const FIRST_DAY = '2000-01-01';
const LAST_DAY = '9999-12-31';

interface SearchFieldProps {
  /** The current search text. */
  readonly text: string;
  /** Focuses the field when mounted. */
  readonly takesFocus?: boolean;
  onText(text: string): void;
}

/** A search field that reports its text shortly after the last key press. */
export function SearchField({ text: asked, takesFocus = false, onText }: SearchFieldProps) {
  const search = useRef<HTMLInputElement>(null);
  useEffect(() => {
    if (takesFocus) search.current?.focus();
  }, []);
  const text = useSignal(asked);
  useEffect(() => {
    if (text.value === asked) return;
    const timer = setTimeout(() => onText(text.value), SEARCH_DEBOUNCE_MS);
    return () => clearTimeout(timer);
  }, [text.value]);
  return (
    <Field label="Search titles and descriptions">
      {(attributes) => (
        <input
          {...attributes}
          ref={search}
          class="ui-input"
          type="search"
          value={text.value}
          onInput={(event) => {
            text.value = event.currentTarget.value;
          }}
        />
      )}
    </Field>
  );
}

/** Search field, date range, refresh button, and the list's own controls. */
function ListToolbar<SortBy extends string>({
  filter,
  dateLabel,
  isRefreshing,
  onFilter,
  onRefresh,
  takesFocus,
  children,
}: {
  filter: Filter<SortBy>;
  /** What the date filter is about: "Saved". */
  dateLabel: string;
  isRefreshing: boolean;
  onFilter(filter: Filter<SortBy>): void;
  onRefresh(): void;
  /** Focuses the search field when mounted. */
  takesFocus: boolean;
  children?: ComponentChildren;
}) {
  const latest = useRef(filter);
  latest.current = filter;
  return (
    <div class="management-toolbar">
      <SearchField
        text={filter.text}
        takesFocus={takesFocus}
        onText={(text) => onFilter({ ...latest.current, text })}
      />
      {(['from', 'to'] as const).map((end) => (
        <Field key={end} label={`${dateLabel} ${end}`}>
          {(attributes) => (
            <input
              {...attributes}
              class="ui-input"
              type="date"
              min={FIRST_DAY}
              max={LAST_DAY}
              value={filter[end]}
              onInput={(event) => onFilter({ ...filter, [end]: event.currentTarget.value })}
            />
          )}
        </Field>
      ))}
      <IconButton icon="refresh" label="Refresh" aria-busy={isRefreshing} onClick={onRefresh} />
      {children}
    </div>
  );
}

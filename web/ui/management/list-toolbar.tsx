import { useSignal } from '@preact/signals';
import type { ComponentChildren } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import { IconButton } from '../components/button.tsx';
import { Field } from '../components/field.tsx';
import type { Filter } from './filter.ts';

/** Between the last key and the question to the server. */
const SEARCH_DEBOUNCE_MS = 250;

/** With a year of four digits: with more, browsers offer days that nothing was ever saved on. */
const FIRST_DAY = '2000-01-01';
const LAST_DAY = '9999-12-31';

/** Search as you type, a range of days, refresh, and whatever else the list offers. */
export function ListToolbar<SortBy extends string>({
  filter,
  dateLabel,
  isRefreshing,
  onFilter,
  onRefresh,
  takesFocus,
  children,
}: {
  filter: Filter<SortBy>;
  /** What the days are of: "Saved". */
  dateLabel: string;
  isRefreshing: boolean;
  onFilter(filter: Filter<SortBy>): void;
  onRefresh(): void;
  /** Puts the focus into the search at first. */
  takesFocus: boolean;
  children?: ComponentChildren;
}) {
  const search = useRef<HTMLInputElement>(null);
  useEffect(() => {
    if (takesFocus) search.current?.focus();
  }, []);
  const text = useSignal(filter.title);
  const latest = useRef(filter);
  latest.current = filter;
  useEffect(() => {
    if (text.value === latest.current.title) return;
    const ask = () => onFilter({ ...latest.current, title: text.value });
    const timer = setTimeout(ask, SEARCH_DEBOUNCE_MS);
    return () => clearTimeout(timer);
  }, [text.value]);

  return (
    <div class="management-toolbar">
      <Field label="Search titles">
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

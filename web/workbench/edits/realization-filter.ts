import { produce } from 'immer';
import { VALUE_FILTERS_MAX } from '../content/limits.ts';
import { sameJsonText } from '../content/same-json-text.ts';
import type { RealizationFilter, SessionContent, ValueFilter } from '../content/schema.ts';

/** Sets an ensemble's filter; a filter that includes all and excludes none is removed. */
export function changeRealizationFilter(
  content: SessionContent,
  ensembleId: string,
  filter: RealizationFilter,
): SessionContent {
  if (sameJsonText(filter, content.realizationFilterSet.filters[ensembleId])) return content;
  const { include, exclude, values = [] } = filter;
  const isEmpty = include.length + exclude.length + values.length === 0;
  return produce(content, ({ realizationFilterSet: { filters } }) => {
    if (isEmpty) delete filters[ensembleId];
    else filters[ensembleId] = filter as (typeof filters)[string];
  });
}

/** Adds a filter by value to some ensembles; it replaces one on the same quantity. */
export function filterByValue(
  content: SessionContent,
  ensembleIds: readonly string[],
  filter: ValueFilter,
): SessionContent {
  return ensembleIds.reduce((after, id) => {
    const before = after.realizationFilterSet.filters[id] ?? { include: [], exclude: [] };
    const others = (before.values ?? []).filter(
      ({ of, name, at }) => of !== filter.of || name !== filter.name || at !== filter.at,
    );
    if (others.length >= VALUE_FILTERS_MAX) return after;
    return changeRealizationFilter(after, id, { ...before, values: [...others, filter] });
  }, content);
}

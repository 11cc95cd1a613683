import { produce } from 'immer';
import { REALIZATION_MAX, VALUE_FILTERS_MAX } from '../content/limits.ts';
import { sameJson } from '../content/same-json.ts';
import type { RealizationFilter, SessionContent, ValueFilter } from '../content/schema.ts';
import { joinRanges } from '../ensembles/realization-ranges.ts';

/** Sets an ensemble's filter; a filter that includes all and excludes none is removed. */
export function changeRealizationFilter(
  content: SessionContent,
  ensembleId: string,
  filter: RealizationFilter,
): SessionContent {
  if (sameJson(filter, content.realizationFilterSet.filters[ensembleId])) return content;
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

/** Keeps only the realizations with these numbers, by ensemble id; of those that the other filters keep. */
export function includeOnly(
  content: SessionContent,
  numbers: ReadonlyMap<string, ReadonlySet<number>>,
): SessionContent {
  return [...numbers].reduce((after, [id, kept]) => {
    const before = after.realizationFilterSet.filters[id] ?? { include: [], exclude: [] };
    const include = joinRanges([...kept].map((number) => [number, number]));
    // No range to include would mean all realizations.
    const filter = kept.size > 0 ? { include } : { exclude: [[0, REALIZATION_MAX] as const] };
    return changeRealizationFilter(after, id, { ...before, ...filter });
  }, content);
}

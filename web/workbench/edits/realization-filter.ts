import { produce } from 'immer';
import { sameJson } from '../content/same-json.ts';
import type { RealizationFilter, SessionContent } from '../content/schema.ts';

/** Sets an ensemble's filter; one that includes all and excludes none is taken away. */
export function changeRealizationFilter(
  content: SessionContent,
  ensembleId: string,
  filter: RealizationFilter,
): SessionContent {
  if (sameJson(filter, content.realizationFilterSet.filters[ensembleId])) return content;
  const isEmpty = filter.include.length === 0 && filter.exclude.length === 0;
  return produce(content, ({ realizationFilterSet: { filters } }) => {
    if (isEmpty) delete filters[ensembleId];
    else filters[ensembleId] = filter as (typeof filters)[string];
  });
}

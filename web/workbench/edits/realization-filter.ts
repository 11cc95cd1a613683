import { produce } from 'immer';
import type { RealizationFilter, SessionContent } from '../content/schema.ts';

/** Sets an ensemble's filter; one that includes all and excludes none is taken away. */
export function changeRealizationFilter(
  content: SessionContent,
  ensembleId: string,
  filter: RealizationFilter,
): SessionContent {
  const isEmpty = filter.include.length === 0 && filter.exclude.length === 0;
  return produce(content, ({ realizationFilterSet: { filters } }) => {
    if (isEmpty) delete filters[ensembleId];
    else filters[ensembleId] = filter as (typeof filters)[string];
  });
}

import { dayEnd, dayStart, type Filter } from './filter.ts';

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

const PAGE_SIZE = 50;

export function pageQuery<SortBy extends string>(
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

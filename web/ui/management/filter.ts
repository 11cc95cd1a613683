import type { SortField } from './list-row.tsx';

/** What a list shows and in which order. Dates are days as `<input type="date">` gives them, '' for none. */
export interface Filter<SortBy extends string> {
  /** What title or description contain. */
  readonly text: string;
  readonly from: string;
  readonly to: string;
  readonly sortBy: SortBy;
  readonly direction: 'asc' | 'desc';
}

/** The instant at which a day begins here, as ISO 8601; undefined for ''. */
export function dayStart(day: string): string | undefined {
  return instantOf(day, 0)?.toISOString();
}

/** The last millisecond before the next day begins here, as ISO 8601; undefined for ''. */
export function dayEnd(day: string): string | undefined {
  const next = instantOf(day, 1);
  return next && new Date(next.getTime() - 1).toISOString();
}

/** Where the day that comes `later` days after `day` begins, also where clocks change at midnight; undefined for no day. */
function instantOf(day: string, later: number): Date | undefined {
  const [, year, month, date] = /^(\d{4})-(\d\d)-(\d\d)$/.exec(day) ?? [];
  if (year === undefined) return undefined;
  const instant = new Date(Number(year), Number(month) - 1, Number(date) + later);
  return Number.isNaN(instant.getTime()) ? undefined : instant;
}

/** Why nothing is found with this search and these days; null where neither limits the list. */
export function noneFoundWords({ text, from, to }: Filter<string>): string | null {
  const hasDates = from !== '' || to !== '';
  if (text === '') return hasDates ? 'There is nothing in these dates.' : null;
  return `No title or description contains "${text}"${hasDates ? ' in these dates' : ''}.`;
}

const TAG = /(?<![\p{L}\p{N}_#&/])#[\p{L}\p{N}][\p{L}\p{N}_-]{0,39}(?![\p{L}\p{N}_-])/gu;
const TAGS_MAX = 10;

/** The tags in a description ("#base-case"), each once, and what it says beside those at its end. */
export function tagsIn(description: string | null) {
  const tags = [...new Set(description?.match(TAG) ?? [])].slice(0, TAGS_MAX);
  let rest = description?.trim() ?? '';
  for (let last = ''; last !== rest; ) {
    last = rest;
    const tag = tags.find(
      (one) => rest === one || rest.endsWith(` ${one}`) || rest.endsWith(`\n${one}`),
    );
    if (tag) rest = rest.slice(0, -tag.length).trim();
  }
  return { tags, rest };
}

/** The filter once a field is chosen: the other way round if it was sorted by that, else by that field. */
export function sortedBy<SortBy extends string>(
  filter: Filter<SortBy>,
  { sortBy, kind }: SortField<SortBy>,
): Filter<SortBy> {
  if (filter.sortBy === sortBy) {
    return { ...filter, direction: filter.direction === 'asc' ? 'desc' : 'asc' };
  }
  return { ...filter, sortBy, direction: kind === 'text' ? 'asc' : 'desc' };
}

/** One page of a list, asked for. */
export interface PageQuery<SortBy extends string> {
  readonly cursor: string | undefined;
  readonly page_size: number;
  readonly sort_by: SortBy;
  readonly sort_direction: 'asc' | 'desc';
  readonly filter_text: string;
  readonly filter_ids?: readonly string[];
  readonly with_total: boolean;
  /** The first and the last instant of the chosen days. */
  readonly from: string | undefined;
  readonly to: string | undefined;
}

const PAGE_SIZE = 50;

export function pageQuery<SortBy extends string>(
  { text, from, to, sortBy, direction }: Filter<SortBy>,
  cursor: string | undefined,
  ids?: readonly string[],
): PageQuery<SortBy> {
  return {
    cursor,
    page_size: ids ? ids.length : PAGE_SIZE,
    sort_by: sortBy,
    sort_direction: direction,
    filter_text: text,
    ...(ids && { filter_ids: ids }),
    with_total: cursor === undefined && !ids,
    from: dayStart(from),
    to: dayEnd(to),
  };
}

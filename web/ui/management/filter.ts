import type { SortField } from './list-row.tsx';

/** Filter and order of a list. Dates are as `<input type="date">` gives them, '' for none. */
export interface Filter<SortBy extends string> {
  /** Text that title or description must contain. */
  readonly text: string;
  readonly from: string;
  readonly to: string;
  readonly sortBy: SortBy;
  readonly direction: 'asc' | 'desc';
}

/** The start of a day in local time, as ISO 8601; undefined for ''. */
export function dayStart(day: string): string | undefined {
  return instantOf(day, 0)?.toISOString();
}

/** The last millisecond of a day in local time, as ISO 8601; undefined for ''. */
export function dayEnd(day: string): string | undefined {
  const next = instantOf(day, 1);
  return next && new Date(next.getTime() - 1).toISOString();
}

/** The local start of the day `later` days after `day`, correct also if clocks change at midnight; undefined if `day` is none. */
function instantOf(day: string, later: number): Date | undefined {
  const [, year, month, date] = /^(\d{4})-(\d\d)-(\d\d)$/.exec(day) ?? [];
  if (year === undefined) return undefined;
  const instant = new Date(Number(year), Number(month) - 1, Number(date) + later);
  return Number.isNaN(instant.getTime()) ? undefined : instant;
}

/** Says what an empty list was filtered by; null if it has no filter. */
export function noneFoundWords({ text, from, to }: Filter<string>): string | null {
  const hasDates = from !== '' || to !== '';
  if (text === '') return hasDates ? 'There is nothing in these dates.' : null;
  const what = isTag(text) ? `has the tag ${text.trim()}` : `contains "${text}"`;
  return `No title or description ${what}${hasDates ? ' in these dates' : ''}.`;
}

/** Whether a text is one tag. A search for a tag finds only whole tags. */
function isTag(text: string): boolean {
  const { tags, rest } = tagsIn(text);
  return tags.length === 1 && rest === '';
}

const TAG = /(?<![\p{L}\p{N}_#&/])#[\p{L}\p{N}][\p{L}\p{N}_-]{0,39}(?![\p{L}\p{N}_-])/gu;
const TAGS_MAX = 10;

/** The tags in a description ("#base-case"), each once, and the description without the tags at its end. */
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

/** The filter after a click on a column: reverses the order if it is sorted by that column, else sorts by it. */
export function sortedBy<SortBy extends string>(
  filter: Filter<SortBy>,
  { sortBy, kind }: SortField<SortBy>,
): Filter<SortBy> {
  if (filter.sortBy === sortBy) {
    return { ...filter, direction: filter.direction === 'asc' ? 'desc' : 'asc' };
  }
  return { ...filter, sortBy, direction: kind === 'text' ? 'asc' : 'desc' };
}

/** Query for one page of a list. */
export interface PageQuery<SortBy extends string> {
  readonly cursor: string | undefined;
  readonly page_size: number;
  readonly sort_by: SortBy;
  readonly sort_direction: 'asc' | 'desc';
  readonly filter_text: string;
  readonly filter_ids?: readonly string[];
  readonly with_total: boolean;
  /** Start of the first and end of the last chosen day, as ISO 8601. */
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

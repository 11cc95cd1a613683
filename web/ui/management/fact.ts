import { shortDateTime } from '../components/format.ts';

/** What a list can be sorted by. */
export interface SortField<SortBy extends string> {
  readonly sortBy: SortBy;
  /** "Last saved" */
  readonly title: string;
  /** Texts are first sorted from A, numbers and dates from the top down. */
  readonly kind: 'text' | 'number' | 'date';
}

/** What a list says of each item beside its title: a column, or where there is no room words below it. */
export interface Fact<Item, SortBy extends string> extends SortField<SortBy> {
  /** A name, a count, or a moment in ISO 8601. */
  of(item: Item): string | number;
}

export function factText<Item>(fact: Fact<Item, string>, item: Item): string {
  const value = fact.of(item);
  return fact.kind === 'date' ? shortDateTime(value) : String(value);
}

/** The class of a fact's column, by which `management.css` gives it its width. */
export function factClass({ kind }: SortField<string>): string {
  return `management-fact management-${kind}`;
}

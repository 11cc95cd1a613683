import { shortDateTime } from '../words/format.ts';

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

function factText<Item>(fact: Fact<Item, string>, item: Item): string {
  const value = fact.of(item);
  return fact.kind === 'date' ? shortDateTime(value) : String(value);
}

/** The class of a fact's column, by which `management.css` gives it its width. */
export function factClass({ kind }: SortField<string>): string {
  return `management-fact management-${kind}`;
}

interface FactsProps<Item> {
  readonly facts: readonly Fact<Item, string>[];
  readonly item: Item;
}

/** An item's facts, each in its column. */
export function FactCells<Item>({ facts, item }: FactsProps<Item>) {
  return facts.map((fact) => {
    const text = factText(fact, item);
    return (
      <td key={fact.sortBy} class={`${factClass(fact)} truncate`} title={text}>
        {text}
      </td>
    );
  });
}

/** What stands below a title: a note, and on narrow screens the facts, which have no columns there. */
export function FactLine<Item>({ facts, item, note }: FactsProps<Item> & { note: string | null }) {
  return (
    <p class="management-facts small">
      {facts.map((fact) => (
        <span key={fact.sortBy} class="management-narrow truncate">
          <span class="muted">{fact.title}</span> {factText(fact, item)}
        </span>
      ))}
      {note && <span class="muted truncate">{note}</span>}
    </p>
  );
}

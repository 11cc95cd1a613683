import { type Fact, factClass, factText } from './fact.ts';

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

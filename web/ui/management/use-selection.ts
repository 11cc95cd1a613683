import { useSignal } from '@preact/signals';

export interface Selection<Item> {
  readonly items: readonly Item[];
  /** Some are selected, and some are not. */
  readonly isPartial: boolean;
  has(item: Item): boolean;
  toggle(item: Item): void;
  /** Selects all of them, or none if all are selected. */
  toggleAll(): void;
  clear(): void;
}

/** Which of the shown items are selected; one that is no longer shown is no longer selected. */
export function useSelection<Item>(
  shown: readonly Item[],
  keyOf: (item: Item) => string,
): Selection<Item> {
  const keys = useSignal<ReadonlySet<string>>(new Set());
  const items = shown.filter((item) => keys.value.has(keyOf(item)));
  return {
    items,
    isPartial: items.length > 0 && items.length < shown.length,
    has: (item) => keys.value.has(keyOf(item)),
    toggle(item) {
      const next = new Set(keys.value);
      if (!next.delete(keyOf(item))) next.add(keyOf(item));
      keys.value = next;
    },
    toggleAll() {
      keys.value = new Set(items.length === shown.length ? [] : shown.map(keyOf));
    },
    clear() {
      keys.value = new Set();
    },
  };
}

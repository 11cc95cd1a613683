import { useSignal } from '@preact/signals';
import { useEffect, useRef } from 'preact/hooks';
import { useApp } from '../app/app-model.ts';
import { Button } from '../components/button.tsx';
import { explainLibraryError } from '../words/explain-library-error.ts';
import { counted } from '../words/format.ts';

/** What can be done with the selected rows; a deletion is asked for again in the same place. */
export function SelectionBar<Item>({
  selection,
  noun,
  action,
  question,
  remove,
}: {
  selection: Selection<Item>;
  /** "session" */
  noun: string;
  /** "Delete" */
  action: string;
  /** What will happen, in words, to these items. */
  question: string;
  remove(item: Item): Promise<void>;
}) {
  const { toasts } = useApp();
  const asking = useSignal(false);
  const busy = useSignal(false);
  const bar = useRef<HTMLElement>(null);
  const isAsking = asking.value;
  useEffect(() => {
    if (isAsking) bar.current?.querySelector('button')?.focus();
  }, [isAsking]);
  const { items } = selection;
  if (items.length === 0) return null;

  const removeAll = async () => {
    busy.value = true;
    const failures: unknown[] = [];
    for (const item of items) await remove(item).catch((error) => failures.push(error));
    busy.value = false;
    asking.value = false;
    selection.clear();
    // This bar goes, and the list is where one goes on.
    bar.current?.parentElement?.querySelector<HTMLElement>('.ui-rows, input')?.focus();
    if (failures.length === 0) {
      toasts.show({ tone: 'success', text: `${counted(items.length, noun)}: done` });
    } else {
      const reason = explainLibraryError(failures[0]);
      const text = `${failures.length} of ${items.length} could not be removed. ${reason}`;
      toasts.show({ tone: 'danger', text });
    }
  };

  return (
    <section
      ref={bar}
      class="management-selection"
      aria-label="Selected rows"
      onKeyDown={(event) => {
        if (!isAsking || event.key !== 'Escape') return;
        // Only the question goes; the dialog around stays.
        event.preventDefault();
        asking.value = false;
      }}
    >
      {isAsking ? (
        <>
          <div class="management-question" role="alert">
            {question}
          </div>
          <Button
            onClick={() => {
              asking.value = false;
            }}
          >
            Cancel
          </Button>
          <Button variant="danger" busy={busy.value} onClick={() => void removeAll()}>
            {action} {counted(items.length, noun)}
          </Button>
        </>
      ) : (
        <>
          <span class="management-question">{counted(items.length, noun)} selected</span>
          <Button onClick={selection.clear}>Select none</Button>
          <Button
            icon="trash"
            onClick={() => {
              asking.value = true;
            }}
          >
            {action}...
          </Button>
        </>
      )}
    </section>
  );
}

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

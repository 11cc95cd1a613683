import { type Signal, useSignal } from '@preact/signals';
import { useLayoutEffect, useRef } from 'preact/hooks';
import { useApp } from '../app/app-model.ts';
import { Button } from '../components/button.tsx';
import { explainLibraryError } from '../words/explain-problem.ts';
import { counted } from '../words/format.ts';

/** How the selected rows are deleted, with the texts for it. */
export interface Removal<Item> {
  /** Label of the button: "Delete". */
  readonly action: string;
  /** Where the items are afterwards, as the end of a sentence: "in the trash". */
  gone(items: readonly Item[]): string;
  /** Says what will happen to the items. */
  question(items: readonly Item[]): string;
  /** Rejects with a `LibraryError` if the item was not deleted. */
  remove(item: Item): Promise<void>;
  /** Undoes it; absent if that is not possible. */
  restore?(item: Item): Promise<void>;
}

/** Actions for the selected rows. A deletion is confirmed in the same place. */
export function SelectionBar<Item>({
  selection,
  asked,
  noun,
  removal,
}: {
  selection: Selection<Item>;
  /** The items that the question is about; they stay the same even if the list changes meanwhile. */
  asked: Signal<readonly Item[] | null>;
  /** "session" */
  noun: string;
  removal: Removal<Item>;
}) {
  const { toasts } = useApp();
  /** Number of items done so far; null if no deletion is running. */
  const done = useSignal<number | null>(null);
  const isStopped = useRef(false);
  const bar = useRef<HTMLElement>(null);
  const isAsking = asked.value !== null;
  useLayoutEffect(() => {
    if (isAsking) bar.current?.querySelector('button')?.focus();
  }, [isAsking]);
  const items = asked.value ?? selection.items;
  if (items.length === 0) return null;
  const { action } = removal;

  const removeAll = async () => {
    if (done.value !== null) return;
    isStopped.current = false;
    const { removed, failures } = await removeEach(items, removal, (count) => {
      done.value = count;
      return !isStopped.current;
    });
    done.value = null;
    asked.value = null;
    selection.clear(removed);
    // This bar disappears, so the focus goes to the list.
    bar.current?.parentElement?.querySelector<HTMLElement>('.ui-rows, input')?.focus();
    if (failures.length > 0) {
      toasts.show({ tone: 'danger', text: failureWords(failures, items.length) });
    }
    if (removed.length === 0) return;
    const isWhole = removed.length + failures.length === items.length;
    const are = removed.length === 1 ? 'is' : 'are';
    const gone = `${counted(removed.length, noun)} ${are} ${removal.gone(removed)}.`;
    const text = isWhole ? gone : `${gone} You stopped it, so the others stay.`;
    const { restore } = removal;
    const undo = async () => {
      for (const item of removed) await restore?.(item);
      toasts.show({
        tone: 'success',
        text: `${counted(removed.length, noun)} ${are} back in the list`,
      });
    };
    const run = () =>
      undo().catch((error: unknown) => {
        toasts.show({ tone: 'danger', text: `Not restored. ${explainLibraryError(error)}` });
      });
    toasts.show({
      tone: 'success',
      text,
      ...(restore && { action: { label: 'Undo', run: () => void run() } }),
    });
  };

  const cancel = () => {
    isStopped.current = true;
    if (done.value === null) asked.value = null;
  };

  return (
    <section
      ref={bar}
      class="management-selection"
      aria-label="Selected rows"
      onKeyDown={(event) => {
        if (!isAsking || event.key !== 'Escape') return;
        // Closes only the question, not the dialog around it.
        event.preventDefault();
        cancel();
      }}
    >
      {isAsking ? (
        <>
          <div class="management-question" role="alert">
            {done.value === null
              ? removal.question(items)
              : `${done.value} of ${items.length} done`}
          </div>
          <Button onClick={cancel}>{done.value === null ? 'Cancel' : 'Stop'}</Button>
          <Button variant="danger" busy={done.value !== null} onClick={() => void removeAll()}>
            {action} {counted(items.length, noun)}
          </Button>
        </>
      ) : (
        <>
          <span class="management-question">{counted(items.length, noun)} selected</span>
          <Button onClick={() => selection.clear()}>Select none</Button>
          <Button
            icon="trash"
            onClick={() => {
              asked.value = items;
            }}
          >
            {action}...
          </Button>
        </>
      )}
    </section>
  );
}

/** Removes items one after the other. `goesOn` receives how many are done, and returns false to stop. */
async function removeEach<Item>(
  items: readonly Item[],
  { remove }: Removal<Item>,
  goesOn: (done: number) => boolean,
) {
  const removed: Item[] = [];
  const failures: unknown[] = [];
  for (const item of items) {
    if (!goesOn(removed.length + failures.length)) break;
    try {
      await remove(item);
      removed.push(item);
    } catch (error) {
      failures.push(error);
    }
  }
  return { removed, failures };
}

function failureWords(failures: readonly unknown[], all: number): string {
  const changed = failures.filter((error) => (error as { kind?: unknown }).kind === 'changed');
  if (changed.length === failures.length) {
    const were = changed.length === 1 ? 'One was' : `${changed.length} were`;
    return `${were} saved or restored after this list was loaded, and not deleted. The list is up to date now: check it, and delete again if you still want to.`;
  }
  return `${failures.length} of ${all} could not be removed. ${explainLibraryError(failures[0])}`;
}

export interface Selection<Item> {
  readonly items: readonly Item[];
  /** Some but not all are selected. */
  readonly isPartial: boolean;
  has(item: Item): boolean;
  toggle(item: Item): void;
  /** Selects all items, or none if all are selected. */
  toggleAll(): void;
  /** Deselects the given items; without an argument, all. */
  clear(items?: readonly Item[]): void;
}

/** The selected items among those shown. An item that is no longer shown is not selected either. */
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
    clear(cleared) {
      const left = new Set(cleared && keys.value);
      for (const item of cleared ?? []) left.delete(keyOf(item));
      keys.value = left;
    },
  };
}

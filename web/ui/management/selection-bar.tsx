import { type Signal, useSignal } from '@preact/signals';
import { useLayoutEffect, useRef } from 'preact/hooks';
import { useApp } from '../app/app-model.ts';
import { Button } from '../components/button.tsx';
import { explainLibraryError } from '../words/explain-problem.ts';
import { counted } from '../words/format.ts';

/** What the selected rows can be put through, in words and in deed. */
export interface Removal<Item> {
  /** "Delete" */
  readonly action: string;
  /** What these items went through, as the end of a sentence: "in the trash". */
  gone(items: readonly Item[]): string;
  /** What will happen to these items, in words. */
  question(items: readonly Item[]): string;
  /** Rejects with a `LibraryError` where an item stays. */
  remove(item: Item): Promise<void>;
  /** Takes it back; absent where that cannot be done. */
  restore?(item: Item): Promise<void>;
}

/** What can be done with the selected rows; a deletion is asked for again in the same place. */
export function SelectionBar<Item>({
  selection,
  asked,
  noun,
  removal,
}: {
  selection: Selection<Item>;
  /** What the question is about: it stays the same, whatever the list shows meanwhile. */
  asked: Signal<readonly Item[] | null>;
  /** "session" */
  noun: string;
  removal: Removal<Item>;
}) {
  const { toasts } = useApp();
  /** How many are done while it works; null else. */
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
    // This bar goes, and the list is where one goes on.
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
        // Only the question goes; the dialog around stays.
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

/** One after the other; `goesOn` is told how many are done, and says whether the next one follows. */
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
    return `${were} saved again after this list was loaded, and not deleted. The list shows the newest now: look, and delete again if you still want to.`;
  }
  return `${failures.length} of ${all} could not be removed. ${explainLibraryError(failures[0])}`;
}

export interface Selection<Item> {
  readonly items: readonly Item[];
  /** Some are selected, and some are not. */
  readonly isPartial: boolean;
  has(item: Item): boolean;
  toggle(item: Item): void;
  /** Selects all of them, or none if all are selected. */
  toggleAll(): void;
  /** Selects none of these any more; without them, none at all. */
  clear(items?: readonly Item[]): void;
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
    clear(cleared) {
      const left = new Set(cleared && keys.value);
      for (const item of cleared ?? []) left.delete(keyOf(item));
      keys.value = left;
    },
  };
}

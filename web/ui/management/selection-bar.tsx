import { effect, type Signal, untracked, useSignal } from '@preact/signals';
import type { ComponentChildren } from 'preact';
import { useEffect, useLayoutEffect, useRef } from 'preact/hooks';
import { useApp } from '../app/app-model.ts';
import { Button } from '../components/button.tsx';
import { explainLibraryError } from '../words/explain-problem.ts';
import { counted } from '../words/format.ts';
import type { Selection } from './list-header.tsx';

/** How the selected rows are deleted, with the texts for it. */
export interface Removal<Item> {
  /** What the button says before the items: "Delete". */
  readonly action: string;
  /** What it says after them: "for good". */
  readonly end?: string;
  /** "3 sessions"; absent: their number and the noun of the list. */
  count?(items: readonly Item[]): string;
  /** Where the items are afterwards, as the end of a sentence: "in the trash". */
  gone(items: readonly Item[]): string;
  /** Says what will happen to the items. */
  question(items: readonly Item[]): string;
  /** Rejects with a `LibraryError` if the item was not deleted. */
  remove(item: Item): Promise<void>;
  /** Undoes it; absent if that is not possible. */
  restore?(item: Item): Promise<void>;
}

/** A deletion that is running. */
interface Deletion {
  /** Number of items done so far. */
  readonly done: number;
  readonly isStopped: boolean;
}

/**
 * Actions for the selected rows. A deletion is confirmed in the same place. If the list is closed meanwhile, the deletion
 * goes on, and a message shows its progress.
 */
export function SelectionBar<Item>({
  selection,
  selectAll,
  asked,
  noun,
  removal,
}: {
  selection: Selection<Item>;
  /** Button that selects more. */
  selectAll: ComponentChildren;
  /** The items that the question is about; they stay the same even if the list changes meanwhile. */
  asked: Signal<readonly Item[] | null>;
  /** "session" */
  noun: string;
  removal: Removal<Item>;
}) {
  const { ports, toasts } = useApp();
  const deletion = useSignal<Deletion | null>(null);
  const isClosed = useSignal(false);
  useEffect(
    () => () => {
      isClosed.value = true;
    },
    [],
  );
  const bar = useRef<HTMLElement>(null);
  const isAsking = asked.value !== null;
  useLayoutEffect(() => {
    if (isAsking) bar.current?.querySelector('button')?.focus();
  }, [isAsking]);
  const items = asked.value ?? selection.items;
  if (items.length === 0) return null;
  const label = (what = '') => [removal.action, what, removal.end].filter(Boolean).join(' ');
  const count = (some: readonly Item[]) => removal.count?.(some) ?? counted(some.length, noun);

  const removeAll = async () => {
    if (deletion.value) return;
    deletion.value = { done: 0, isStopped: false };
    const isStopped = () => deletion.peek()?.isStopped === true;
    // Of its own, because several lists may be closed while they delete.
    const about = `deletion ${crypto.randomUUID()}`;
    const endMessages = effect(() => {
      const running = deletion.value;
      if (!isClosed.value || !running || running.isStopped) return;
      const text = `${label(count(items))}: ${running.done} of ${items.length} done.`;
      const action = { label: 'Stop', run: cancel };
      const holds = () => deletion.value !== null;
      untracked(() => toasts.show({ tone: 'info', about, text, action, holds }));
    });
    const { done: removed, failures } = await ports.library.together(() =>
      doEach(items, removal.remove, (done) => {
        deletion.value = { done, isStopped: isStopped() };
        return !isStopped();
      }),
    );
    endMessages();
    const wasStopped = isStopped();
    deletion.value = null;
    asked.value = null;
    selection.clear(removed);
    // This bar disappears, so the focus goes to the list.
    bar.current?.parentElement?.querySelector<HTMLElement>('.ui-rows, input')?.focus();
    if (failures.length > 0) {
      const failed = wasStopped ? failures.length : items.length - removed.length;
      toasts.show({ tone: 'danger', text: failureWords(failures, failed, items.length) });
    }
    if (removed.length === 0) return;
    const gone = `${count(removed)} ${areOf(removed)} ${removal.gone(removed)}.`;
    const isWhole = !wasStopped || removed.length + failures.length === items.length;
    const text = isWhole ? gone : `${gone} You stopped it, so the others stay.`;
    const { restore } = removal;
    const run = async () => {
      const all = removed.length;
      const { done: restored, failures } = await ports.library.together(() =>
        doEach(
          removed,
          async (item) => restore?.(item),
          (soFar) => {
            if (soFar > 0 && soFar % UNDO_STEP === 0)
              toasts.show({ tone: 'info', text: `${soFar} of ${all} restored`, about: UNDO });
            return true;
          },
        ),
      );
      const text = failures.length
        ? notRestoredWords(failures, restored.length, all)
        : `${count(restored)} ${areOf(restored)} back in the list`;
      toasts.show({ tone: failures.length ? 'danger' : 'success', text, about: UNDO });
    };
    toasts.show({
      tone: 'success',
      text,
      ...(restore && { action: { label: 'Undo', run: () => void run() } }),
    });
  };

  const cancel = () => {
    if (deletion.value) deletion.value = { ...deletion.value, isStopped: true };
    else asked.value = null;
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
            {deletion.value
              ? `${deletion.value.done} of ${items.length} done`
              : removal.question(items)}
          </div>
          <Button onClick={cancel}>{deletion.value ? 'Stop' : 'Cancel'}</Button>
          <Button variant="danger" busy={deletion.value !== null} onClick={() => void removeAll()}>
            {label(count(items))}
          </Button>
        </>
      ) : (
        <>
          <span class="management-question">{count(items)} selected</span>
          {selectAll}
          <Button onClick={() => selection.clear()}>Select none</Button>
          <Button
            icon="trash"
            onClick={() => {
              asked.value = items;
            }}
          >
            {label()}...
          </Button>
        </>
      )}
    </section>
  );
}

/** The subject of messages about an undo, and after how many items the next of them comes. */
const UNDO = 'undo of a deletion';
const UNDO_STEP = 25;

function areOf(items: readonly unknown[]): string {
  return items.length === 1 ? 'is' : 'are';
}

/**
 * Removes or restores items one after the other, and ends early if the cloud cannot be reached. `goesOn` receives how
 * many are done, and returns false to stop.
 */
async function doEach<Item>(
  items: readonly Item[],
  act: (item: Item) => Promise<void>,
  goesOn: (done: number) => boolean,
) {
  const done: Item[] = [];
  const failures: unknown[] = [];
  for (const item of items) {
    if (!goesOn(done.length + failures.length)) break;
    try {
      await act(item);
      done.push(item);
    } catch (error) {
      failures.push(error);
      if (['signedOut', 'unavailable'].includes(kindOf(error))) break;
    }
  }
  return { done, failures };
}

function kindOf(error: unknown): string {
  return String((error as { kind?: unknown }).kind);
}

export function failureWords(failures: readonly unknown[], failed: number, all: number): string {
  const other = failures.find((error) => kindOf(error) !== 'changed');
  if (other === undefined) {
    const were = failures.length === 1 ? 'One was' : `${failures.length} were`;
    return `${were} saved or restored after this list was loaded, and not deleted. The list is up to date now: check it, and delete again if you still want to.`;
  }
  return `${failed} of ${all} could not be removed. ${explainLibraryError(other)}`;
}

/** What was deleted for good since cannot be restored; the rest stays in the trash. */
function notRestoredWords(failures: readonly unknown[], restored: number, all: number): string {
  const others = failures.filter((error) => kindOf(error) !== 'notFound');
  const gone = failures.length - others.length;
  const words = [`${restored} of ${all} restored.`];
  if (gone > 0) words.push(`${gone} ${gone === 1 ? 'was' : 'were'} deleted for good since.`);
  if (others.length > 0)
    words.push(`The others are still in the trash. ${explainLibraryError(others[0])}`);
  return words.join(' ');
}

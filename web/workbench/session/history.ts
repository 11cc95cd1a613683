/** A state that undo can return to, and the label of the edit after it. */
interface Step<T> {
  readonly value: T;
  readonly label: string;
}

/** Undo and redo steps. Values are immutable trees that share what is equal. */
export interface History<T> {
  readonly past: readonly Step<T>[];
  readonly future: readonly Step<T>[];
  /** Set while edits with the same key follow closely and count as one step. */
  readonly open?: { readonly key: string; readonly atMs: number };
}

export const emptyHistory: History<never> = { past: [], future: [] };

export interface Recorded {
  readonly label: string;
  /** Edits with the same key in quick succession are one step, such as typing into a field. */
  readonly coalesce?: string | undefined;
  readonly atMs: number;
}

export const HISTORY_STEPS_MAX = 200;
/** Longest pause between edits that count as one step. */
export const COALESCE_MS = 1500;

/** Records that an edit replaced `before`; clears the redo steps. */
export function record<T>(history: History<T>, before: T, edit: Recorded): History<T> {
  const { open } = history;
  const continues =
    edit.coalesce !== undefined &&
    open?.key === edit.coalesce &&
    edit.atMs - open.atMs <= COALESCE_MS &&
    history.past.length > 0;
  const past = continues ? history.past : [...history.past, { value: before, label: edit.label }];
  return {
    past: past.slice(-HISTORY_STEPS_MAX),
    future: [],
    ...(edit.coalesce === undefined ? {} : { open: { key: edit.coalesce, atMs: edit.atMs } }),
  };
}

/** Goes back one step; undefined if there is none. */
export function undo<T>(
  history: History<T>,
  now: T,
): { value: T; history: History<T> } | undefined {
  const step = history.past.at(-1);
  if (!step) return undefined;
  const future = [...history.future, { value: now, label: step.label }];
  return { value: step.value, history: { past: history.past.slice(0, -1), future } };
}

/** Repeats the last undone step; undefined if there is none. */
export function redo<T>(
  history: History<T>,
  now: T,
): { value: T; history: History<T> } | undefined {
  const step = history.future.at(-1);
  if (!step) return undefined;
  const past = [...history.past, { value: now, label: step.label }];
  return { value: step.value, history: { past, future: history.future.slice(0, -1) } };
}

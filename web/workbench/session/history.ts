/** One state that undo can go back to, and what the edit after it was called. */
interface Step<T> {
  readonly value: T;
  readonly label: string;
}

/** What undo and redo can reach. The values are immutable trees, so keeping them costs only what differs. */
export interface History<T> {
  readonly past: readonly Step<T>[];
  readonly future: readonly Step<T>[];
  /** Set while edits of the same key follow each other closely and count as one. */
  readonly open?: { readonly key: string; readonly atMs: number };
}

export const emptyHistory: History<never> = { past: [], future: [] };

export interface Recorded {
  readonly label: string;
  /** Edits with the same key in quick succession are one step: typing into one field for instance. */
  readonly coalesce?: string | undefined;
  readonly atMs: number;
}

export const HISTORY_STEPS_MAX = 200;
/** Longest pause inside a run of edits that counts as one. */
export const COALESCE_MS = 1500;

/** Notes that `before` was replaced; what could be redone is gone. */
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

/** The state before the last step, or undefined if there is none. */
export function undo<T>(
  history: History<T>,
  now: T,
): { value: T; history: History<T> } | undefined {
  const step = history.past.at(-1);
  if (!step) return undefined;
  const future = [...history.future, { value: now, label: step.label }];
  return { value: step.value, history: { past: history.past.slice(0, -1), future } };
}

/** The state that the last undo left, or undefined if there is none. */
export function redo<T>(
  history: History<T>,
  now: T,
): { value: T; history: History<T> } | undefined {
  const step = history.future.at(-1);
  if (!step) return undefined;
  const past = [...history.past, { value: now, label: step.label }];
  return { value: step.value, history: { past, future: history.future.slice(0, -1) } };
}

import { useSignal } from '@preact/signals';
import { useEffect, useRef } from 'preact/hooks';
import type { DraftPlace } from '../../workbench/drafts.ts';
import type { Workbench } from '../../workbench/workbench.ts';

export type Parsed<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly message: string };

interface ParsedText<T> {
  /** The stored value as text. Undo, a merge or another control may change it. */
  readonly stored: string;
  parse(text: string): Parsed<T>;
  /** Called with the parsed value when a changed text is confirmed by Enter or by leaving the field. */
  onChange(value: T): void;
}

/** A text field for a parsed value. Valid text is stored; invalid text stays in the field with an error. */
export function useParsed<T>(
  workbench: Workbench,
  place: EditorPlace,
  { stored, parse, onChange }: ParsedText<T>,
) {
  const draft = useDraft<string>(workbench, place, (text) => {
    const parsed = parse(text);
    if (!parsed.ok) return;
    // If the value is the stored one, `onChange` changes nothing, so the text is reset here.
    draft.set(undefined);
    onChange(parsed.value);
  });
  const tried = useSignal(draft.value !== undefined);
  const parsed = tried.value && draft.value !== undefined ? parse(draft.value) : null;
  const keep = (text: string) => {
    tried.value = true;
    if (draft.value === undefined) return;
    const now = parse(text);
    if (!now.ok) return;
    draft.set(undefined);
    onChange(now.value);
  };
  return {
    error: parsed?.ok === false ? parsed.message : undefined,
    input: {
      value: draft.value ?? stored,
      onInput: (event: { readonly currentTarget: HTMLInputElement }) => {
        const { value } = event.currentTarget;
        draft.set(value === stored ? undefined : value);
      },
      onBlur: (event: { readonly currentTarget: HTMLInputElement }) =>
        keep(event.currentTarget.value),
      onKeyDown: (event: KeyboardEvent & { readonly currentTarget: HTMLInputElement }) => {
        if (event.key === 'Enter') keep(event.currentTarget.value);
      },
    },
  };
}

/** Key, label and location of an editor. */
export interface EditorPlace {
  readonly key: string;
  readonly label: string;
  readonly at: DraftPlace;
}

/** Text typed in an editor that is not part of the session yet. */
interface TypedDraft<T> {
  /** undefined if there is none. */
  readonly value: T | undefined;
  /** Sets the draft, which counts as unsaved work; undefined once it became part of the session or was discarded. */
  set(value: T | undefined): void;
}

/**
 * The draft of an editor: what is typed in it until it is part of the session. Drafts are backed up and restored after
 * a reload. `commit` makes a valid value part of the session; it is called before a save, before the session is closed
 * and before the page may be unloaded. Forms with a button to confirm have no `commit`.
 */
export function useDraft<T>(
  workbench: Workbench,
  { key, label, at }: EditorPlace,
  commit?: (value: T) => void,
): TypedDraft<T> {
  const latest = useRef(commit);
  latest.current = commit;
  useEffect(() => {
    const commitNow = () => {
      const typed = workbench.drafts.peek()[key];
      if (typed !== undefined) latest.current?.(typed.value as T);
    };
    const remove = workbench.editors.add({ key, commit: commitNow });
    return () => {
      // The editor was removed with its dashboard or panel.
      commitNow();
      remove();
    };
  }, [workbench, key]);
  return {
    value: workbench.drafts.value[key]?.value as T | undefined,
    set: (value) => workbench.draft(key, value === undefined ? undefined : { label, at, value }),
  };
}

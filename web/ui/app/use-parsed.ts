import { useSignal } from '@preact/signals';
import { useEffect, useRef } from 'preact/hooks';
import type { DraftPlace } from '../../workbench/drafts.ts';
import type { Workbench } from '../../workbench/workbench.ts';

export type Parsed<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly message: string };

interface ParsedText<T> {
  /** What is stored, as text. Undo, a merge or another control may change it. */
  readonly stored: string;
  parse(text: string): Parsed<T>;
  /** Called with what was understood, when the text was changed and Enter is pressed or the field is left. */
  onChange(value: T): void;
}

/** A line of text that stands for something else: it is taken over when it is understood, else it stays and says why. */
export function useParsed<T>(
  workbench: Workbench,
  place: EditorPlace,
  { stored, parse, onChange }: ParsedText<T>,
) {
  const draft = useDraft<string>(workbench, place, (text) => {
    const parsed = parse(text);
    if (!parsed.ok) return;
    // If it means what is stored already, nothing else will tidy the text.
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

/** Which editor it is, and where it is found again. */
export interface EditorPlace {
  readonly key: string;
  readonly label: string;
  readonly at: DraftPlace;
}

/** What is typed in an editor and not part of the session. */
interface TypedDraft<T> {
  /** undefined where there is nothing. */
  readonly value: T | undefined;
  /** Counts as unsaved work from now on; undefined when it became part of the session or was given up. */
  set(value: T | undefined): void;
}

/**
 * Every editor keeps here what is typed in it until it is part of the session: it is backed up, and there again after a
 * reload. `commit` is called before work is saved, put away or may be gone, and makes a valid value part of the session;
 * a form that is to be confirmed has none.
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
      // It goes from the screen with its dashboard or panel.
      commitNow();
      remove();
    };
  }, [workbench, key]);
  return {
    value: workbench.drafts.value[key]?.value as T | undefined,
    set: (value) => workbench.draft(key, value === undefined ? undefined : { label, at, value }),
  };
}

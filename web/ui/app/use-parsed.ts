import { useSignal } from '@preact/signals';
import type { Workbench } from '../../workbench/workbench.ts';
import { type EditorPlace, useDraft } from './use-draft.ts';

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

import { useSignal } from '@preact/signals';
import { useEffect } from 'preact/hooks';
import { Field } from '../components/field.tsx';

export type Parsed<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly message: string };

interface ParsedFieldProps<T> {
  label: string;
  hint?: string;
  /** What is stored, as text. Undo, a merge or another control may change it. */
  stored: string;
  disabled: boolean;
  parse(text: string): Parsed<T>;
  /** Called with what was understood, when the text was changed and Enter is pressed or the field is left. */
  onChange(value: T): void;
}

/** A line of text that stands for something else: it is taken over when it is understood, else it says why not. */
export function ParsedField<T>(props: ParsedFieldProps<T>) {
  const { label, hint, stored, disabled, parse, onChange } = props;
  const text = useSignal(stored);
  const error = useSignal<string | undefined>(undefined);
  useEffect(() => {
    text.value = stored;
    error.value = undefined;
  }, [stored]);
  const keep = () => {
    const parsed = text.value === stored ? null : parse(text.value);
    error.value = parsed?.ok === false ? parsed.message : undefined;
    if (!parsed?.ok) return;
    // If it means what is stored already, nothing else will tidy the text.
    text.value = stored;
    onChange(parsed.value);
  };
  return (
    <Field label={label} hint={hint} error={error.value}>
      {(attributes) => (
        <input
          class="ui-input"
          {...attributes}
          value={text.value}
          disabled={disabled}
          onInput={(event) => {
            text.value = event.currentTarget.value;
          }}
          onBlur={keep}
          onKeyDown={(event) => event.key === 'Enter' && keep()}
        />
      )}
    </Field>
  );
}

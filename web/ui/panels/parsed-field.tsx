import { useEffect, useState } from 'preact/hooks';
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
  const [text, setText] = useState(stored);
  const [error, setError] = useState<string | undefined>(undefined);
  useEffect(() => {
    setText(stored);
    setError(undefined);
  }, [stored]);
  const keep = () => {
    if (text === stored) return setError(undefined);
    const parsed = parse(text);
    setError(parsed.ok ? undefined : parsed.message);
    if (!parsed.ok) return;
    // If it means what is stored already, nothing else will tidy the text.
    setText(stored);
    onChange(parsed.value);
  };
  return (
    <Field label={label} hint={hint} error={error}>
      {(attributes) => (
        <input
          class="ui-input"
          {...attributes}
          value={text}
          disabled={disabled}
          onInput={(event) => setText(event.currentTarget.value)}
          onBlur={keep}
          onKeyDown={(event) => event.key === 'Enter' && keep()}
        />
      )}
    </Field>
  );
}

import type { Workbench } from '../../workbench/workbench.ts';
import { type EditorPlace, type Parsed, useParsed } from '../app/use-parsed.ts';
import { Field } from '../components/field.tsx';

interface ParsedFieldProps<T> {
  workbench: Workbench;
  /** Key and location of the editor, for its draft. */
  place: EditorPlace;
  label: string;
  hint?: string;
  /** The stored value as text. Undo, a merge or another control may change it. */
  stored: string;
  disabled: boolean;
  parse(text: string): Parsed<T>;
  /** Called with the parsed value when a changed text is confirmed by Enter or by leaving the field. */
  onChange(value: T): void;
}

/** A labelled text field for a parsed value. */
export function ParsedField<T>(props: ParsedFieldProps<T>) {
  const { workbench, place, label, hint, stored, disabled, parse, onChange } = props;
  const { input, error } = useParsed(workbench, place, { stored, parse, onChange });
  return (
    <Field label={label} hint={hint} error={error}>
      {(attributes) => <input class="ui-input" {...attributes} {...input} disabled={disabled} />}
    </Field>
  );
}

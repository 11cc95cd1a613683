import type { Workbench } from '../../workbench/workbench.ts';
import { type EditorPlace, type Parsed, useParsed } from '../app/use-parsed.ts';
import { Field } from '../components/field.tsx';

interface ParsedFieldProps<T> {
  workbench: Workbench;
  /** Which editor it is, for what is typed in it and not understood yet. */
  place: EditorPlace;
  label: string;
  hint?: string;
  /** What is stored, as text. Undo, a merge or another control may change it. */
  stored: string;
  disabled: boolean;
  parse(text: string): Parsed<T>;
  /** Called with what was understood, when the text was changed and Enter is pressed or the field is left. */
  onChange(value: T): void;
}

/** A labelled line of text that stands for something else. */
export function ParsedField<T>(props: ParsedFieldProps<T>) {
  const { workbench, place, label, hint, stored, disabled, parse, onChange } = props;
  const { input, error } = useParsed(workbench, place, { stored, parse, onChange });
  return (
    <Field label={label} hint={hint} error={error}>
      {(attributes) => <input class="ui-input" {...attributes} {...input} disabled={disabled} />}
    </Field>
  );
}

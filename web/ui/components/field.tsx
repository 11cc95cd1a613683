import type { ComponentChildren } from 'preact';
import { useId } from 'preact/hooks';
import { sameJson } from '../../kernel/index.ts';

interface FieldAttributes {
  id: string;
  'aria-describedby'?: string;
  'aria-invalid': boolean;
}

interface FieldProps {
  label: string;
  hint?: ComponentChildren;
  /** Says what is wrong and what would be right. */
  error?: string | undefined;
  /** Renders the control; the attributes connect it to its label, hint and error. */
  children(attributes: FieldAttributes): ComponentChildren;
}

/** A control with label, hint and error. */
export function Field({ label, hint, error, children }: FieldProps) {
  const id = useId();
  const describedBy = [hint && `${id}-hint`, error && `${id}-error`].filter(Boolean).join(' ');
  return (
    <div class="ui-field">
      <label class="ui-field-label" for={id}>
        {label}
      </label>
      {children({
        id,
        'aria-invalid': error !== undefined,
        ...(describedBy ? { 'aria-describedby': describedBy } : {}),
      })}
      {hint && (
        <p class="ui-field-hint" id={`${id}-hint`}>
          {hint}
        </p>
      )}
      {error && (
        <p class="ui-field-error" id={`${id}-error`} role="alert">
          {error}
        </p>
      )}
    </div>
  );
}

interface TextFieldProps {
  label: string;
  value: string;
  placeholder?: string;
  maxLength?: number;
  autofocus?: boolean;
  onInput(value: string): void;
  hint?: ComponentChildren;
  error?: string | undefined;
  /** Rows of a text area; a single-line field without. */
  rows?: number;
}

/** A text field or text area with its label. */
export function TextField({ label, hint, error, rows, onInput, ...rest }: TextFieldProps) {
  return (
    <Field label={label} hint={hint} error={error}>
      {(attributes) => {
        const all = { class: 'ui-input', ...rest, ...attributes };
        return rows === undefined ? (
          <input type="text" {...all} onInput={(event) => onInput(event.currentTarget.value)} />
        ) : (
          <textarea {...all} rows={rows} onInput={(event) => onInput(event.currentTarget.value)} />
        );
      }}
    </Field>
  );
}

/**
 * The fields in which `now` differs from `before`. A form saves only these, because the values that it shows for the
 * others may be outdated.
 */
export function changedFields<Values extends object>(before: Values, now: Values): Partial<Values> {
  const changed = Object.entries(now).filter(
    ([name, value]) => !sameJson(value, before[name as keyof Values]),
  );
  return Object.fromEntries(changed) as Partial<Values>;
}

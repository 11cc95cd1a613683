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
  /** What is wrong and what would be right. */
  error?: string | undefined;
  /** Renders the control with the attributes that tie it to its label, hint and error. */
  children(attributes: FieldAttributes): ComponentChildren;
}

/** A labelled control: a select, a range, whatever `children` renders. */
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
  /** Rows of a text area; a single line without. */
  rows?: number;
}

/** A line or an area of text with its label. */
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
 * The fields in which `now` differs from `before`. A form writes these alone: what it shows of the others may be older
 * than what another page has made of them.
 */
export function changedFields<Values extends object>(before: Values, now: Values): Partial<Values> {
  const changed = Object.entries(now).filter(
    ([name, value]) => !sameJson(value, before[name as keyof Values]),
  );
  return Object.fromEntries(changed) as Partial<Values>;
}

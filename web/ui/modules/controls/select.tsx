import type { ComponentChildren } from 'preact';

export interface SelectProps {
  /** What is chosen, for screen readers: "Vector". */
  label: string;
  value: string;
  names: readonly string[];
  onChange(value: string): void;
  /** Options of another kind before the names. */
  children?: ComponentChildren;
}

/**
 * A choice of one name; nothing where there are none. A name that is not there any more stays chosen, and says so.
 */
export function Select({ label, value, names, onChange, children }: SelectProps) {
  if (names.length === 0) return null;
  return (
    <select
      class="ui-input controls-select"
      aria-label={label}
      title={label}
      value={value}
      onChange={(event) => onChange(event.currentTarget.value)}
    >
      {children}
      {!names.includes(value) && !children && <option value={value}>{value} (missing)</option>}
      {names.map((name) => (
        <option key={name} value={name}>
          {name}
        </option>
      ))}
    </select>
  );
}

export interface ChooseProps {
  label: string;
  value: string;
  /** Value and text of each. */
  options: readonly (readonly [string, string])[];
  onChange(value: string): void;
}

/** A labelled choice of a few among the options of a module. */
export function Choose({ label, value, options, onChange }: ChooseProps) {
  return (
    <label class="controls-label">
      {label}
      <select
        class="ui-input controls-select"
        value={value}
        onChange={(event) => onChange(event.currentTarget.value)}
      >
        {options.map(([each, text]) => (
          <option key={each} value={each}>
            {text}
          </option>
        ))}
      </select>
    </label>
  );
}

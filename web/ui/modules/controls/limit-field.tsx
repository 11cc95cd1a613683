export interface LimitFieldProps {
  label: string;
  /** Null: by the data. */
  value: number | null;
  placeholder?: string;
  onChange(value: number | null): void;
}

/** A fixed end of an axis; empty: by the data. */
export function LimitField({
  label,
  value,
  placeholder = 'by the data',
  onChange,
}: LimitFieldProps) {
  return (
    <label class="controls-label">
      {label}
      <input
        class="ui-input controls-number"
        type="number"
        step="any"
        placeholder={placeholder}
        value={value ?? ''}
        onChange={({ currentTarget: { valueAsNumber } }) =>
          onChange(Number.isFinite(valueAsNumber) ? valueAsNumber : null)
        }
      />
    </label>
  );
}

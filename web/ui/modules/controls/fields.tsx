import { useSignal } from '@preact/signals';
import type { ComponentChildren } from 'preact';
import { type PercentilesCount, rankLabel } from '../../../workbench/statistics/ranks.ts';
import { parsePercentiles } from '../../words/parse-percentiles.ts';

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

export interface RanksFieldProps {
  ranks: readonly number[];
  count: PercentilesCount;
  onChange(ranks: readonly number[]): void;
}

/** The percentiles of one chart, as "10, 50, 90". */
export function RanksField({ ranks, count, onChange }: RanksFieldProps) {
  const error = useSignal('');
  return (
    <>
      <label class="controls-label">
        Percentiles
        <input
          class="ui-input controls-number"
          value={ranks.join(', ')}
          title={ranks.map((rank) => rankLabel(rank, count)).join(', ')}
          aria-invalid={error.value !== ''}
          onChange={(event) => {
            const parsed = parsePercentiles(event.currentTarget.value);
            error.value = parsed.ok ? '' : parsed.message;
            if (parsed.ok) onChange([...new Set(parsed.value)].sort((a, b) => a - b));
          }}
        />
      </label>
      {error.value && <p class="card-warning">{error.value}</p>}
    </>
  );
}

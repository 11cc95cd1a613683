import { type PercentilesCount, rankLabel } from '../../../workbench/statistics/ranks.ts';
import type { Workbench } from '../../../workbench/workbench.ts';
import { type EditorPlace, type Parsed, useParsed } from '../../app/use-parsed.ts';
import { Field } from '../../components/field.tsx';
import { parsePercentiles } from '../../words/parse-percentiles.ts';

interface TypedFieldProps {
  workbench: Workbench;
  /** Key and location of the editor, for its draft. */
  place: EditorPlace;
}

export interface LimitFieldProps extends TypedFieldProps {
  label: string;
  /** Null: determined by the data. */
  value: number | null;
  placeholder?: string;
  onChange(value: number | null): void;
}

/** Field for a fixed end of an axis; empty: determined by the data. */
export function LimitField({
  workbench,
  place,
  label,
  value,
  placeholder = 'automatic',
  onChange,
}: LimitFieldProps) {
  const stored = value === null ? '' : String(value);
  const { input, error } = useParsed(workbench, place, { stored, parse: parseLimit, onChange });
  return (
    <>
      <label class="controls-label">
        {label}
        <input
          class="ui-input controls-number"
          inputMode="decimal"
          placeholder={placeholder}
          aria-invalid={error !== undefined}
          {...input}
        />
      </label>
      {error && (
        <p class="card-warning" role="alert">
          {error}
        </p>
      )}
    </>
  );
}

function parseLimit(text: string): Parsed<number | null> {
  const trimmed = text.trim();
  if (trimmed === '') return { ok: true, value: null };
  const value = Number(trimmed);
  return Number.isFinite(value)
    ? { ok: true, value }
    : { ok: false, message: 'Enter a number, or leave the field empty.' };
}

export interface RanksFieldProps extends TypedFieldProps {
  ranks: readonly number[];
  count: PercentilesCount;
  onChange(ranks: readonly number[]): void;
}

/** Field for the percentiles of one chart, such as "10, 50, 90". */
export function RanksField({ workbench, place, ranks, count, onChange }: RanksFieldProps) {
  const { input, error } = useParsed(workbench, place, {
    stored: ranks.join(', '),
    parse: parsePercentiles,
    onChange: (parsed) => onChange([...new Set(parsed)].sort((a, b) => a - b)),
  });
  return (
    <>
      <label class="controls-label">
        Percentiles
        <input
          class="ui-input controls-number"
          title={ranks.map((rank) => rankLabel(rank, count)).join(', ')}
          aria-invalid={error !== undefined}
          {...input}
        />
      </label>
      {error && <p class="card-warning">{error}</p>}
    </>
  );
}

interface ParsedFieldProps<T> extends TypedFieldProps {
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

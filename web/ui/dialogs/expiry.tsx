import { Field } from '../components/field.tsx';

/** How long a snapshot can be opened. `day` is the last day, as `<input type="date">` gives it. */
export interface Expiry {
  readonly choice: keyof typeof choices;
  readonly day: string;
}

export const NEVER: Expiry = { choice: 'never', day: '' };

const choices = {
  never: 'Never',
  day: 'After a day',
  week: 'After a week',
  month: 'After a month',
  date: 'At the end of a chosen day...',
} as const;

/** The time at which the snapshot expires, in ISO 8601; null for never, undefined if the day is missing or past. */
export function expiresAt({ choice, day }: Expiry, nowMs: number): string | null | undefined {
  if (choice === 'never') return null;
  const at = new Date(nowMs);
  if (choice === 'day') at.setDate(at.getDate() + 1);
  if (choice === 'week') at.setDate(at.getDate() + 7);
  if (choice === 'month') at.setMonth(at.getMonth() + 1);
  if (choice === 'date') {
    const [, year, month, date] = /^(\d{4})-(\d\d)-(\d\d)$/.exec(day) ?? [];
    if (year === undefined) return undefined;
    at.setTime(new Date(Number(year), Number(month) - 1, Number(date) + 1).getTime() - 1);
  }
  return at.getTime() > nowMs ? at.toISOString() : undefined;
}

/** Asks when a new snapshot's link stops working. */
export function ExpiryField({
  expiry: { choice, day },
  error,
  nowMs,
  onChange,
}: {
  expiry: Expiry;
  error: string | undefined;
  nowMs: number;
  onChange(expiry: Expiry): void;
}) {
  return (
    <>
      <Field label="The link stops working">
        {(attributes) => (
          <select
            {...attributes}
            class="ui-input"
            value={choice}
            onChange={({ currentTarget }) => {
              onChange({ choice: currentTarget.value as Expiry['choice'], day });
            }}
          >
            {Object.entries(choices).map(([value, words]) => (
              <option key={value} value={value}>
                {words}
              </option>
            ))}
          </select>
        )}
      </Field>
      {choice === 'date' && (
        <Field label="Last day" error={error}>
          {(attributes) => (
            <input
              {...attributes}
              class="ui-input"
              type="date"
              min={localDay(nowMs)}
              max="9999-12-31"
              value={day}
              onInput={({ currentTarget }) => {
                onChange({ choice, day: currentTarget.value });
              }}
            />
          )}
        </Field>
      )}
    </>
  );
}

function localDay(ms: number): string {
  const at = new Date(ms);
  const two = (value: number) => String(value).padStart(2, '0');
  return `${at.getFullYear()}-${two(at.getMonth() + 1)}-${two(at.getDate())}`;
}

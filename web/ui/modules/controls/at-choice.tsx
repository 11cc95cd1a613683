import { unionOf } from '../../../workbench/statistics/between-dates.ts';
import { daysAt } from '../../charts/format.ts';
import type { ShownEnsemble } from '../shown-ensembles.ts';

export interface AtChoiceProps {
  /** "end", or a day as "2031-05-01". */
  at: string;
  /** The day that the dashboard reads all vectors on, if it has one. */
  date: string | null;
  ensembles: readonly ShownEnsemble[];
  onChange(at: string): void;
}

/** The day on which a vector is read: the last one, or one that is chosen; or the dashboard's, which is said only. */
export function AtChoice({ at, date, ensembles, onChange }: AtChoiceProps) {
  const days = daysOf(ensembles);
  const last = days.at(-1);
  if (last === undefined) return null;
  if (date !== null) {
    return (
      <span class="controls-label" title="The dashboard's date. Its slider is above the charts.">
        on {date}
      </span>
    );
  }
  return (
    <>
      <select
        class="ui-input controls-select"
        aria-label="Read the vector on"
        title="Read the vector on"
        value={at === 'end' ? 'end' : 'day'}
        onChange={(event) => onChange(event.currentTarget.value === 'end' ? 'end' : last)}
      >
        <option value="end">last day</option>
        <option value="day">the day</option>
      </select>
      {at !== 'end' && <DaySlider day={at} days={days} label="Day" onChange={onChange} />}
    </>
  );
}

export interface DaySliderProps {
  day: string;
  /** Ascending. */
  days: readonly string[];
  /** What the day is for, for screen readers. */
  label: string;
  onChange(day: string): void;
}

/** A day by a slider that stops at the days of the data, or any day between them by typing. */
export function DaySlider({ day, days, label, onChange }: DaySliderProps) {
  const place = days.findLastIndex((one) => one <= day);
  return (
    <>
      <input
        type="range"
        class="controls-slider"
        aria-label={`${label}, by date of the data`}
        aria-valuetext={day}
        min={0}
        max={days.length - 1}
        value={Math.max(0, place)}
        onInput={(event) => onChange(days[event.currentTarget.valueAsNumber] ?? day)}
      />
      <input
        type="date"
        class="ui-input controls-select"
        aria-label={label}
        min={days[0]}
        max={days.at(-1)}
        value={day}
        onChange={({ currentTarget: { value } }) => value && onChange(value)}
      />
    </>
  );
}

const known = new WeakMap<Float64Array, readonly string[]>();

/** All days on which at least one of the ensembles has data, ascending. Cached for the same times. */
export function daysOf(ensembles: readonly Pick<ShownEnsemble, 'data'>[]): readonly string[] {
  const times = unionOf(ensembles.map(({ data }) => data.times));
  const days = known.get(times) ?? [...new Set(daysAt(times))];
  known.set(times, days);
  return days;
}

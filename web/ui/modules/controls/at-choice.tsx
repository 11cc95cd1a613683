import { unionOf } from '../../../workbench/statistics/between-dates.ts';
import { daysAt } from '../../charts/format.ts';
import type { ShownEnsemble } from '../shown-ensembles.ts';

export interface AtChoiceProps {
  /** "end", or a day such as "2031-05-01". */
  at: string;
  /** The dashboard's date, which overrides `at`; null if it has none. */
  date: string | null;
  ensembles: readonly ShownEnsemble[];
  onChange(at: string): void;
}

/** Choice of the day on which a vector is read: the last one, or a chosen one. The dashboard's date is only shown. */
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
        <option value="day">day</option>
      </select>
      {at !== 'end' && <DaySlider day={at} days={days} label="Day" onChange={onChange} />}
    </>
  );
}

export interface DaySliderProps {
  day: string;
  /** Ascending. */
  days: readonly string[];
  /** Accessible name. */
  label: string;
  onChange(day: string): void;
}

/** Choice of a day by a slider over the days of the data, or of any day in between by typing. */
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

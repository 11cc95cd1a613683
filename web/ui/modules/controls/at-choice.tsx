import type { Dashboard, SessionContent } from '../../../workbench/content/schema.ts';
import { changeDashboardView } from '../../../workbench/edits/dashboards.ts';
import { unionOf } from '../../../workbench/statistics/between-dates.ts';
import type { Workbench } from '../../../workbench/workbench.ts';
import { daysAt, formatDay } from '../../charts/format.ts';
import { IconButton } from '../../components/button.tsx';
import type { ShownEnsemble } from '../shown-ensembles.ts';
import { shownEnsembles } from '../shown-ensembles.ts';

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
      <span
        class="controls-label"
        data-screen-only
        title="The dashboard's date. Its slider is above the charts."
      >
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

/** Choice of a day by a slider over the days of the data, or of any day between the first and the last of them by typing. */
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
        // While a year is being typed it is outside the data: 0002, 0020, 0203.
        onChange={({ currentTarget: { value, validity } }) =>
          value && validity.valid && onChange(value)
        }
        onBlur={({ currentTarget }) => {
          currentTarget.value = day;
        }}
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

export interface DateBarProps {
  dashboard: Dashboard;
  workbench: Workbench;
}

/** Slider for the dashboard's date, on which all its charts read vectors. */
export function DateBar({ dashboard: { id, date = null }, workbench }: DateBarProps) {
  const days = daysOf(shownEnsembles(workbench, workbench.shared.value, 'all').ensembles);
  if (date === null || days.length === 0) return null;
  const change = (next: string | null) => {
    const edit = (content: SessionContent) => changeDashboardView(content, id, { date: next });
    if (workbench.readOnly.peek()) workbench.look(edit);
    else workbench.edit(edit, { label: 'Change date', coalesce: `date:${id}` });
  };
  return (
    <section class="date-bar" aria-label="Date of the dashboard" data-screen-only>
      <span class="controls-label">All charts on</span>
      <DaySlider day={date} days={days} label="Date of all charts" onChange={change} />
      <IconButton
        icon="x"
        label="Remove the date slider; charts read vectors on their own days"
        onClick={() => change(null)}
      />
    </section>
  );
}

/**
 * The last day on which every ensemble of the session has data or, without one, the last day of any; null if there is no
 * data.
 */
export function lastDay(workbench: Workbench): string | null {
  const { ensembles } = shownEnsembles(workbench, workbench.shared.value, 'all');
  return lastCommonDay(ensembles);
}

/** The same for some ensembles. */
export function lastCommonDay(ensembles: readonly Pick<ShownEnsemble, 'data'>[]): string | null {
  const having = ensembles.filter(({ data }) => data.times.length > 0);
  const first = Math.max(...having.map(({ data }) => data.times[0] as number));
  const last = Math.min(...having.map(({ data }) => data.times.at(-1) as number));
  return last >= first && having.length > 0 ? formatDay(last) : (daysOf(having).at(-1) ?? null);
}

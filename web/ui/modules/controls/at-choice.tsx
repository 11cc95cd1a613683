import { formatDay } from '../../charts/format.ts';
import type { ShownEnsemble } from '../shown-ensembles.ts';

export interface AtChoiceProps {
  /** "end", or a day as "2031-05-01". */
  at: string;
  ensembles: readonly ShownEnsemble[];
  onChange(at: string): void;
}

/** The day on which a vector is read: the last one, or one that is chosen; the slider stops at the days of the data. */
export function AtChoice({ at, ensembles, onChange }: AtChoiceProps) {
  const firsts = ensembles.flatMap(({ data }) => data.times[0] ?? []);
  const lasts = ensembles.flatMap(({ data }) => data.times.at(-1) ?? []);
  if (firsts.length === 0) return null;
  const days = [
    ...new Set(ensembles.flatMap(({ data }) => Array.from(data.times, formatDay))),
  ].sort();
  const firstDay = formatDay(Math.min(...firsts));
  const lastDay = formatDay(Math.max(...lasts));
  return (
    <>
      <select
        class="ui-input controls-select"
        aria-label="Read the vector on"
        title="Read the vector on"
        value={at === 'end' ? 'end' : 'day'}
        onChange={(event) => onChange(event.currentTarget.value === 'end' ? 'end' : lastDay)}
      >
        <option value="end">last day</option>
        <option value="day">the day</option>
      </select>
      {at !== 'end' && (
        <>
          <input
            type="range"
            class="controls-slider"
            aria-label="Day, by date of the data"
            min={0}
            max={days.length - 1}
            value={Math.max(
              0,
              days.findLastIndex((day) => day <= at),
            )}
            onInput={(event) => onChange(days[event.currentTarget.valueAsNumber] ?? at)}
          />
          <input
            type="date"
            class="ui-input controls-select"
            aria-label="Day"
            min={firstDay}
            max={lastDay}
            value={at}
            onChange={({ currentTarget: { value } }) => value && onChange(value)}
          />
        </>
      )}
    </>
  );
}

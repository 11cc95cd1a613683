import { percentilesCount } from '../../workbench/content/select.ts';
import { changePercentiles, changePercentilesCount } from '../../workbench/edits/settings.ts';
import type { PercentilesCount } from '../../workbench/statistics/ranks.ts';
import { parsePercentiles } from '../words/parse-percentiles.ts';
import type { PanelProps } from './panel-host.tsx';
import { ParsedField } from './parsed-field.tsx';

const directions: readonly { value: PercentilesCount; label: string; hint: string }[] = [
  {
    value: 'exceedance',
    label: 'Exceedance',
    hint: 'P10 is the high case: 10 % of the realizations exceed it.',
  },
  {
    value: 'cumulative',
    label: 'Cumulative',
    hint: 'P10 is the low case: 10 % of the realizations lie below it.',
  },
];

/** The percentiles that bands, boxes and tables show, as "10, 50, 90", and which way they count. */
export function PercentilesField({ workbench }: Pick<PanelProps, 'workbench'>) {
  const content = workbench.content.value;
  const disabled = workbench.readOnly.value;
  return (
    <>
      <ParsedField
        label="Percentiles"
        hint="Shown as bands in charts and as columns in tables: numbers from 0 to 100."
        stored={content.settings.percentiles.join(', ')}
        disabled={disabled}
        parse={parsePercentiles}
        onChange={(percentiles) =>
          workbench.edit((before) => changePercentiles(before, percentiles), {
            label: 'Change percentiles',
          })
        }
      />
      <fieldset class="panel-group" disabled={disabled}>
        <legend>Percentiles count</legend>
        {directions.map(({ value, label, hint }) => (
          <label key={value} class="panel-option">
            <input
              type="radio"
              name="percentiles-count"
              checked={percentilesCount(content) === value}
              onChange={() =>
                workbench.edit((before) => changePercentilesCount(before, value), {
                  label: 'Change what percentiles count',
                })
              }
            />
            <span>
              {label}
              <span class="panel-option-hint muted small">{hint}</span>
            </span>
          </label>
        ))}
      </fieldset>
    </>
  );
}

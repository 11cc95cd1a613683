import { ensembleColor, percentilesCount } from '../../workbench/content/select.ts';
import {
  changeEnsembleColor,
  changePercentiles,
  changePercentilesCount,
} from '../../workbench/edits/settings.ts';
import type { PercentilesCount } from '../../workbench/statistics/ranks.ts';
import { ParsedField } from '../modules/controls/typed-fields.tsx';
import { parsePercentiles } from '../words/parse-percentiles.ts';
import { ColorChoice } from './color-choice.tsx';
import type { PanelProps } from './panel-host.tsx';

/** Settings of the session. They are part of its content, so everyone who opens it sees the same. */
export function SettingsPanel({ workbench }: PanelProps) {
  const content = workbench.content.value;
  const disabled = workbench.readOnly.value;
  const { ensembles } = content.ensembleSet;
  return (
    <>
      <PercentilesField workbench={workbench} />
      <section class="panel-group">
        <h3>Colours of ensembles</h3>
        {ensembles.length === 0 && <p class="muted">There are no ensembles yet.</p>}
        {ensembles.map(({ id, name }) => (
          <div key={id}>
            <p class="truncate">{name}</p>
            <ColorChoice
              label={`Colour of ${name}`}
              value={ensembleColor(content, id)}
              disabled={disabled}
              onChange={(color) =>
                workbench.edit((before) => changeEnsembleColor(before, id, color), {
                  label: `Change colour of ${name}`,
                })
              }
            />
          </div>
        ))}
      </section>
    </>
  );
}

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

/** The percentiles that charts and tables show, as "10, 50, 90", and whether they are exceedance or cumulative. */
function PercentilesField({ workbench }: Pick<PanelProps, 'workbench'>) {
  const content = workbench.content.value;
  const disabled = workbench.readOnly.value;
  return (
    <>
      <ParsedField
        workbench={workbench}
        place={{ key: 'percentiles', label: 'Percentiles', at: { panel: 'settings' } }}
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
        <legend>Percentile convention</legend>
        {directions.map(({ value, label, hint }) => (
          <label key={value} class="panel-option">
            <input
              type="radio"
              name="percentiles-count"
              checked={percentilesCount(content) === value}
              onChange={() =>
                workbench.edit((before) => changePercentilesCount(before, value), {
                  label: 'Change percentile convention',
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
